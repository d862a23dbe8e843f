import { createContext } from 'react';
import type { DeskAnswer, DeskMessage, DeskState, LabBridge, Visit } from '../../main/bridge-contract.ts';

/** The app around a window's lab: its files and windows. A page in a browser has none. */
export interface DeskClient {
  /** How things stood when the app said so last; null before that. */
  readonly last: DeskState | null;
  /** @throws {Error} in the app's words */
  ask<M extends DeskMessage>(message: M): Promise<DeskAnswer<M>>;
  onState(listener: (state: DeskState) => void): () => void;
  /** Hears where to go, also what was said before anybody listened. */
  onVisit(listener: (visit: Visit) => void): () => void;
}

export const DeskContext = createContext<DeskClient | null>(null);

/** The desk behind a window's bridge. Call it before the page is loaded: from then on main may send the window somewhere. */
export function createDeskClient(bridge: Pick<LabBridge, 'desk' | 'onDeskState' | 'onVisit'>): DeskClient {
  const waiting: Visit[] = [];
  let heard: ((visit: Visit) => void) | null = null;
  bridge.onVisit((visit) => {
    if (heard === null) waiting.push(visit);
    else heard(visit);
  });
  let last: DeskState | null = null;
  bridge.onDeskState((state) => {
    last = state;
  });
  return {
    get last() {
      return last;
    },
    async ask(message) {
      const reply = await bridge.desk(message);
      if (!reply.ok) throw new Error(reply.error.message);
      if (typeof reply.value !== 'string') last = reply.value;
      return reply.value;
    },
    onState: bridge.onDeskState,
    onVisit(listener) {
      heard = listener;
      for (const visit of waiting.splice(0)) listener(visit);
      return () => {
        heard = null;
      };
    },
  };
}
