import { useCallback, useEffect, useState } from 'react';
import type { PlayedStep, ReplayDeed, ReplayState, ReplaySummary } from '../../core/index.ts';
import { useAnswer } from './use-answer.ts';
import { useLab } from './use-lab.ts';
import { useWorkbench } from './use-workbench.ts';

/** What is done with a replay. */
export interface ReplayAct {
  readonly does: ReplayDeed;
  /** For `open`. */
  readonly name?: string;
  /** For `goTo`: so many steps are done then. */
  readonly at?: number;
}

export interface ReplayDesk {
  /** Undefined until the lab has said. */
  readonly state: ReplayState | undefined;
  readonly steps: readonly PlayedStep[];
  readonly replays: readonly ReplaySummary[];
  readonly act: (act: ReplayAct) => void;
  /** What the lab said against the last act. */
  readonly error: string | null;
}

/** The replay that is on, and what there is to replay. */
export function useReplay(): ReplayDesk {
  const lab = useLab();
  const { version, dispatch } = useWorkbench();
  const state = useAnswer({ type: 'replay' }, version);
  const name = state?.on?.name ?? null;
  const steps = useAnswer(name === null ? null : { type: 'replaySteps' }, version) ?? [];
  const replays = useAnswer(name === null ? { type: 'replays' } : null, version) ?? [];
  const [error, setError] = useState<string | null>(null);
  const as = state?.on?.as ?? null;
  const region = state?.on?.region ?? null;
  // The window stands where the replay does, and stays there when it goes on by itself.
  useEffect(() => {
    if (as !== null && region !== null) dispatch({ type: 'standAt', standpoint: { as, region } });
  }, [as, region, dispatch]);
  const act = useCallback(
    ({ does, ...more }: ReplayAct) => {
      const run = async () => {
        const outcome = await lab.act({ type: 'replay', does, ...more });
        setError(outcome.ok ? null : outcome.error.message);
        if (!outcome.ok || !ENTERS.includes(does)) return;
        const first = (await lab.ask({ type: 'view' })).principals[0]?.arn;
        if (first !== undefined) dispatch({ type: 'entered', standpoint: { as: first, region: 'us-east-1' } });
      };
      run().catch((thrown: unknown) => setError(thrown instanceof Error ? thrown.message : String(thrown)));
    },
    [lab, dispatch],
  );
  return { state, steps, replays, act, error };
}

/** What brings another world into the window. */
const ENTERS: readonly ReplayDeed[] = ['open', 'close', 'leave'];
