import { WebClient, type WebState } from '../../core/bridge/index.ts';
import type { LabClient } from '../../core/index.ts';

const TAB_KEY = 'kmslab-tab-key';

/** A lab of `kmslab web`, and word of how the page is connected to it. */
export interface WebLab {
  readonly client: LabClient;
  /** How it is connected now. */
  state(): WebState;
  onState(listener: () => void): () => void;
}

/**
 * Opens the lab that this page was served for. The token of the link stands behind the `#`, which no browser sends
 * anywhere; it is taken out of the address, and the tab keeps a key of its own for when the page is loaded again.
 * Null where the page has neither.
 */
export function openWebLab(): WebLab | null {
  const { hash, pathname, host } = window.location;
  const linkToken = hash.startsWith('#token=') ? hash.slice('#token='.length) : null;
  const token = linkToken ?? sessionStorage.getItem(TAB_KEY);
  if (token === null) return null;
  if (linkToken !== null) window.history.replaceState(null, '', pathname);
  let state: WebState = { type: 'connecting' };
  const listeners = new Set<() => void>();
  const client = new WebClient({
    token,
    connect: () => new WebSocket(`ws://${host}/`),
    later: (work, ms) => window.setTimeout(work, ms),
    keepTabKey: (key) => sessionStorage.setItem(TAB_KEY, key),
    onState(next) {
      state = next;
      for (const listener of listeners) listener();
    },
  });
  return {
    client,
    state: () => state,
    onState(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
