import type { Handled, HandleScope } from '../../../operations/operation.ts';
import { onBehalfOf } from '../../on-behalf-of.ts';
import { newDatabase } from '../at-rest.ts';
import {
  type DatabaseData,
  type DatabaseIdentity,
  type DatabaseOrigin,
  type DatabaseSettings,
  type RdsTag,
  rdsArn,
} from '../database.ts';
import { CREATION_MS } from '../delays.ts';
import type { GrantGiven } from '../rds-host.ts';
import { databaseOutput } from './describe.ts';

/** What an instance is known by inside RDS. Source: RDS API Reference, DBInstance, "DbiResourceId". */
export function newIds({ ids }: Pick<HandleScope, 'ids'>) {
  return { dbiResourceId: `db-${ids.hex(26).toUpperCase()}`, volumeId: `vol-${ids.hex(17)}` };
}

interface NewInstance {
  readonly dbiResourceId: string;
  readonly volumeId: string;
  readonly name: string;
  readonly engine: string;
  readonly engineVersion: string;
  readonly masterUsername: string;
  /** By which RDS uses the key; null for an unencrypted instance. */
  readonly given: GrantGiven | null;
  readonly source: DatabaseData | null;
  /** Left out for a new database. */
  readonly cameFrom?: DatabaseOrigin;
  readonly replicaOf: string | null;
  readonly settings: DatabaseSettings;
  readonly tags: readonly RdsTag[];
}

/** The answer to a request for an instance, which RDS makes afterwards. */
export function acceptedInstance({ request, requestId, at, world }: HandleScope, made: NewInstance): Handled {
  const { region, accountId } = request;
  const { name, given, settings, tags, ...rest } = made;
  const database: DatabaseIdentity = {
    ...rest,
    arn: rdsArn(region, accountId, `db:${name}`),
    dbInstanceIdentifier: name,
    accountId,
    region,
    keyArn: given?.keyArn ?? null,
    grantId: given?.grantId ?? null,
    createTime: at,
    onBehalfOf: onBehalfOf(request, requestId),
  };
  const dueAt = at + CREATION_MS;
  const machine = newDatabase({ dueAt, grantId: database.grantId });
  return {
    output: { DBInstance: databaseOutput({ ...database, settings, tags, machine }, world) },
    facts: [{ type: 'databaseCreated', database, settings, tags, dueAt }],
  };
}
