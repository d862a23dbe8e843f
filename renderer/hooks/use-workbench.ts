import { createContext, useContext } from 'react';
import type { CommandEntry, PolicyDraft, Sheet, Standpoint, UiEvent } from '../app/ui-state.ts';
import type { KeyNames } from '../lab/key-names.ts';
import type { RunLine } from './use-run.ts';

/** What every view of the window may do and know, so that it needn't be handed down through each. */
export interface Workbench {
  readonly standpoint: Standpoint;
  /** Grows with everything that happens in the lab. */
  readonly version: number;
  /** Runs an `aws …` line, and writes it to the command log. */
  readonly run: RunLine;
  /** The line of the command log that made a request; null where none did. */
  readonly lineOf: (requestId: string) => CommandEntry | null;
  readonly open: (sheet: Sheet) => void;
  readonly dispatch: (event: UiEvent) => void;
  readonly names: KeyNames;
  /** Set while somebody came to a policy to edit it. */
  readonly policyDrafts: readonly PolicyDraft[];
  /** The request that `w` and buttons without one of their own explain; null where nothing was asked yet. */
  readonly requestInFocus: string | null;
  /** Whether single letters do something; their user may have turned them off. */
  readonly hasLetters: boolean;
  /** Whether a replay is on: what is shown is the past, in which nothing is done. */
  readonly isPast: boolean;
  /** Whether the window is shown to a room: hints are out of sight then. */
  readonly isPresenting: boolean;
}

export const WorkbenchContext = createContext<Workbench | null>(null);

export function useWorkbench(): Workbench {
  const workbench = useContext(WorkbenchContext);
  if (workbench === null) throw new Error('useWorkbench needs a WorkbenchContext around it');
  return workbench;
}
