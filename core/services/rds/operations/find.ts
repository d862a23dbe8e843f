import { parseAccountId, parseArn } from '../../../cloud/arn.ts';
import { parseRegion } from '../../../cloud/regions.ts';
import { RdsError } from '../../../errors/rds-errors.ts';
import type { World } from '../../../lab/world.ts';
import { iamTarget } from '../../../operations/find-key.ts';
import type { Scope, Target } from '../../../operations/operation.ts';
import { type Database, type DbSnapshot, rdsArn } from '../database.ts';

/** The question whether IAM lets the caller do `action` on one of its DB instances or snapshots, or on all of them. */
export function rdsTarget(scope: Scope, action: string, resource: string): Target {
  const arn = resource.startsWith('arn:') ? resource : ownArn(scope, resource);
  const target = iamTarget(scope, action, arn);
  const { tags } = scope.world.databases.get(arn) ?? scope.world.dbSnapshots.get(arn) ?? { tags: [] };
  return tags.length === 0 ? target : { ...target, entity: { boundary: null, tags } };
}

/**
 * The question about something that is to be made, and where it gets tags, whether the caller may tag it.
 * Source: RDS User Guide, "Tagging Amazon RDS resources"; Service Authorization Reference, "Amazon RDS".
 */
export function makingTargets(
  scope: Scope,
  action: string,
  resource: string,
  tags: readonly unknown[] = [],
): readonly Target[] {
  const asked = rdsTarget(scope, action, resource);
  return tags.length === 0 ? [asked] : [asked, rdsTarget(scope, 'rds:AddTagsToResource', resource)];
}

/** The ARN that an identifier of the caller's stands for: `db:orders`, `snapshot:orders-1`. They are lower case, whatever is typed. */
function ownArn({ request }: Scope, resource: string): string {
  return rdsArn(request.region, request.accountId, resource.toLowerCase());
}

/** The ARN of a snapshot by its identifier, or by the ARN itself. Identifiers are lower case, whatever is typed. */
export function snapshotArn(scope: Scope, identifier: string): string {
  return identifier.startsWith('arn:') ? identifier : ownArn(scope, `snapshot:${identifier.toLowerCase()}`);
}

/** The ARN of a DB instance by its identifier, or by the ARN itself. */
export function databaseArn(scope: Scope, identifier: string): string {
  return identifier.startsWith('arn:') ? identifier : ownArn(scope, `db:${identifier.toLowerCase()}`);
}

/** The caller's DB instance, in the Region that is called. @throws {RdsError} DBInstanceNotFound */
export function ownDatabase(scope: Scope, identifier: string): Database {
  const database = databaseThere(scope, identifier);
  if (database.region !== scope.request.region) throw noSuchDatabase(identifier);
  return database;
}

/** The caller's DB instance, also in another Region, where its ARN names it. @throws {RdsError} DBInstanceNotFound */
export function databaseThere(scope: Scope, identifier: string): Database {
  const database = scope.world.databases.get(databaseArn(scope, identifier));
  if (database?.accountId !== scope.request.accountId) throw noSuchDatabase(identifier);
  return database;
}

/** The caller's DB snapshot, in the Region that is called. @throws {RdsError} DBSnapshotNotFound */
export function ownSnapshot(scope: Scope, identifier: string): DbSnapshot {
  const snapshot = visibleSnapshot(scope, identifier);
  const { accountId, region } = scope.request;
  if (snapshot.region !== region) throw notFound(identifier, 'no-such-db-snapshot');
  if (snapshot.accountId !== accountId) throw notFound(identifier, 'snapshot-of-another-account');
  return snapshot;
}

/**
 * A DB snapshot that the caller may copy or restore: its own, or one that is shared with it, which it names by its ARN.
 * RDS says of one that isn't shared that it is not there; the lab knows better, and says so in `because`.
 * @throws {RdsError} DBSnapshotNotFound
 */
export function visibleSnapshot(scope: Scope, identifier: string): DbSnapshot {
  const snapshot = scope.world.dbSnapshots.get(snapshotArn(scope, identifier));
  if (snapshot === undefined) throw notFound(identifier, 'no-such-db-snapshot');
  if (!isVisible(snapshot, scope.request.accountId)) throw notFound(identifier, 'db-snapshot-not-shared');
  return snapshot;
}

/** Whether an account may copy or restore a snapshot. */
export function isVisible({ accountId, sharedWith }: DbSnapshot, whose: string): boolean {
  return accountId === whose || sharedWith.includes(whose) || sharedWith.includes('all');
}

/** Copies, restores and sharing want an available snapshot. @throws {RdsError} InvalidDBSnapshotState */
export function checkAvailable({ dbSnapshotIdentifier, machine }: DbSnapshot): void {
  if (machine.value === 'available') return;
  throw new RdsError(
    'InvalidDBSnapshotState',
    `Cannot use the snapshot ${dbSnapshotIdentifier} because it is not in the available state: it is ${machine.value === 'copying' ? 'creating' : machine.value}.`,
    'db-snapshot-not-available',
  );
}

/** @throws {RdsError} for an identifier that no DB instance or snapshot may have. */
export function checkIdentifier(text: string, member: string, most: number): void {
  if (text.length <= most && /^[a-z](?:-?[a-z0-9])*$/i.test(text)) return;
  throw new RdsError(
    'InvalidParameterValue',
    `The parameter ${member} is not a valid identifier. Identifiers must begin with a letter; must contain only ASCII letters, digits, and hyphens; and must not end with a hyphen or contain two consecutive hyphens.`,
    'malformed-identifier',
  );
}

/** @throws {RdsError} DBInstanceAlreadyExists */
export function checkFreeDatabase({ databases }: World, arn: string): void {
  if (!databases.has(arn)) return;
  throw new RdsError('DBInstanceAlreadyExists', 'DB instance already exists', 'name-in-use');
}

/** @throws {RdsError} DBSnapshotAlreadyExists */
export function checkFreeSnapshot({ dbSnapshots }: World, arn: string): void {
  if (!dbSnapshots.has(arn)) return;
  const name = arn.slice(arn.lastIndexOf(':') + 1);
  throw new RdsError(
    'DBSnapshotAlreadyExists',
    `Cannot create the snapshot because a snapshot with the identifier ${name} already exists.`,
    'name-in-use',
  );
}

/** What an ARN of RDS's names, or null for anything else. */
export function parseRdsArn(text: string) {
  const arn = parseArn(text);
  const region = parseRegion(arn?.region ?? '');
  const accountId = parseAccountId(arn?.accountId ?? '');
  if (arn?.service !== 'rds' || region === null || accountId === null) return null;
  return { region, accountId, resource: arn.resource };
}

function noSuchDatabase(identifier: string): RdsError {
  return new RdsError('DBInstanceNotFound', `DBInstance ${identifier} not found.`, 'no-such-database');
}

function notFound(
  identifier: string,
  because: 'no-such-db-snapshot' | 'db-snapshot-not-shared' | 'snapshot-of-another-account',
): RdsError {
  return new RdsError('DBSnapshotNotFound', `DBSnapshot ${identifier} not found.`, because);
}
