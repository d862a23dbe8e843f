import { useCallback, useContext, useEffect, useMemo, useState } from 'react';
import type { DeskMessage, DeskState } from '../../main/bridge-contract.ts';
import { DeskContext } from '../lab/desk.ts';

/** The app around this window's lab. */
export interface Desk {
  /** Undefined until the app has said. */
  readonly state: DeskState | undefined;
  /** What the app says against it, in words; null where it did it. */
  readonly ask: (message: DeskMessage) => Promise<string | null>;
}

/** The desk of this window; null in a browser, which has no files and windows of kmslab's. */
export function useDesk(): Desk | null {
  const desk = useContext(DeskContext);
  const [state, setState] = useState<DeskState | undefined>(undefined);
  const ask = useCallback(
    async (message: DeskMessage) => {
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
  return useMemo(() => (desk === null ? null : { state, ask }), [desk, state, ask]);
}
