import { useCallback } from 'react';
import type { UiEvent } from '../app/ui-state.ts';
import { brief } from '../lab/format.ts';
import { useLab } from './use-lab.ts';

/** Letters of a step that its toast shows: the log has the whole line. */
const SHOWN = 90;

/**
 * Undo and redo, which are the lab's and not AWS's: what was taken back is told in a toast, with its own way back.
 */
export function useTakeBack(dispatch: (event: UiEvent) => void): (does: 'undo' | 'redo') => void {
  const lab = useLab();
  return useCallback(
    (does) => {
      const run = async () => {
        const outcome = await lab.act({ type: does });
        if (!outcome.ok) return dispatch({ type: 'toast', toast: { says: outcome.error.message, offers: null } });
        const { says = '', keysBroughtBack = [] } = outcome.step ?? {};
        dispatch({ type: 'tookBack', does, says });
        const { keys } = await lab.ask({ type: 'view' });
        dispatch({ type: 'keysLeft', keyArns: keys.map(({ keyArn }) => keyArn) });
        const done = `${does === 'undo' ? 'Undone' : 'Done again'}: ${brief(`${says}.`, SHOWN)}`;
        const final = keysBroughtBack.length === 0 ? '' : ' AWS could not have: there a deleted key is gone for good.';
        dispatch({ type: 'toast', toast: { says: `${done}${final}`, offers: does === 'undo' ? 'redo' : null } });
      };
      run().catch((thrown: unknown) => {
        const says = thrown instanceof Error ? thrown.message : String(thrown);
        dispatch({ type: 'toast', toast: { says, offers: null } });
      });
    },
    [lab, dispatch],
  );
}
