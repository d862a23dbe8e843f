import type { KeySnapshot } from '../../keys/key-snapshot.ts';
import { applyKeyEvent, newKey } from '../../keys/key-snapshot.ts';
import type { EpochMs } from '../../ports.ts';
import type { Store } from '../store.ts';

/** A state that a key came to, in one region of its chart. */
export interface KeyVisit {
  readonly at: EpochMs;
  /** The operation or fact that brought it there: `DisableKey`, `TimePassed`. */
  readonly event: string;
  /** `lifecycle`, `automaticRotation` … */
  readonly region: string;
  /** Null where the key was created. */
  readonly from: string | null;
  readonly to: string;
}

/**
 * The states that a key has been in, oldest first: its machine, taken through the journal again. Empty where the journal
 * does not reach back to its creation, after the world was compacted.
 */
export function keyHistoryView(store: Store, keyArn: string): readonly KeyVisit[] {
  const visits: KeyVisit[] = [];
  let key: KeySnapshot | null = null;
  for (const { at, fact } of store.journal()) {
    if (fact.type === 'keyCreated' && fact.key.arn === keyArn) {
      key = newKey({ ...fact.key, replicaDoneDate: fact.replicaDoneDate });
      visits.push({ at, event: 'CreateKey', region: 'lifecycle', from: null, to: key.value.lifecycle });
    } else if (fact.type === 'keyChanged' && fact.keyArn === keyArn && key !== null) {
      const before: KeySnapshot = key;
      key = applyKeyEvent(before, fact.event).key;
      visits.push(...changes(before, key, at, fact.event.type));
    }
  }
  return visits;
}

function changes(before: KeySnapshot, after: KeySnapshot, at: EpochMs, event: string): readonly KeyVisit[] {
  const old = new Map<string, string>(Object.entries(before.value));
  return Object.entries(after.value).flatMap(([region, to]) => {
    const from = old.get(region) ?? null;
    return from === to ? [] : [{ at, event, region, from, to }];
  });
}
