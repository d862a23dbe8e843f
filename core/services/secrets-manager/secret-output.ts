import { type Replica, type Secret, type SecretVersion, secretDueAt } from './secret.ts';
import type { Tags } from './secret-tags.ts';

type Told = Readonly<Record<string, unknown>>;

/** A secret by its names, as most answers have it. */
export function namesOf({ arn, name }: Pick<Secret, 'arn' | 'name'>): { readonly ARN: string; readonly Name: string } {
  return { ARN: arn, Name: name };
}

/** What DescribeSecret and ListSecrets tell; what has no value is left out. */
export function metadataOf(secret: Secret): Told {
  const { settings, tags, changedAt, createdAt, machine, primaryRegion, replicas, region } = secret;
  const { description, kmsKeyId } = settings;
  const accessedAt = accessOf(secret);
  const deletionDate = secretDueAt(machine);
  const isReplicated = primaryRegion !== null || replicas.length > 0;
  return {
    ...namesOf(secret),
    ...(description === null ? {} : { Description: description }),
    ...(kmsKeyId === null ? {} : { KmsKeyId: kmsKeyId }),
    LastChangedDate: changedAt / 1_000,
    ...(accessedAt === null ? {} : { LastAccessedDate: accessedAt / 1_000 }),
    ...(deletionDate === null ? {} : { DeletedDate: deletionDate / 1_000 }),
    ...(Object.keys(tags).length === 0 ? {} : { Tags: listedTags(tags) }),
    CreatedDate: createdAt / 1_000,
    ...(isReplicated ? { PrimaryRegion: primaryRegion ?? region } : {}),
  };
}

/** The day on which any of its versions was last read; null for none. */
export function accessOf({ versions }: Secret): number | null {
  const days = versions.flatMap(({ accessedAt }) => (accessedAt === null ? [] : [accessedAt]));
  return days.length === 0 ? null : Math.max(...days);
}

/** The versions with labels, by their ids. */
export function labelledVersions({ versions }: Secret): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(
    versions.filter(({ stages }) => stages.length > 0).map(({ versionId, stages }) => [versionId, stages]),
  );
}

/** SecretVersionsListEntry of the API. */
export function versionOutput({ versionId, stages, createdAt, accessedAt, value }: SecretVersion): Told {
  return {
    VersionId: versionId,
    ...(stages.length === 0 ? {} : { VersionStages: stages }),
    ...(accessedAt === null ? {} : { LastAccessedDate: accessedAt / 1_000 }),
    CreatedDate: createdAt / 1_000,
    KmsKeyIds: [value.kmsKeyId ?? 'DefaultEncryptionKey'],
  };
}

/** ReplicationStatusType of the API, of each replica. @param replicaIn - the replica that is in a Region */
export function replicationOutput(
  replicas: readonly Replica[],
  replicaIn: (region: Replica['region']) => Secret | undefined = () => undefined,
): readonly Told[] {
  return replicas.map(({ region, kmsKeyId, status, statusMessage }) => {
    const replica = replicaIn(region);
    const accessedAt = replica === undefined ? null : accessOf(replica);
    return {
      Region: region,
      ...(kmsKeyId === null ? {} : { KmsKeyId: kmsKeyId }),
      Status: status,
      ...(statusMessage === null ? {} : { StatusMessage: statusMessage }),
      ...(accessedAt === null ? {} : { LastAccessedDate: accessedAt / 1_000 }),
    };
  });
}

function listedTags(tags: Tags) {
  return Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
}
