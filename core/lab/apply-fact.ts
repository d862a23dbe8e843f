import { parsePolicy } from '../access/policy.ts';
import type { KeyArn } from '../cloud/arn.ts';
import type { KeyRecord } from '../keys/key-record.ts';
import { applyKeyEvent, type KeyEffect, keyDueAt, newKey } from '../keys/key-snapshot.ts';
import type { EpochMs } from '../ports.ts';
import { applyCopyEvent, applySnapshotEvent, applyVolumeEvent, newVolume } from '../services/ebs/at-rest.ts';
import type { CopyStep, SnapshotCopyEvent } from '../services/ebs/snapshot-copy.ts';
import type { SnapshotEvent } from '../services/ebs/snapshot-machine.ts';
import type { TrailRow } from './client.ts';
import type { Fact } from './facts.ts';
import type { Change } from './trace.ts';
import type { World } from './world.ts';

/** Work that a machine asks for when a fact is applied. Rebuilding a world from its journal drops it: its facts follow. */
export type Effect =
  | (KeyEffect & { readonly keyArn: KeyArn })
  | { readonly type: 'prepareVolume'; readonly volumeId: string }
  | { readonly type: 'takeCopyStep'; readonly snapshotId: string; readonly step: CopyStep };

/** What applying a fact did. */
export interface Applied {
  readonly change: Change | null;
  readonly effects: readonly Effect[];
}

const NOTHING: Applied = { change: null, effects: [] };

/**
 * Makes a fact true in the world: the one function that changes it. Life cycles change through their machines.
 * @throws {Error} for a fact about something that isn't there, which is a bug in kmslab.
 */
export function applyFact(world: World, at: EpochMs, fact: Fact): Applied {
  world.now = at;
  switch (fact.type) {
    case 'worldStarted':
      world.startedAt = at;
      return NOTHING;
    case 'clockMoved':
      return NOTHING;
    case 'accountAdded':
      world.accounts.set(fact.account.accountId, fact.account);
      return NOTHING;
    case 'identityPut': {
      const { accountId, arn } = fact.identity;
      const policies = fact.identity.policies.map(({ name, text }) => ({
        name,
        policy: parsePolicy(text, { kind: 'identity', accountId }),
      }));
      world.identities.set(arn, { ...fact.identity, policies });
      world.principals.clear();
      return NOTHING;
    }
    case 'keyCreated':
      world.addKey({
        ...fact.key,
        description: fact.description,
        policy: compileKeyPolicy(fact.policy, fact.key),
        machine: newKey(fact.key),
        lastUsage: null,
      });
      return NOTHING;
    case 'keyChanged':
      return changeKey(world, fact);
    case 'keyDescribed':
      keyOf(world, fact.keyArn).description = fact.description;
      return NOTHING;
    case 'keyPolicyPut': {
      const key = keyOf(world, fact.keyArn);
      key.policy = compileKeyPolicy(fact.policy, key);
      return NOTHING;
    }
    case 'aliasPut': {
      const before = world.aliases.get(fact.aliasArn);
      if (before !== undefined) unlinkAlias(world, before.keyArn, fact.aliasArn);
      world.aliases.set(fact.aliasArn, {
        arn: fact.aliasArn,
        name: fact.aliasArn.slice(fact.aliasArn.indexOf('alias/')),
        keyArn: fact.keyArn,
        creationDate: before?.creationDate ?? at,
        lastUpdatedDate: at,
      });
      world.aliasesOfKey.set(fact.keyArn, [...(world.aliasesOfKey.get(fact.keyArn) ?? []), fact.aliasArn]);
      return NOTHING;
    }
    case 'aliasDeleted': {
      const alias = world.aliases.get(fact.aliasArn);
      if (alias !== undefined) unlinkAlias(world, alias.keyArn, alias.arn);
      world.aliases.delete(fact.aliasArn);
      return NOTHING;
    }
    case 'grantCreated': {
      const { keyArn } = fact.grant;
      world.grants.set(keyArn, [...(world.grants.get(keyArn) ?? []), fact.grant]);
      return NOTHING;
    }
    case 'grantEnded': {
      const left = (world.grants.get(fact.keyArn) ?? []).filter(({ grantId }) => grantId !== fact.grantId);
      world.grants.set(fact.keyArn, left);
      return NOTHING;
    }
    case 'volumeCreated': {
      const volume = { ...fact.volume, machine: newVolume(fact.dueAt) };
      world.volumes.set(volume.volumeId, volume);
      world.agenda.set(volume.volumeId, fact.dueAt);
      return {
        change: { machine: 'volume', of: volume.volumeId, event: 'CreateVolume', from: '', to: 'creating' },
        effects: [],
      };
    }
    case 'volumeChanged':
      return changeVolume(world, fact);
    case 'snapshotCreated': {
      const snapshot = { ...fact.snapshot, machine: fact.machine, sharedWith: [] };
      world.snapshots.set(snapshot.snapshotId, snapshot);
      world.agenda.set(snapshot.snapshotId, fact.machine.context.dueAt);
      const event = snapshot.copy === null ? 'CreateSnapshot' : 'CopySnapshot';
      return {
        change: { machine: 'snapshot', of: snapshot.snapshotId, event, from: '', to: fact.machine.value },
        effects: [],
      };
    }
    case 'snapshotChanged':
      return changeSnapshot(world, fact);
    case 'snapshotShared': {
      const snapshot = world.snapshots.get(fact.snapshotId);
      if (snapshot === undefined) throw new Error(`no snapshot ${fact.snapshotId}`);
      snapshot.sharedWith = fact.sharedWith;
      return NOTHING;
    }
    case 'recorded':
      world.trail.push(fact.row);
      for (const keyArn of fact.usedKeys) noteUse(world, keyArn, fact.row, at);
      return NOTHING;
  }
}

