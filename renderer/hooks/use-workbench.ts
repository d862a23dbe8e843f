import { createContext, useContext } from 'react';
import type { RunOutcome } from '../../core/index.ts';
import type { Sheet, Standpoint, UiEvent } from '../app/ui-state.ts';
import type { KeyNames } from '../lab/key-names.ts';

/** What every view of the window may do and know, so that it needn't be handed down through each. */
export interface Workbench {
  readonly standpoint: Standpoint;
  /** Grows with everything that happens in the lab. */
  readonly version: number;
  /** Runs an `aws …` line where the window stands, and writes it to the command log. */
  readonly run: (line: string) => Promise<RunOutcome | null>;
  readonly open: (sheet: Sheet) => void;
  readonly dispatch: (event: UiEvent) => void;
  readonly names: KeyNames;
}

export const WorkbenchContext = createContext<Workbench | null>(null);

export function useWorkbench(): Workbench {
  const workbench = useContext(WorkbenchContext);
  if (workbench === null) throw new Error('useWorkbench needs a WorkbenchContext around it');
  return workbench;
}
