import { ValidationException } from '../errors/common-errors.ts';
import {
  CloudHsmClusterInvalidConfigurationException,
  CustomKeyStoreInvalidStateException,
  DependencyTimeoutException,
} from '../errors/key-store-errors.ts';
import { UnsupportedOperationException } from '../errors/kms-errors.ts';
import {
  XksKeyAlreadyInUseException,
  XksKeyInvalidConfigurationException,
  XksKeyNotFoundException,
} from '../errors/xks-errors.ts';
import { askProxy } from '../key-stores/ask-proxy.ts';
import { clusterOf } from '../key-stores/backing-key.ts';
import { whyUnfit } from '../key-stores/cloud-hsm-cluster.ts';
import type { KeyBacking, KeyStore, XksSettings } from '../key-stores/key-store.ts';
import { keysInStore } from '../key-stores/keys-of-store.ts';
import { xksFailure } from '../key-stores/xks-failure.ts';
import { type ExternalKey, externalKeyIn } from '../key-stores/xks-proxy.ts';
import type { Fact } from '../lab/facts.ts';
import { checkIsConnected, keyStoreById } from './find-key-store.ts';
import type { HandleScope } from './operation.ts';

interface StoreMembers {
  readonly Origin?: string;
  readonly CustomKeyStoreId?: string;
  readonly XksKeyId?: string;
  readonly KeySpec?: string;
  readonly CustomerMasterKeySpec?: string;
  readonly KeyUsage?: string;
  readonly MultiRegion?: boolean;
}

/**
 * Origin, CustomKeyStoreId and XksKeyId go together. In a custom key store there are symmetric encryption keys of one
 * Region alone.
 * @throws {ValidationException}
 * @throws {UnsupportedOperationException}
 * Source: KMS API Reference, CreateKey, "CustomKeyStoreId", "XksKeyId", "MultiRegion". The words are ours.
 */
export function checkStoreMembers(input: StoreMembers): void {
  const { Origin: origin = 'AWS_KMS', CustomKeyStoreId: id, XksKeyId: xksKeyId } = input;
  const isInStore = origin === 'AWS_CLOUDHSM' || origin === 'EXTERNAL_KEY_STORE';
  if (isInStore && id === undefined)
    throw new ValidationException(`CustomKeyStoreId is required for Origin ${origin}.`);
  if (!isInStore && id !== undefined)
    throw new ValidationException(`CustomKeyStoreId is not valid for Origin ${origin}.`);
  if (origin === 'EXTERNAL_KEY_STORE' && xksKeyId === undefined) {
    throw new ValidationException(`XksKeyId is required for Origin ${origin}.`);
  }
  if (origin !== 'EXTERNAL_KEY_STORE' && xksKeyId !== undefined) {
    throw new ValidationException(`XksKeyId is not valid for Origin ${origin}.`);
  }
  if (!isInStore) return;
  if (input.MultiRegion === true) throw unsupported('Multi-Region keys are');
  const spec = input.KeySpec ?? input.CustomerMasterKeySpec ?? 'SYMMETRIC_DEFAULT';
  if (spec !== 'SYMMETRIC_DEFAULT') throw unsupported(`KeySpec ${spec} is`);
  const usage = input.KeyUsage ?? 'ENCRYPT_DECRYPT';
  if (usage !== 'ENCRYPT_DECRYPT') throw unsupported(`KeyUsage ${usage} is`);
}

/** A place for a new key's material, and what becomes true by it. */
export interface StorePlace {
  readonly backing: KeyBacking;
  readonly facts: readonly Fact[];
}

/**
 * Finds a place for a new key in the custom key store that the request names: makes a key in the cluster, or sees that
 * the external key will do. Null for a key of KMS's own.
 * Source: KMS API Reference, CreateKey, "Errors"; KMS Developer Guide, "CreateKey errors for the external key".
 */
