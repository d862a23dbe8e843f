import { useCallback } from 'react';
import type { LabAction } from '../../core/index.ts';
import { useLab } from './use-lab.ts';
import { useWorkbench } from './use-workbench.ts';

/** Moves the lab's clock, and logs what happened on the way. Resolves to what the lab said against it, or null. */
export function useMoveClock(): (move: LabAction) => Promise<string | null> {
  const lab = useLab();
  const { dispatch } = useWorkbench();
  return useCallback(
    async (move) => {
      try {
        const outcome = await lab.act(move);
        if (!outcome.ok) return outcome.error.message;
        const { now } = await lab.ask({ type: 'view' });
        dispatch({ type: 'clockMoved', to: now, happened: outcome.happened ?? [] });
        return null;
      } catch (thrown) {
        return thrown instanceof Error ? thrown.message : String(thrown);
      }
    },
    [lab, dispatch],
  );
}
