import type { AccountId, KeyArn } from '../cloud/arn.ts';
import type { Region } from '../cloud/regions.ts';
import type { KeySpec } from '../crypto/key-specs.ts';
import type { KeyEvent } from '../keys/key-event.ts';
import type { JournalEntry } from '../lab/journal.ts';
import type { Store } from '../lab/store.ts';
import type { EpochMs } from '../ports.ts';

/** What a key's bill is made of. */
export interface LedgerKey {
  readonly arn: KeyArn;
  readonly accountId: AccountId;
  readonly region: Region;
  readonly keySpec: KeySpec;
  readonly keyManager: 'CUSTOMER' | 'AWS';
  readonly createdAt: EpochMs;
  /** When each of its rotations was done; in a replica, when the rotated material came to it. */
  readonly rotatedAt: readonly EpochMs[];
  /** Since when it waits for its deletion; it may be gone by now. Null where nobody scheduled it, or that was cancelled. */
  readonly freeSince: EpochMs | null;
}

type Writable = { -readonly [K in keyof LedgerKey]: LedgerKey[K] } & { rotatedAt: EpochMs[] };

/** One ledger a store: a large world's journal is read once, and then only what became true since. */
const ledgers = new WeakMap<Store, KeyLedger>();

/**
 * Every key that there ever was, by its ARN, as a store's journal tells it.
 * A key whose deletion is cancelled counts as if it had never been scheduled, for the days in between too.
 * Source: https://aws.amazon.com/kms/pricing/; KMS Developer Guide, "Deleting AWS KMS keys"; audit-and-cost.md section 5.
 */
export function keysIn(store: Store): ReadonlyMap<string, LedgerKey> {
  const ledger = ledgers.get(store) ?? new KeyLedger();
  ledgers.set(store, ledger);
  return ledger.read(store);
}

class KeyLedger {
  readonly #keys = new Map<string, Writable>();
  #length = 0;

  read(store: Store): ReadonlyMap<string, LedgerKey> {
    const { length } = store;
    for (const entry of store.changes(this.#length)) this.#note(entry);
    this.#length = length;
    return this.#keys;
  }

  #note({ at, fact }: JournalEntry): void {
    if (fact.type === 'keyCreated') {
      const { arn, accountId, region, keySpec, keyManager } = fact.key;
      this.#keys.set(arn, {
        arn,
        accountId,
        region,
        keySpec,
        keyManager,
        createdAt: at,
        rotatedAt: [],
        freeSince: null,
      });
    } else if (fact.type === 'keyChanged') {
      const key = this.#keys.get(fact.keyArn);
      if (key !== undefined) noteChange(key, at, fact.event);
    }
  }
}

function noteChange(key: Writable, at: EpochMs, event: KeyEvent): void {
  switch (event.type) {
    case 'KeyMaterialRotated':
      key.rotatedAt.push(at);
      return;
    case 'PrimaryPropertiesCopied': {
      const rotated = event.shared.materials.filter(({ rotationType }) => rotationType !== null);
      while (key.rotatedAt.length < rotated.length) key.rotatedAt.push(at);
      return;
    }
    case 'ScheduleKeyDeletion':
      // The waiting period of a primary key begins when its last replica is gone.
      if (!event.hasReplicas) key.freeSince = at;
      return;
    case 'LastReplicaDeleted':
      key.freeSince = at;
      return;
    case 'CancelKeyDeletion':
      key.freeSince = null;
      return;
  }
}
