import { recordServiceEvent, recordSynchronization } from '../audit/service-event.ts';
import type { KeyArn } from '../cloud/arn.ts';
import type { Vault } from '../crypto/vault.ts';
import { deleteBackingKey } from '../key-stores/backing-key.ts';
import type { Fact } from '../lab/facts.ts';
import type { Ids } from '../lab/ids.ts';
import type { Change } from '../lab/trace.ts';
import type { World } from '../lab/world.ts';
import type { KeyEvent } from './key-event.ts';
import { expiredBy } from './key-material.ts';
import type { KeyRecord } from './key-record.ts';
import { applyKeyEvent, type KeyEffect, type KeySnapshot, sharedProperties } from './key-snapshot.ts';
import { primaryOf, relatedKeys, replicasOf } from './multi-region.ts';

/** What keys need of the lab's works. */
interface KeyWorks {
  readonly world: World;
  readonly vault: Vault;
  readonly ids: Ids;
  commit(facts: readonly Fact[]): readonly Change[];
}

/**
 * What KMS does by itself with keys: it makes and copies key material as the keys' machines ask, deletes what is due,
 * and keeps related multi-Region keys alike.
 * Source: KMS Developer Guide, "Rotating AWS KMS keys", "Multi-Region keys in AWS KMS", "Deleting AWS KMS keys".
 */
export class KeyHost {
  readonly #works: KeyWorks;

  constructor(works: KeyWorks) {
    this.#works = works;
  }