export async function placeInStore(input: StoreMembers, scope: HandleScope): Promise<StorePlace | null> {
  if (input.CustomKeyStoreId === undefined) return null;
  const store = keyStoreById(scope, input.CustomKeyStoreId);
  const { settings, customKeyStoreId: id } = store;
  if (settings.type !== input.Origin) {
    throw new UnsupportedOperationException(`Origin ${input.Origin} is not supported in the custom key store ${id}.`);
  }
  checkIsConnected(store);
  return settings.type === 'AWS_CLOUDHSM'
    ? makeBackingKey(store, scope)
    : takeExternalKey(store, settings, input.XksKeyId ?? '', scope);
}

async function makeBackingKey(store: KeyStore, { world, safe, ids }: HandleScope): Promise<StorePlace> {
  const cluster = clusterOf(world, store);
  if (cluster === undefined) {
    throw new CloudHsmClusterInvalidConfigurationException('The AWS CloudHSM cluster was deleted.', store.name);
  }
  if (cluster.network === 'SLOW' || cluster.network === 'UNREACHABLE') {
    throw new DependencyTimeoutException('cluster-unreachable');
  }
  const problem = whyUnfit(cluster);
  if (problem !== null) throw new CloudHsmClusterInvalidConfigurationException(problem, cluster.clusterId);
  const backingKeyId = ids.hex(64);
  const item = await safe.draw({ owner: cluster.clusterId, sealedId: ids.hex(32) }, 32);
  return {
    backing: { type: 'AWS_CLOUDHSM', customKeyStoreId: store.customKeyStoreId, backingKeyId },
    facts: [{ type: 'backingKeyPut', clusterId: cluster.clusterId, backingKeyId, key: item }],
  };
}

async function takeExternalKey(
  { customKeyStoreId }: KeyStore,
  settings: XksSettings,
  xksKeyId: string,
  { world, safe }: HandleScope,
): Promise<StorePlace> {
  const backing = { type: 'EXTERNAL_KEY_STORE', customKeyStoreId, xksKeyId } as const;
  const isTaken = keysInStore(world, customKeyStoreId).some(
    (key) => key.backing?.type === 'EXTERNAL_KEY_STORE' && key.backing.xksKeyId === xksKeyId,
  );
  if (isTaken) throw new XksKeyAlreadyInUseException(xksKeyId);
  const answer = await askProxy(world, safe, settings);
  const failure = answer.ok ? (answer.proxy.state === 'UNSUPPORTING' ? 'unsupported' : null) : answer.failure;
  if (failure !== null) {
    const { message, because } = xksFailure(failure);
    throw new CustomKeyStoreInvalidStateException(message, because, customKeyStoreId);
  }
  const key = answer.ok ? externalKeyIn(answer.proxy, xksKeyId) : undefined;
  if (key === undefined) throw new XksKeyNotFoundException(xksFailure('keyNotFound').message, xksKeyId);
  checkExternalKey(key, xksKeyId);
  return { backing, facts: [] };
}

/** @throws {XksKeyInvalidConfigurationException} with AWS's words */
function checkExternalKey({ keySpec, status, usage }: ExternalKey, xksKeyId: string): void {
  if (keySpec !== 'AES_256') {
    throw new XksKeyInvalidConfigurationException(
      `The key spec of the external key must be AES_256. The key spec of specified external key is ${keySpec}.`,
      'external-key-unfit',
      xksKeyId,
    );
  }
  if (status !== 'ENABLED') {
    throw new XksKeyInvalidConfigurationException(
      `The status of the external key must be ENABLED. The status of specified external key is ${status}.`,
      'external-key-disabled',
      xksKeyId,
    );
  }
  if (!usage.includes('ENCRYPT') || !usage.includes('DECRYPT')) {
    throw new XksKeyInvalidConfigurationException(
      `The key usage of the external key must include ENCRYPT and DECRYPT. The key use of specified external key is ${usage.join(', ')}.`,
      'external-key-unfit',
      xksKeyId,
    );
  }
}

function unsupported(what: string): UnsupportedOperationException {
  return new UnsupportedOperationException(`${what} not supported in a custom key store.`);
}
