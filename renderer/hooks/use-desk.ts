import { useCallback, useContext, useEffect, useMemo, useState } from 'react';
import type { DeskMessage, DeskState } from '../../main/bridge-contract.ts';
import { DeskContext } from '../lab/desk.ts';

/** What is answered with how things stand. */
export type AskedDesk = Exclude<DeskMessage, { readonly type: 'exports' }>;

/** The app around this window's lab. */
export interface Desk {
  /** Undefined until the app has said. */
  readonly state: DeskState | undefined;
  /** What the app says against it, in words; null where it did it. */
  readonly ask: (message: AskedDesk) => Promise<string | null>;
  /** Lines for the shell of a client of the endpoint. @throws {Error} in the app's words */
  readonly exportsFor: (as: string, region: string) => Promise<string>;
}

/** The desk of this window; null in a browser, which has no files and windows of kmslab's. */
export function useDesk(): Desk | null {
  const desk = useContext(DeskContext);
  const [state, setState] = useState<DeskState | undefined>(undefined);
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
  return useMemo(
    () =>
      desk === null
        ? null
        : { state, ask, exportsFor: (as: string, region: string) => desk.ask({ type: 'exports', as, region }) },
    [desk, state, ask],
  );
}
