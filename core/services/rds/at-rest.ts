import { initialTransition, type SnapshotFrom, transition } from 'xstate';
import { type DatabaseContext, type DatabaseEvent, type DatabaseStep, databaseMachine } from './database-machine.ts';
import {
  type DbSnapshotContext,
  type DbSnapshotEvent,
  type DbSnapshotInput,
  type DbSnapshotStep,
  dbSnapshotMachine,
} from './db-snapshot-machine.ts';

/** RDS's machines at rest: plain JSON, as the journal keeps it, and the machines applied to it. */
export interface DatabaseAtRest {
  readonly value: SnapshotFrom<typeof databaseMachine>['value'];
  readonly context: DatabaseContext;
}
export interface DbSnapshotAtRest {
  readonly value: SnapshotFrom<typeof dbSnapshotMachine>['value'];
  readonly context: DbSnapshotContext;
}

/** An instance that RDS has accepted. */
export function newDatabase(input: Pick<DatabaseContext, 'dueAt' | 'grantId'>): DatabaseAtRest {
  const { value, context } = initialTransition(databaseMachine, input)[0];
  return { value, context };
}

/** A snapshot, or the copy of one, that RDS has accepted. */
export function newDbSnapshot(input: DbSnapshotInput): DbSnapshotAtRest {
  const { value, context } = initialTransition(dbSnapshotMachine, input)[0];
  return { value, context };
}

/** Applies one event; `step` is what the machine asks for next, or null. */
export function applyDatabaseEvent(
  database: DatabaseAtRest,
  event: DatabaseEvent,
): { readonly next: DatabaseAtRest; readonly step: DatabaseStep | null } {
  const [{ value, context }, actions] = transition(databaseMachine, databaseMachine.resolveState(database), event);
  return { next: { value, context }, step: stepIn<DatabaseStep>(actions) };
}

/** Applies one event; `step` is what the machine asks for next, or null. */
export function applyDbSnapshotEvent(
  snapshot: DbSnapshotAtRest,
  event: DbSnapshotEvent,
): { readonly next: DbSnapshotAtRest; readonly step: DbSnapshotStep | null } {
  const [{ value, context }, actions] = transition(dbSnapshotMachine, dbSnapshotMachine.resolveState(snapshot), event);
  return { next: { value, context }, step: stepIn<DbSnapshotStep>(actions) };
}

/** Whether the machine has a transition for the event now. */
export function databaseCan(database: DatabaseAtRest, event: DatabaseEvent): boolean {
  return databaseMachine.resolveState(database).can(event);
}

/** Whether the machine has a transition for the event now. */
export function dbSnapshotCan(snapshot: DbSnapshotAtRest, event: DbSnapshotEvent): boolean {
  return dbSnapshotMachine.resolveState(snapshot).can(event);
}

function stepIn<S>(actions: readonly { readonly type: string; readonly params?: unknown }[]): S | null {
  const asked = actions.find(({ type }) => type === 'takeStep');
  return asked === undefined ? null : (asked.params as { readonly step: S }).step;
}
