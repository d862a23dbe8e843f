import type { SafeItem } from '../crypto/safe.ts';
import { DependencyTimeoutException, KeyUnavailableException } from '../errors/key-store-errors.ts';
import { KMSInvalidStateException } from '../errors/kms-errors.ts';
import type { KeyRecord } from '../keys/key-record.ts';
import type { Fact } from '../lab/facts.ts';
import type { World } from '../lab/world.ts';
import { activeHsms, type CloudHsmCluster } from './cloud-hsm-cluster.ts';
import type { KeyBacking, KeyStore } from './key-store.ts';

type InCluster = Extract<KeyBacking, { type: 'AWS_CLOUDHSM' }>;

/** The store that a key is in. A store with keys can't be deleted, so one that is missing is a bug. */
export function storeOf(world: World, { customKeyStoreId }: KeyBacking): KeyStore {
  const store = world.keyStores.get(customKeyStoreId);
  if (store === undefined) throw new Error(`no custom key store ${customKeyStoreId}`);
  return store;
}

/** The cluster behind a CloudHSM key store, if it is still there. */
export function clusterOf(world: World, { settings }: KeyStore): CloudHsmCluster | undefined {
  if (settings.type !== 'AWS_CLOUDHSM') return undefined;
  const cluster = world.cloudHsmClusters.get(settings.clusterId);
  return cluster?.state === 'DELETED' ? undefined : cluster;
}

/**
 * The key in the cluster that is a KMS key's material, when the cluster can be asked for it. A store that shows
 * CONNECTED says nothing of how the cluster fares.
 * AWS does not publish which trouble gets which of its three errors; the words of KMSInvalidStateException are ours.
 * @throws {DependencyTimeoutException} when the cluster is slow.
 * @throws {KeyUnavailableException} when it can't be reached.
 * @throws {KMSInvalidStateException} when it, its HSMs or the key is gone.
 * Source: KMS Developer Guide, "How to fix a failing KMS key".
 */
export function backingKey(world: World, { arn }: Pick<KeyRecord, 'arn'>, backing: InCluster): SafeItem {
  const store = storeOf(world, backing);
  const cluster = clusterOf(world, store);
  if (cluster === undefined) {
    throw new KMSInvalidStateException(
      `The AWS CloudHSM cluster of the custom key store ${store.customKeyStoreId} was deleted.`,
      'no-such-cluster',
      arn,
    );
  }
  if (cluster.network === 'SLOW') throw new DependencyTimeoutException('cluster-unreachable');
  if (cluster.network === 'UNREACHABLE' || cluster.network === 'PORTS_CLOSED') {
    throw new KeyUnavailableException(arn, 'cluster-unreachable');
  }
  if (activeHsms(cluster) === 0) {
    throw new KMSInvalidStateException(
      `The AWS CloudHSM cluster ${cluster.clusterId} has no active HSM.`,
      'cluster-unfit',
      arn,
    );
  }
  const item = cluster.backingKeys[backing.backingKeyId];
  if (item !== undefined) return item;
  throw new KMSInvalidStateException(
    `The AWS CloudHSM cluster ${cluster.clusterId} does not have the key material of ${arn}.`,
    'backing-key-missing',
    arn,
  );
}

/**
 * What becomes of a deleted key's material. From a cluster KMS deletes it as well as it can; where the store is not
 * connected it stays behind, and CloudTrail tells. An external key is not KMS's to delete.
 * Source: KMS Developer Guide, "DeleteKey"; "How to delete orphaned key material".
 */
export function deleteBackingKey(
  world: World,
  { backing }: KeyRecord,
): { readonly facts: readonly Fact[]; readonly additionalEventData?: Readonly<Record<string, unknown>> } {
  if (backing === undefined) return { facts: [] };
  const { customKeyStoreId } = backing;
  if (backing.type === 'EXTERNAL_KEY_STORE') {
    return { facts: [], additionalEventData: { customKeyStoreId, xksKeyId: backing.xksKeyId } };
  }
  const store = storeOf(world, backing);
  const cluster = clusterOf(world, store);
  const { backingKeyId } = backing;
  const isDeleted = store.machine.value === 'CONNECTED' && cluster !== undefined && cluster.network === 'OK';
  const key = { backingKeyId };
  return {
    facts: isDeleted ? [{ type: 'backingKeyDeleted', clusterId: cluster.clusterId, backingKeyId }] : [],
    additionalEventData: {
      customKeyStoreId,
      ...(store.settings.type === 'AWS_CLOUDHSM' ? { clusterId: store.settings.clusterId } : {}),
      backingKeys: JSON.stringify([key]),
      backingKeysDeletionStatus: JSON.stringify([{ ...key, deletionStatus: isDeleted ? 'SUCCESS' : 'FAILURE' }]),
    },
  };
}
