import { partitionOf } from '../../../cloud/regions.ts';
import { RdsError } from '../../../errors/rds-errors.ts';
import { defineOperation, type HandleScope, type Scope } from '../../../operations/operation.ts';
import { boolean, string, structure } from '../../../operations/shape.ts';
import { onBehalfOf } from '../../on-behalf-of.ts';
import { newDbSnapshot } from '../at-rest.ts';
import { type DatabaseData, type DbSnapshot, type DbSnapshotIdentity, rdsArn } from '../database.ts';
import { COPY_DATA_KEY_MS, DB_SNAPSHOT_MS } from '../delays.ts';
import type { GrantGiven } from '../rds-host.ts';
import { snapshotOutput } from './describe.ts';
import {
  checkAvailable,
  checkFreeSnapshot,
  checkIdentifier,
  makingTargets,
  rdsTarget,
  snapshotArn,
  visibleSnapshot,
} from './find.ts';
import { Identifier, KmsKeyId, Tags } from './shapes.ts';
import { checkedTags } from './tags.ts';

/**
 * Called in the Region where the copy is to be. RDS looks at both keys as the caller and has grants made on them, before
 * it answers; by these it copies afterwards, and every step may still fail.
 * Simplified: a presigned URL is not asked for; the source's Region stands in its ARN.
 * Source: RDS User Guide, "Copying a DB snapshot"; services.md section 8.
 */
export const copyDBSnapshot = defineOperation({
  service: 'rds',
  name: 'CopyDBSnapshot',
  summary: 'Copies a snapshot: under another key, into this Region from another, from another account.',
  source: 'https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CopyDBSnapshot.html',
  input: structure(
    { SourceDBSnapshotIdentifier: string(), TargetDBSnapshotIdentifier: Identifier },
    { KmsKeyId, Tags, CopyTags: boolean(), PreSignedUrl: string() },
  ),
  readOnly: false,
  mutates: true,
  find: (input, scope) => [
    rdsTarget(scope, 'rds:CopyDBSnapshot', snapshotArn(scope, input.SourceDBSnapshotIdentifier)),
    ...makingTargets(scope, 'rds:CopyDBSnapshot', `snapshot:${input.TargetDBSnapshotIdentifier}`, input.Tags),
  ],
  check(input, scope) {
    const source = visibleSnapshot(scope, input.SourceDBSnapshotIdentifier);
    const { region, accountId } = scope.request;
    if (partitionOf(source.region) !== partitionOf(region)) {
      throw new RdsError('InvalidParameterValue', 'A snapshot stays in its partition.', 'invalid-parameter');
    }
    checkAvailable(source);
    checkIdentifier(input.TargetDBSnapshotIdentifier, 'TargetDBSnapshotIdentifier', 255);
    checkedTags(input.Tags);
    checkFreeSnapshot(scope.world, snapshotArn(scope, input.TargetDBSnapshotIdentifier));
    if (source.keyArn === null || input.KmsKeyId !== undefined) return;
    if (source.region !== region) {
      throw new RdsError(
        'InvalidParameterValue',
        'Must specify new KMS key for cross region encrypted snapshot copy.',
        'copy-needs-key',
      );
    }
    if (source.accountId !== accountId) {
      throw new RdsError(
        'InvalidParameterValue',
        'A KMS key must be specified for the copy of an encrypted snapshot that is shared from another account.',
        'copy-needs-key',
      );
    }
  },
  async handle(input, scope) {
    const { request, requestId, at } = scope;
    const { region, accountId } = request;
    const source = visibleSnapshot(scope, input.SourceDBSnapshotIdentifier);
    const data = dataOf(source);
    const storageId = `snap-${scope.ids.hex(17)}`;
    const keyId = input.KmsKeyId ?? source.keyArn;
    const grants = keyId === null ? NO_GRANTS : await grantsFor(scope, source, keyId, storageId);
    const name = input.TargetDBSnapshotIdentifier.toLowerCase();
    const snapshot: DbSnapshotIdentity = {
      arn: rdsArn(region, accountId, `snapshot:${name}`),
      dbSnapshotIdentifier: name,
      dbInstanceIdentifier: source.dbInstanceIdentifier,
      dbiResourceId: source.dbiResourceId,
      accountId,
      region,
      engine: source.engine,
      engineVersion: source.engineVersion,
      masterUsername: source.masterUsername,
      allocatedStorageGiB: source.allocatedStorageGiB,
      instanceCreateTime: source.instanceCreateTime,
      snapshotCreateTime: at,
      keyArn: grants.target?.keyArn ?? null,
      copy: {
        sourceArn: source.arn,
        sourceRegion: source.region,
        storageId,
        sourceGrantId: grants.source?.grantId ?? null,
        targetGrantId: grants.target?.grantId ?? null,
        onBehalfOf: onBehalfOf(request, requestId),
      },
    };
    const plan =
      keyId === null
        ? ({ plan: 'keep', dueAt: at + DB_SNAPSHOT_MS, source: data } as const)
        : ({ plan: 'encrypt', dueAt: at + COPY_DATA_KEY_MS, source: data } as const);
    const tags = tagsOf(input, source, scope);
    const shown = { ...snapshot, tags, sharedWith: [], machine: newDbSnapshot(plan) };
    return {
      output: { DBSnapshot: snapshotOutput(shown, accountId) },
      facts: [{ type: 'dbSnapshotCreated', snapshot, input: plan, tags }],
    };
  },
});

interface CopyGrants {
  readonly source: GrantGiven | null;
  readonly target: GrantGiven | null;
}
const NO_GRANTS: CopyGrants = { source: null, target: null };

/** The source's key first. Where the copy's own is refused, the source's grant is given back. */
async function grantsFor(
  { request, requestId, rds }: HandleScope,
  source: DbSnapshot,
  keyId: string,
  storageId: string,
): Promise<CopyGrants> {
  const { accountId, region } = request;
  const by = onBehalfOf(request, requestId);
  const { dataKey } = dataOf(source);
  const there = { accountId, by, region: source.region };
  const onSource =
    dataKey === null
      ? null
      : await rds.grantForSource(
          { ...there, key: { keyId: dataKey.keyArn, called: 'The source snapshot' } },
          storageId,
          dataKey,
        );
  try {
    const key = { keyId, called: 'Specified' } as const;
    return { source: onSource, target: await rds.grantForCopy({ key, accountId, by, region }, storageId) };
  } catch (refused) {
    if (onSource !== null) await rds.giveBack(onSource, storageId, there);
    throw refused;
  }
}

function dataOf({ machine, arn }: DbSnapshot): DatabaseData {
  if (machine.context.data === null) throw new Error(`${arn} is available without data`);
  return machine.context.data;
}

/** Tags of another account's snapshot don't come along. Source: RDS User Guide, "Copying a DB snapshot". */
function tagsOf(
  { Tags, CopyTags }: { readonly Tags?: Parameters<typeof checkedTags>[0]; readonly CopyTags?: boolean },
  source: DbSnapshot,
  { request }: Scope,
) {
  if (Tags !== undefined) return checkedTags(Tags);
  return CopyTags === true && source.accountId === request.accountId ? source.tags : [];
}
