import { useCallback, useContext, useRef } from 'react';
import type { RunOutcome } from '../../core/index.ts';
import type { Standpoint, UiEvent } from '../app/ui-state.ts';
import { keyIn } from '../lab/outputs.ts';
import { SettingsContext } from '../lab/settings.ts';
import { useLab } from './use-lab.ts';

/** Runs a line where the window stands, or at `at`. Null where it did not run. */
export type RunLine = (line: string, at?: Standpoint) => Promise<RunOutcome | null>;

/** Runs `aws …` lines as whoever the window stands as; each is logged, and a key that the answer is about is selected. */
export function useRun(standpoint: Standpoint | null, dispatch: (event: UiEvent) => void): RunLine {
  const lab = useLab();
  const isLocked = useContext(SettingsContext).locked.includes('commands');
  const lastId = useRef(0);
  return useCallback(
    async (line, at) => {
      const where = at ?? standpoint;
      if (where === null) return null;
      lastId.current += 1;
      const id = lastId.current;
      dispatch({ type: 'started', entry: { id, line, ...where } });
      try {
        const outcome = await lab.act({ type: 'run', line, ...where });
        if (!outcome.ok) throw new Error(outcome.error.message);
        if (outcome.run === undefined || outcome.kms === undefined)
          throw new Error('The lab ran the line and said nothing.');
        dispatch({ type: 'ended', id, result: { type: 'ran', run: outcome.run, kms: outcome.kms } });
        const key = keyIn(outcome.run);
        if (key !== null) {
          dispatch({ type: 'selectKey', ...key });
          dispatch({ type: 'showColumn', column: 'key' });
        }
        return outcome.run;
      } catch (error) {
        const message = error instanceof Error ? error.message : String(error);
        dispatch({ type: 'ended', id, result: { type: 'failed', message } });
        if (isLocked) dispatch({ type: 'toast', toast: { says: message, offers: null } }); // its log is not shown
        return null;
      }
    },
    [lab, standpoint, dispatch, isLocked],
  );
}
