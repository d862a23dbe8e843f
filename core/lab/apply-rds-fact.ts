import { applyDatabaseEvent, applyDbSnapshotEvent, newDatabase, newDbSnapshot } from '../services/rds/at-rest.ts';
import type { Database, DbSnapshot } from '../services/rds/database.ts';
import type { RdsFact } from '../services/rds/rds-fact.ts';
import { type Applied, NOTHING } from './applied.ts';
import type { World } from './world.ts';

/** Makes a fact about DB instances and snapshots true. @throws {Error} for one that isn't there, which is a bug. */
export function applyRdsFact(world: World, fact: RdsFact): Applied {
  switch (fact.type) {
    case 'databaseCreated': {
      const { database, settings, tags, dueAt } = fact;
      const { arn, grantId } = database;
      world.databases.set(arn, { ...database, settings, tags, machine: newDatabase({ dueAt, grantId }) });
      world.agenda.set(arn, dueAt);
      return {
        change: { machine: 'database', of: arn, event: 'CreateDBInstance', from: '', to: 'creating' },
        effects: [],
      };
    }
    case 'databaseChanged':
      return changeDatabase(world, fact);
    case 'databaseModified':
      databaseOf(world, fact.arn).settings = fact.settings;
      return NOTHING;
    case 'databasePromoted':
      databaseOf(world, fact.arn).replicaOf = null;
      return NOTHING;
    case 'dbSnapshotCreated': {
      const { snapshot, input, tags } = fact;
      world.dbSnapshots.set(snapshot.arn, { ...snapshot, tags, sharedWith: [], machine: newDbSnapshot(input) });
      world.agenda.set(snapshot.arn, input.dueAt);
      const event = snapshot.copy === null ? 'CreateDBSnapshot' : 'CopyDBSnapshot';
      return { change: { machine: 'dbSnapshot', of: snapshot.arn, event, from: '', to: 'creating' }, effects: [] };
    }
    case 'dbSnapshotChanged':
      return changeSnapshot(world, fact);
    case 'dbSnapshotShared':
      snapshotOf(world, fact.arn).sharedWith = fact.sharedWith;
      return NOTHING;
    case 'rdsTagsSet': {
      const tagged = world.databases.get(fact.arn) ?? snapshotOf(world, fact.arn);
      tagged.tags = fact.tags;
      return NOTHING;
    }
  }
}

function changeDatabase(world: World, { arn, event }: Extract<RdsFact, { type: 'databaseChanged' }>): Applied {
  const database = databaseOf(world, arn);
  const from = database.machine.value;
  const { next, step } = applyDatabaseEvent(database.machine, event);
  database.machine = next;
  world.agenda.set(arn, next.context.dueAt);
  if (next.value === 'deleted') world.databases.delete(arn);
  return {
    change: { machine: 'database', of: arn, event: event.type, from, to: next.value },
    effects: step === null ? [] : [{ type: 'takeDatabaseStep', arn, step }],
  };
}

function changeSnapshot(world: World, { arn, event }: Extract<RdsFact, { type: 'dbSnapshotChanged' }>): Applied {
  const snapshot = snapshotOf(world, arn);
  const from = snapshot.machine.value;
  const { next, step } = applyDbSnapshotEvent(snapshot.machine, event);
  snapshot.machine = next;
  world.agenda.set(arn, next.context.dueAt);
  if (next.value === 'deleted') world.dbSnapshots.delete(arn);
  return {
    change: { machine: 'dbSnapshot', of: arn, event: event.type, from, to: next.value },
    effects: step === null ? [] : [{ type: 'takeDbSnapshotStep', arn, step }],
  };
}

function databaseOf(world: World, arn: string): Database {
  const database = world.databases.get(arn);
  if (database === undefined) throw new Error(`no DB instance ${arn}`);
  return database;
}

function snapshotOf(world: World, arn: string): DbSnapshot {
  const snapshot = world.dbSnapshots.get(arn);
  if (snapshot === undefined) throw new Error(`no DB snapshot ${arn}`);
  return snapshot;
}