  /** Tells a key that something it waits for is due. */
  passTime(keyArn: KeyArn): void {
    const { world, vault, ids } = this.#works;
    const key = world.keys.get(keyArn);
    if (key === undefined) throw new Error(`${keyArn} is due but not in the world`);
    const { now } = world;
    const { context } = key.machine;
    const event = { type: 'TimePassed', now } as const;
    const passed: Fact = { type: 'keyChanged', keyArn, event };
    // Whatever comes of it becomes true with it, in one commit: a process may end after any.
    if (applyKeyEvent(key.machine, event).key.value.lifecycle === 'Deleted') {
      const { facts, additionalEventData } = deleteBackingKey(world, key);
      const deleted = recordServiceEvent(key, 'DeleteKey', now, ids, {}, additionalEventData);
      const { materials, pendingMaterial } = context;
      for (const { keyMaterialId } of materials) vault.close({ key, keyMaterialId });
      if (pendingMaterial !== null) vault.close({ key, keyMaterialId: pendingMaterial.keyMaterialId });
      this.#works.commit([passed, ...facts, deleted, ...this.#afterReplica(key)]);
      return;
    }
    const expired = context.origin === 'EXTERNAL' ? expiredBy(context, now) : [];
    for (const keyMaterialId of expired) vault.close({ key, keyMaterialId });
    const records = expired.map((keyMaterialId) =>
      recordServiceEvent(key, 'DeleteExpiredKeyMaterial', now, ids, { keyId: key.arn, keyMaterialId }),
    );
    this.#works.commit([
      passed,
      ...together(world, key).map((arn): Fact => ({ type: 'keyChanged', keyArn: arn, event })),
      ...records,
    ]);
  }

  /** Does what a key's machine asked for. */
  async run({ keyArn, ...effect }: KeyEffect & { readonly keyArn: KeyArn }): Promise<void> {
    const key = this.#works.world.keys.get(keyArn);
    if (key === undefined) return;
    switch (effect.type) {
      case 'makeKeyMaterial':
        return this.#rotate(key, effect.rotationType);
      case 'makeReplica':
        return this.#makeReplica(key);
      case 'synchronizeReplicas':
        return this.#synchronize(key);
    }
  }

  /** New material, which the replicas have before anybody uses it. Imported material was brought by the key's owner. */
  async #rotate(key: KeyRecord, rotationType: 'AUTOMATIC' | 'ON_DEMAND'): Promise<void> {
    const { world, vault, ids } = this.#works;
    const { now } = world;
    const { materials, pendingMaterial } = key.machine.context;
    const isImported = key.origin === 'EXTERNAL';
    if (isImported && pendingMaterial === null) {
      this.#works.commit([{ type: 'keyChanged', keyArn: key.arn, event: { type: 'OnDemandRotationCancelled' } }]);
      return this.#synchronize(key);
    }
    const keyMaterialId = pendingMaterial?.keyMaterialId ?? (await vault.createMaterial(key));
    const event = { type: 'KeyMaterialRotated', keyMaterialId, rotationType, at: now } as const;
    const rotated = applyKeyEvent(key.machine, event).key;
    const copies = await this.#copies(key, rotated);
    const details = {
      keyId: key.arn,
      rotationType,
      keyOrigin: key.origin,
      previousKeyMaterialId: materials.at(-1)?.keyMaterialId,
      currentKeyMaterialId: keyMaterialId,
    };
    this.#works.commit([
      ...copies,
      { type: 'keyChanged', keyArn: key.arn, event },
      recordServiceEvent(key, 'RotateKey', now, ids, details),
    ]);
  }

  async #makeReplica(replica: KeyRecord): Promise<void> {
    const primary = primaryOf(this.#works.world, replica);
    if (primary === undefined) throw new Error(`${replica.arn} has no primary key`);
    this.#works.commit([await this.#copy(primary, primary.machine, replica)]);
  }

  async #synchronize(key: KeyRecord): Promise<void> {
    this.#works.commit(await this.#copies(key, key.machine));
  }

  /** What makes all replicas like their primary, as that is to be. A replica that is being made gets it all at its end. */
  async #copies(primary: KeyRecord, machine: KeySnapshot): Promise<readonly Fact[]> {
    const { world, ids } = this.#works;
    const facts: Fact[] = [];
    for (const replica of replicasOf(world, primary)) {
      if (replica.machine.value.lifecycle === 'Creating') continue;
      facts.push(await this.#copy(primary, machine, replica), recordSynchronization(replica, world.now, ids));
    }
    return facts;
  }

  async #copy(primary: KeyRecord, machine: KeySnapshot, replica: KeyRecord): Promise<Fact> {
    const shared = sharedProperties(machine);
    if (primary.origin === 'AWS_KMS') {
      const has = new Set(replica.machine.context.materials.map(({ keyMaterialId }) => keyMaterialId));
      for (const { keyMaterialId } of shared.materials) {
        if (!has.has(keyMaterialId)) await this.#works.vault.copyMaterial({ key: primary, keyMaterialId }, replica);
      }
    }
    return { type: 'keyChanged', keyArn: replica.arn, event: { type: 'PrimaryPropertiesCopied', shared } };
  }

  /** The window of a primary begins when its last replica is gone. */
  #afterReplica(deleted: KeyRecord): readonly Fact[] {
    const { world } = this.#works;
    const primary = deleted.machine.context.isReplica ? primaryOf(world, deleted) : undefined;
    if (primary === undefined || replicasOf(world, primary).some(({ arn }) => arn !== deleted.arn)) return [];
    if (primary.machine.value.lifecycle !== 'PendingReplicaDeletion') return [];
    const event: KeyEvent = { type: 'LastReplicaDeleted', at: world.now };
    return [{ type: 'keyChanged', keyArn: primary.arn, event }];
  }
}

/** The other key of two that change roles: they do it in one moment, so that their set has one primary key at any time. */
function together(world: World, key: KeyRecord): readonly KeyArn[] {
  const { value, context } = key.machine;
  if (value.lifecycle !== 'Updating') return [];
  return relatedKeys(world, key)
    .filter(({ arn, machine }) => arn !== key.arn && machine.value.lifecycle === 'Updating')
    .filter(({ machine }) => machine.context.doneDate === context.doneDate)
    .map(({ arn }) => arn);
}
