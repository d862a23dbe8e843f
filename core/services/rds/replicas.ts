import { RdsError } from '../../errors/rds-errors.ts';
import type { World } from '../../lab/world.ts';
import type { Database } from './database.ts';

/** The read replicas of a DB instance, in all Regions. */
export function replicasOf({ databases }: World, { arn }: Pick<Database, 'arn'>): readonly Database[] {
  return [...databases.values()].filter(({ replicaOf }) => replicaOf === arn);
}

/** How an instance of RDS's names another: by its identifier, or across Regions by its ARN. */
export function nameFrom({ region }: Pick<Database, 'region'>, otherArn: string): string {
  const [, , , otherRegion] = otherArn.split(':');
  return otherRegion === region ? otherArn.slice(otherArn.lastIndexOf(':') + 1) : otherArn;
}

/** @throws {RdsError} InvalidDBInstanceState, where an instance has read replicas or is one: neither can be stopped. */
export function checkReplicatesNothing(world: World, database: Database): void {
  if (database.replicaOf === null && replicasOf(world, database).length === 0) return;
  throw new RdsError(
    'InvalidDBInstanceState',
    `Cannot stop the instance ${database.dbInstanceIdentifier}: it has a read replica, or is one.`,
    'database-replicates',
  );
}
