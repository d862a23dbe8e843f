import { bindPrincipals, parsePolicy } from '../access/policy.ts';
import type { AccountId, KeyArn } from '../cloud/arn.ts';
import type { KeyRecord } from '../keys/key-record.ts';
import { applyKeyEvent, keyDueAt, newKey } from '../keys/key-snapshot.ts';
import { withTags } from '../keys/tags.ts';
import type { EpochMs } from '../ports.ts';
import { type Applied, NOTHING } from './applied.ts';
import { applyGrantFact, grantItem } from './apply-grant-fact.ts';
import type { KeyFact } from './facts.ts';
import type { World } from './world.ts';

/** Makes a fact about keys, their aliases and grants true. @throws {Error} for a key that isn't there, which is a bug. */
export function applyKeyFact(world: World, at: EpochMs, fact: KeyFact): Applied {
  switch (fact.type) {
    case 'keyCreated':
      world.addKey({
        ...fact.key,
        description: fact.description,
        policy: compileKeyPolicy(world, fact.policy, fact.key),
        tags: [],
        machine: newKey({ ...fact.key, replicaDoneDate: fact.replicaDoneDate }),
        lastUsage: null,
      });
      world.agenda.set(fact.key.arn, fact.replicaDoneDate ?? null);
      return NOTHING;
    case 'keyChanged':
      return changeKey(world, fact);
    case 'keyDescribed':
      keyOf(world, fact.keyArn).description = fact.description;
      return NOTHING;
    case 'keyPolicyPut': {
      const key = keyOf(world, fact.keyArn);
      key.policy = compileKeyPolicy(world, fact.policy, key);
      return NOTHING;
    }
    case 'keyTagged': {
      const key = keyOf(world, fact.keyArn);
      key.tags = withTags(key.tags, fact.tags);
      return NOTHING;
    }
    case 'keyUntagged': {
      const key = keyOf(world, fact.keyArn);
      key.tags = key.tags.filter(({ TagKey }) => !fact.tagKeys.includes(TagKey));
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
    case 'grantCreated':
    case 'grantChanged':
      return applyGrantFact(world, at, fact);
  }
}

function changeKey(world: World, { keyArn, event }: Extract<KeyFact, { type: 'keyChanged' }>): Applied {
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

/** AWS keeps nothing of a deleted key: its aliases and grants go with it. */
function forgetKey(world: World, key: KeyRecord): void {
  for (const alias of world.aliasesOfKey.get(key.arn) ?? []) world.aliases.delete(alias);
  for (const { grantId } of world.grants.get(key.arn) ?? []) world.agenda.set(grantItem(key.arn, grantId), null);
  world.aliasesOfKey.delete(key.arn);
  world.grants.delete(key.arn);
  world.removeKey(key);
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

function compileKeyPolicy(world: World, text: string, { accountId }: { readonly accountId: AccountId }) {
  return bindPrincipals(parsePolicy(text, { kind: 'key', accountId }), (arn) => world.idOf(arn));
}
