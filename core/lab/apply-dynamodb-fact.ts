import { keyStateOf } from '../keys/key-record.ts';
import type { EpochMs } from '../ports.ts';
import { KEY_IS_CHECKED_MS } from '../services/dynamodb/delays.ts';
import { applyTableEvent, newTable, type Table, tableCan, tableDueAt } from '../services/dynamodb/table.ts';
import { type Applied, type Effect, NOTHING } from './applied.ts';
import type { DynamoDbFact, KeyFact } from './facts.ts';
import type { World } from './world.ts';

/** Makes a fact about DynamoDB true. @throws {Error} for a bug */
export function applyDynamoDbFact(world: World, fact: DynamoDbFact): Applied {
  switch (fact.type) {
    case 'tableCreated': {
      const { table, settings, encryption, idKey, doneAt } = fact;
      world.tables.set(table.arn, { ...table, settings, encryption, idKey, machine: newTable(doneAt) });
      world.agenda.set(table.arn, doneAt);
      return NOTHING;
    }
    case 'tableChanged': {
      const table = tableOf(world, fact.tableArn);
      const { next, checksKey } = applyTableEvent(table.machine, fact.event);
      table.machine = next;
      world.agenda.set(table.arn, tableDueAt(next));
      if (next.value === 'gone') {
        world.tables.delete(table.arn);
        world.items.delete(table.arn);
      }
      const effects: readonly Effect[] = checksKey ? [{ type: 'checkTableKey', tableArn: table.arn }] : [];
      return { change: null, effects };
    }
    case 'tableSet':
      tableOf(world, fact.tableArn).settings = fact.settings;
      return NOTHING;
    case 'tableEncrypted': {
      const table = tableOf(world, fact.tableArn);
      table.encryption = fact.encryption;
      table.idKey = fact.idKey;
      const inIt = world.items.get(table.arn);
      for (const [itemId, dataKey] of Object.entries(fact.dataKeys)) {
        const item = inIt?.get(itemId);
        if (item !== undefined) inIt?.set(itemId, { ...item, dataKey });
      }
      return NOTHING;
    }
    case 'itemPut': {
      const inIt = world.items.get(fact.tableArn) ?? new Map();
      world.items.set(fact.tableArn, inIt.set(fact.item.itemId, fact.item));
      return NOTHING;
    }
    case 'itemDeleted': {
      const inIt = world.items.get(fact.tableArn);
      inIt?.delete(fact.itemId);
      // A table without items has no entry, as it has none in a world that is restored.
      if (inIt?.size === 0) world.items.delete(fact.tableArn);
      return NOTHING;
    }
  }
}

/**
 * Makes a fact about a key true, and tells the tables under that key where it changed the key's state or a grant: a
 * while later DynamoDB looks whether it may still use it.
 */
export function noteKeyChange(world: World, at: EpochMs, fact: KeyFact, apply: () => Applied): Applied {
  if (world.tables.size === 0 || (fact.type !== 'keyChanged' && fact.type !== 'grantChanged')) return apply();
  const { keyArn } = fact;
  const before = stateOf(world, keyArn);
  const applied = apply();
  if (fact.type === 'keyChanged' && stateOf(world, keyArn) === before) return applied;
  const event = { type: 'KeyChanged', checkAt: at + KEY_IS_CHECKED_MS } as const;
  for (const table of world.tables.values()) {
    if (table.encryption.kind !== 'kms' || table.encryption.keyArn !== keyArn) continue;
    if (!tableCan(table.machine, event)) continue;
    table.machine = applyTableEvent(table.machine, event).next;
    world.agenda.set(table.arn, tableDueAt(table.machine));
  }
  return applied;
}

/** Null once it is gone. */
function stateOf(world: World, keyArn: string): string | null {
  const key = world.key(keyArn);
  return key === undefined ? null : keyStateOf(key);
}

function tableOf(world: World, arn: string): Table {
  const table = world.tables.get(arn);
  if (table === undefined) throw new Error(`no table ${arn}`);
  return table;
}
