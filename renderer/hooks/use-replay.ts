import { useCallback, useEffect, useRef, useState } from 'react';
import type { PlayedStep, ReplayDeed, ReplayState, ReplaySummary } from '../../core/index.ts';
import { firstStandpoint, type Standpoint } from '../app/ui-state.ts';
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
  const stands = useRef<Standpoint | null>(null);
  // The window stands where the replay does, and stays there when it goes on by itself.
  useEffect(() => {
    stands.current = as === null || region === null ? null : { as, region };
    if (stands.current !== null) dispatch({ type: 'standAt', standpoint: stands.current });
  }, [as, region, dispatch]);
  const act = useCallback(
    ({ does, ...more }: ReplayAct) => {
      const run = async () => {
        const outcome = await lab.act({ type: 'replay', does, ...more });
        setError(outcome.ok ? null : outcome.error.message);
        if (outcome.ok && does === 'continue') dispatch({ type: 'toast', toast: { says: CONTINUED, offers: null } });
        if (!outcome.ok || !ENTERS.includes(does)) return;
        const first = firstStandpoint(await lab.ask({ type: 'view' }));
        // Steps may have been taken while the lab was asked.
        const known = does === 'open' ? stands.current : null;
        const standpoint = known ?? first;
        if (standpoint !== null) dispatch({ type: 'entered', standpoint });
      };
      run().catch((thrown: unknown) => setError(thrown instanceof Error ? thrown.message : String(thrown)));
    },
    [lab, dispatch],
  );
  return { state, steps, replays, act, error };
}

const CONTINUED = 'The past goes on from here: what you do now, in any place, happens in this lab.';

/** What brings another world into the window. */
const ENTERS: readonly ReplayDeed[] = ['open', 'close', 'leave'];
