import { useCallback, useContext, useEffect, useMemo, useState } from 'react';
import type { AppState, DeskMessage, DeskState } from '../../main/bridge-contract.ts';
import { DeskContext } from '../lab/desk.ts';

/** What is answered with how things stand. */
export type AskedDesk = Exclude<DeskMessage, { readonly type: 'exports' }>;

/** The app around this window's lab: its worlds, files and windows. */
export interface Desk {
  readonly state: AppState;
  /** What the app says against it, in words; null where it did it. */
  readonly ask: (message: AskedDesk) => Promise<string | null>;
  /** Lines for the shell of a client of the endpoint. @throws {Error} in the app's words */
  readonly exportsFor: (as: string, region: string) => Promise<string>;
}

/**
 * The desk of this window; null until the app has said, and where there are no files and windows of kmslab's: in a
 * browser, and in another app.
 */
export function useDesk(): Desk | null {
  const desk = useContext(DeskContext);
  const [state, setState] = useState<DeskState | null>(desk?.last ?? null);
  const ask = useCallback(
    async (message: AskedDesk) => {
      if (desk === null) return null;
      try {
        setState(await desk.ask(message));
        return null;
      } catch (thrown) {
        return thrown instanceof Error ? thrown.message : String(thrown);
      }
    },
    [desk],
  );
  useEffect(() => {
    if (desk === null) return;
    void ask({ type: 'look' });
    return desk.onState(setState);
  }, [desk, ask]);
  const app = state?.app ?? null;
  return useMemo(() => {
    if (desk === null || app === null) return null;
    return { state: app, ask, exportsFor: (as, region) => desk.ask({ type: 'exports', as, region }) };
  }, [desk, app, ask]);
}
