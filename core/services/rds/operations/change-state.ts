import { RdsError } from '../../../errors/rds-errors.ts';
import type { World } from '../../../lab/world.ts';
import type { Handled } from '../../../operations/operation.ts';
import { applyDatabaseEvent, databaseCan } from '../at-rest.ts';
import type { Database } from '../database.ts';
import type { DatabaseEvent } from '../database-machine.ts';
import { databaseOutput } from './describe.ts';

/** @throws {RdsError} InvalidDBInstanceState, where the instance's machine has no way from its state. */
export function checkCan({ dbInstanceIdentifier, machine }: Database, event: DatabaseEvent): void {
  if (databaseCan(machine, event)) return;
  const because = machine.value.startsWith('inaccessible') ? 'database-without-key' : 'database-not-available';
  throw new RdsError(
    'InvalidDBInstanceState',
    `Instance ${dbInstanceIdentifier} is not in a state for ${event.type}: it is ${machine.value}.`,
    because,
  );
}

/** @throws {RdsError} InvalidDBInstanceState, unless the instance runs. */
export function checkRuns({ dbInstanceIdentifier, machine }: Database): void {
  if (machine.value === 'available') return;
  const because = machine.value.startsWith('inaccessible') ? 'database-without-key' : 'database-not-available';
  throw new RdsError(
    'InvalidDBInstanceState',
    `Instance ${dbInstanceIdentifier} is not currently in the available state: it is ${machine.value}.`,
    because,
  );
}

/** An instance that goes through an event, and the answer that shows it so. */
export function changedState(world: World, database: Database, event: DatabaseEvent): Handled {
  const { next } = applyDatabaseEvent(database.machine, event);
  return {
    output: { DBInstance: databaseOutput({ ...database, machine: next }, world) },
    facts: [{ type: 'databaseChanged', arn: database.arn, event }],
  };
}
