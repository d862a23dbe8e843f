import { useSyncExternalStore } from 'react';
import type { Model } from '../lab/model.ts';
import type { Session } from '../lab/session.ts';

/** The session's model, drawn anew whenever it changes. */
export function useSession(session: Session): Model {
  return useSyncExternalStore(session.subscribe, session.model);
}
