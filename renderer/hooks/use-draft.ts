import { useCallback, useState } from 'react';
import type { DraftView, LabAction } from '../../core/index.ts';
import { useAnswer } from './use-answer.ts';
import { useLab } from './use-lab.ts';
import { useWorkbench } from './use-workbench.ts';

/** What an author does with the lesson that is being built. */
export type DraftAct = Omit<Extract<LabAction, { readonly type: 'draft' }>, 'type'>;

export interface DraftDesk {
  /** Null where none is being built; undefined until the lab has said. */
  readonly draft: DraftView | null | undefined;
  /** Tells whether it was done. */
  readonly act: (act: DraftAct) => Promise<boolean>;
  /** What the lab said against the last act. */
  readonly error: string | null;
  /** Whether an act is under way: to end a step, what was done is played twice. */
  readonly isBusy: boolean;
}

/** The lesson that is being built, and what can be done with it. */
export function useDraft(): DraftDesk {
  const lab = useLab();
  const { version, dispatch } = useWorkbench();
  const draft = useAnswer({ type: 'draft' }, version);
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(0);
  const act = useCallback(
    async (does: DraftAct) => {
      setBusy((before) => before + 1);
      try {
        const outcome = await lab.act({ type: 'draft', ...does });
        setError(outcome.ok ? null : outcome.error.message);
        if (outcome.ok && (does.does === 'begin' || does.does === 'leave')) {
          const as = (await lab.ask({ type: 'view' })).principals[0]?.arn;
          if (as !== undefined) dispatch({ type: 'entered', standpoint: { as, region: 'us-east-1' } });
        }
        return outcome.ok;
      } catch (thrown) {
        setError(thrown instanceof Error ? thrown.message : String(thrown));
        return false;
      } finally {
        setBusy((before) => before - 1);
      }
    },
    [lab, dispatch],
  );
  return { draft, act, error, isBusy: busy > 0 };
}