function changeKey(world: World, { keyArn, event }: Extract<Fact, { type: 'keyChanged' }>): Applied {
  const key = keyOf(world, keyArn);
  const from = key.machine.value.lifecycle;
  const { key: machine, effects } = applyKeyEvent(key.machine, event);
  key.machine = machine;
  const to = machine.value.lifecycle;
  world.agenda.set(keyArn, keyDueAt(machine));
  if (to === 'Deleted') forgetKey(world, key);
  return {
    change: { machine: 'key', of: keyArn, event: event.type, from, to },
    effects: effects.map((effect) => ({ ...effect, keyArn })),
  };
}

function changeVolume(world: World, { volumeId, event }: Extract<Fact, { type: 'volumeChanged' }>): Applied {
  const volume = world.volumes.get(volumeId);
  if (volume === undefined) throw new Error(`no volume ${volumeId}`);
  const from = volume.machine.value;
  const { next, prepares } = applyVolumeEvent(volume.machine, event);
  volume.machine = next;
  world.agenda.set(volumeId, next.context.dueAt);
  if (next.value === 'deleted') world.volumes.delete(volumeId);
  return {
    change: { machine: 'volume', of: volumeId, event: event.type, from, to: next.value },
    effects: prepares ? [{ type: 'prepareVolume', volumeId }] : [],
  };
}

function changeSnapshot(world: World, { snapshotId, event }: Extract<Fact, { type: 'snapshotChanged' }>): Applied {
  const snapshot = world.snapshots.get(snapshotId);
  if (snapshot === undefined) throw new Error(`no snapshot ${snapshotId}`);
  const from = snapshot.machine.value;
  const effects: Effect[] = [];
  if (snapshot.machine.machine === 'snapshot') {
    snapshot.machine = applySnapshotEvent(snapshot.machine, event as SnapshotEvent);
  } else {
    const { next, step } = applyCopyEvent(snapshot.machine, event as SnapshotCopyEvent);
    snapshot.machine = next;
    if (step !== null) effects.push({ type: 'takeCopyStep', snapshotId, step });
  }
  const to = snapshot.machine.value;
  world.agenda.set(snapshotId, snapshot.machine.context.dueAt);
  if (to === 'deleted') {
    world.agenda.set(snapshotId, null);
    world.snapshots.delete(snapshotId);
  }
  return { change: { machine: 'snapshot', of: snapshotId, event: event.type, from, to }, effects };
}

/** AWS keeps nothing of a deleted key: its aliases and grants go with it. */
function forgetKey(world: World, key: KeyRecord): void {
  for (const alias of world.aliasesOfKey.get(key.arn) ?? []) world.aliases.delete(alias);
  world.aliasesOfKey.delete(key.arn);
  world.grants.delete(key.arn);
  world.removeKey(key);
}

/** A key that went while it was being used has nothing to note it on. */
function noteUse(world: World, keyArn: KeyArn, { record, requestId }: TrailRow, at: EpochMs): void {
  const key = world.keys.get(keyArn);
  if (key !== undefined) key.lastUsage = { operation: record.eventName, at, requestId: requestId ?? '' };
}

function unlinkAlias(world: World, keyArn: KeyArn, aliasArn: string): void {
  const left = (world.aliasesOfKey.get(keyArn) ?? []).filter((other) => other !== aliasArn);
  world.aliasesOfKey.set(keyArn, left);
}

function keyOf(world: World, keyArn: KeyArn) {
  const key = world.keys.get(keyArn);
  if (key === undefined) throw new Error(`no key ${keyArn}`);
  return key;
}

function compileKeyPolicy(
  text: string,
  key: { readonly accountId: Parameters<typeof parsePolicy>[1]['accountId']; readonly keyManager: string },
) {
  return parsePolicy(text, { kind: 'key', accountId: key.accountId, allowConditions: key.keyManager === 'AWS' });
}
