import { REGION_NAMES } from '../../cloud/regions.ts';
import { isKeyPairSpec } from '../../crypto/key-specs.ts';
import { type KeyRecord, keyStateOf } from '../../keys/key-record.ts';
import { attachmentStatus } from '../../services/ebs/attachment.ts';
import { type Snapshot, snapshotData, snapshotKeyArn, snapshotStatus, type Volume } from '../../services/ebs/volume.ts';
import type { World } from '../world.ts';
import type { KeySummary, LabView, PrincipalView, SnapshotView, VolumeView } from '../world-shapes.ts';
import { databaseView, dbSnapshotView } from './database-view.ts';
import { functionView } from './function-view.ts';
import { instanceView } from './instance-view.ts';
import { cloudHsmClusterView, keyStoreView, xksProxyView } from './key-store-view.ts';
import { parameterView } from './parameter-view.ts';
import { queueView } from './queue-view.ts';
import { bucketView, objectViews } from './s3-view.ts';
import { secretView } from './secret-view.ts';
import { tableView } from './table-view.ts';

const REGIONS = Object.entries(REGION_NAMES).map(([region, name]) => ({ region, name }));

/** The whole lab at a glance. `files` are the world's own. */
export function worldView(
  world: World,
  { clock, files }: { readonly clock: LabView['clock']; readonly files: ReadonlyMap<string, Uint8Array> },
): LabView {
  return {
    now: world.now,
    clock,
    accounts: [...world.accounts.values()].map(({ accountId, name }) => ({ accountId, name })),
    principals: principals(world),
    regions: REGIONS,
    keys: [...world.keys.values()].map((key) => keySummary(world, key)),
    keyStores: [...world.keyStores.values()].map(keyStoreView),
    cloudHsmClusters: [...world.cloudHsmClusters.values()].map(cloudHsmClusterView),
    xksProxies: [...world.xksProxies.values()].map(xksProxyView),
    volumes: [...world.volumes.values()].map((volume) => volumeView(world, volume)),
    snapshots: [...world.snapshots.values()].map(snapshotView),
    buckets: [...world.buckets.values()].map((bucket) => bucketView(world, bucket)),
    objects: objectViews(world),
    tables: [...world.tables.values()].map((table) => tableView(world, table)),
    queues: [...world.queues.values()].map((queue) => queueView(world, queue)),
    parameters: [...world.parameters.values()].map(parameterView),
    secrets: [...world.secrets.values()].map(secretView),
    instances: [...world.instances.values()].map(instanceView),
    databases: [...world.databases.values()].map(databaseView),
    dbSnapshots: [...world.dbSnapshots.values()].map(dbSnapshotView),
    functions: [...world.functions.values()].map(functionView),
    files: [...files].map(([name, bytes]) => ({ name, sizeBytes: bytes.length })),
    trailLength: world.trailLength,
  };
}

/** A key in a list. */
export function keySummary(world: World, key: KeyRecord): KeySummary {
  const alias = world.aliasesOfKey.get(key.arn)?.[0];
  return {
    keyArn: key.arn,
    keyId: key.keyId,
    accountId: key.accountId,
    region: key.region,
    description: key.description,
    alias: alias === undefined ? null : alias.slice(alias.indexOf('alias/')),
    keyState: keyStateOf(key),
    keySpec: key.keySpec,
    keyUsage: key.keyUsage,
    hasPublicKey: isKeyPairSpec(key.keySpec),
    keyManager: key.keyManager,
  };
}

/** Everybody who can call: users, roles, and each account's root user. */
export function principals(world: World): readonly PrincipalView[] {
  const roots = [...world.accounts.values()].map(({ accountId, name }) => ({
    arn: `arn:aws:iam::${accountId}:root`,
    label: `${name}/root`,
    accountId,
    policies: [],
  }));
  const identities = [...world.identities.values()].map((identity) => {
    const { arn, accountId } = identity;
    return {
      arn,
      label: `${world.accounts.get(accountId)?.name ?? accountId}/${arn.slice(arn.lastIndexOf(':') + 1)}`,
      accountId,
      policies: world.directory.policiesOn(identity).map(({ name }) => name),
    };
  });
  return [...identities, ...roots];
}

function volumeView(world: World, volume: Volume): VolumeView {
  const attachment = world.attachments.get(volume.volumeId);
  const failure = volume.machine.context.failure ?? attachment?.machine.context.failure ?? null;
  return {
    volumeId: volume.volumeId,
    accountId: volume.accountId,
    region: volume.region,
    state: volume.machine.value,
    stateMessage: failure?.message ?? null,
    because: failure?.because ?? null,
    sizeGiB: volume.sizeGiB,
    kmsKeyArn: volume.machine.context.data?.dataKey?.keyArn ?? null,
    snapshotId: volume.snapshotId,
    attachedTo: attachment === undefined || attachmentStatus(attachment) === null ? null : attachment.instanceId,
  };
}

function snapshotView(snapshot: Snapshot): SnapshotView {
  const { machine, copy } = snapshot;
  return {
    snapshotId: snapshot.snapshotId,
    accountId: snapshot.accountId,
    region: snapshot.region,
    state: snapshotStatus(snapshot),
    stateMessage: machine.machine === 'snapshotCopy' ? (machine.context.failure?.message ?? null) : null,
    because: machine.machine === 'snapshotCopy' ? (machine.context.failure?.because ?? null) : null,
    volumeId: snapshot.volumeId,
    kmsKeyArn: snapshotKeyArn(snapshot),
    associatedKeyArn: snapshotData(snapshot)?.associated?.keyArn ?? null,
    sharedWith: snapshot.sharedWith,
    copyStep: machine.machine === 'snapshotCopy' ? machine.value : null,
    copiedFrom: copy?.sourceSnapshotId ?? null,
  };
}
