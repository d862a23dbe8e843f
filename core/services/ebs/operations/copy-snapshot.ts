import { parseRegion, partitionOf, type Region } from '../../../cloud/regions.ts';
import { Ec2Error } from '../../../errors/ec2-errors.ts';
import { defineOperation, type Scope } from '../../../operations/operation.ts';
import { boolean, string, structure } from '../../../operations/shape.ts';
import { TagSpecifications, taggedFacts, taggingTargets, tagsFor } from '../../ec2/tags/resource-tags.ts';
import { onBehalfOf } from '../../on-behalf-of.ts';
import { newCopy } from '../at-rest.ts';
import { FIRST_CALL_DELAY_MS } from '../delays.ts';
import { defaultKeyOf, ebsDefaultsOf } from '../ebs-defaults.ts';
import type { CopyInput } from '../snapshot-copy.ts';
import { type Snapshot, type SnapshotIdentity, snapshotData, snapshotStatus } from '../volume.ts';
import { checkCompleted, snapshotTarget, visibleSnapshot } from './find-resource.ts';
import { DryRun, SnapshotId } from './shapes.ts';

/** Copies under way at once into one Region. Source: EBS User Guide, "Copy an Amazon EBS snapshot". */
const CONCURRENT_COPIES = 20;
/** What EC2 writes as the volume of a copied snapshot. Source: services.md section 5. */
const NO_VOLUME = 'vol-ffffffff';

export const copySnapshot = defineOperation({
  service: 'ec2',
  name: 'CopySnapshot',
  summary: 'Copies a snapshot into this Region, from here or another Region, under the key that you name.',
  source: 'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CopySnapshot.html',
  input: structure(
    { SourceRegion: string(), SourceSnapshotId: SnapshotId },
    {
      Description: string({ max: 255 }),
      Encrypted: boolean(),
      KmsKeyId: string({ min: 1, max: 2048 }),
      TagSpecifications,
      DryRun,
    },
  ),
  readOnly: false,
  mutates: true,
  find: (input, scope) => [
    snapshotTarget(scope, 'ec2:CopySnapshot', '*'),
    ...taggingTargets(scope, 'snapshot', input.TagSpecifications),
  ],
  check(input, scope) {
    tagsFor('snapshot', input.TagSpecifications);
    const source = sourceOf(input, scope);
    checkCompleted(source);
    const { encryptionByDefault } = ebsDefaultsOf(scope.world, scope.request);
    if (input.KmsKeyId !== undefined && input.Encrypted !== true && !encryptionByDefault) {
      throw new Ec2Error(
        'InvalidParameterDependency',
        'The parameter KmsKeyId requires the parameter Encrypted to be set.',
        'invalid-parameter',
      );
    }
    if (input.Encrypted === false && source.encrypted) {
      throw new Ec2Error('InvalidParameterValue', 'A copy of an encrypted snapshot is encrypted.', 'invalid-parameter');
    }
    const { region, accountId } = scope.request;
    const underWay = [...scope.world.snapshots.values()].filter(
      (copy) =>
        copy.copy !== null &&
        copy.region === region &&
        copy.accountId === accountId &&
        snapshotStatus(copy) === 'pending',
    );
    if (underWay.length >= CONCURRENT_COPIES) {
      throw new Ec2Error(
        'ResourceLimitExceeded',
        `At most ${CONCURRENT_COPIES} snapshot copies may be in progress in ${region}.`,
        'limit-exceeded',
      );
    }
  },
  handle(input, scope) {
    const { request, ids, at, requestId } = scope;
    const source = sourceOf(input, scope);
    const data = snapshotData(source);
    if (data === null) throw new Error(`${source.snapshotId} is completed without data`);
    const isOwnHere = source.accountId === request.accountId && source.region === request.region;
    const { kmsKeyId, plan } = planFor(input, source, isOwnHere, scope);
    const tags = tagsFor('snapshot', input.TagSpecifications);
    const snapshot: SnapshotIdentity = {
      snapshotId: `snap-${ids.hex(17)}`,
      accountId: request.accountId,
      region: request.region,
      volumeId: NO_VOLUME,
      volumeSizeGiB: source.volumeSizeGiB,
      description: input.Description ?? `[Copied ${source.snapshotId} from ${source.region}]`,
      encrypted: plan !== 'plain',
      startTime: at,
      copy: {
        sourceSnapshotId: source.snapshotId,
        sourceRegion: source.region,
        kmsKeyId,
        onBehalfOf: onBehalfOf(request, requestId),
      },
    };
    return {
      output: { SnapshotId: snapshot.snapshotId, ...(tags.length === 0 ? {} : { Tags: tags }) },
      facts: [
        {
          type: 'snapshotCreated',
          snapshot,
          machine: newCopy({ plan, isOwnHere, dueAt: at + FIRST_CALL_DELAY_MS, source: data }),
        },
        ...taggedFacts(snapshot.snapshotId, tags),
      ],
    };
  },
});

/**
 * Which key the copy is under, and what that means for the data. Whether the key is the source's own shows only when
 * KMS has named it. Source: services.md section 3, "Resulting key".
 */
function planFor(
  { Encrypted, KmsKeyId }: { readonly Encrypted?: boolean; readonly KmsKeyId?: string },
  { encrypted }: Snapshot,
  isOwnHere: boolean,
  { world, request }: Scope,
): Pick<CopyInput, 'plan'> & { readonly kmsKeyId: string | null } {
  const isToBeEncrypted = Encrypted === true || ebsDefaultsOf(world, request).encryptionByDefault;
  if (!encrypted && !isToBeEncrypted) return { kmsKeyId: null, plan: 'plain' };
  const byDefault = defaultKeyOf(world, request);
  if (!encrypted) return { kmsKeyId: KmsKeyId ?? byDefault, plan: 'encrypt' };
  return { kmsKeyId: KmsKeyId ?? (isOwnHere ? null : byDefault), plan: 'reencrypt' };
}

function sourceOf(input: { readonly SourceRegion: string; readonly SourceSnapshotId: string }, scope: Scope): Snapshot {
  return visibleSnapshot(scope, input.SourceSnapshotId, sourceRegion(input.SourceRegion, scope.request.region));
}

/** Partitions share nothing, so a copy stays in its own. @throws {Ec2Error} */
function sourceRegion(given: string, here: Region): Region {
  const region = parseRegion(given);
  if (region !== null && partitionOf(region) === partitionOf(here)) return region;
  throw new Ec2Error('InvalidParameterValue', `Invalid value '${given}' for sourceRegion.`, 'invalid-parameter');
}
