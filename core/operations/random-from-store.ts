import { DependencyTimeoutException } from '../errors/key-store-errors.ts';
import { UnsupportedOperationException } from '../errors/kms-errors.ts';
import { clusterOf } from '../key-stores/backing-key.ts';
import { activeHsms } from '../key-stores/cloud-hsm-cluster.ts';
import { checkIsConnected, keyStoreById } from './find-key-store.ts';
import type { Scope } from './operation.ts';

/**
 * Random bytes may be asked of the HSMs of a connected CloudHSM key store.
 * Simplified: the bytes come from the lab's own source, as all of KMS's do.
 * @throws {UnsupportedOperationException} for an external key store.
 * @throws {CustomKeyStoreInvalidStateException} unless it is connected.
 * @throws {DependencyTimeoutException} when no HSM answers.
 * Source: KMS API Reference, GenerateRandom, "CustomKeyStoreId".
 */
export function checkGivesRandomBytes(customKeyStoreId: string, scope: Scope): void {
  const store = keyStoreById(scope, customKeyStoreId);
  if (store.settings.type === 'EXTERNAL_KEY_STORE') {
    throw new UnsupportedOperationException(
      `GenerateRandom is not supported in the external key store ${customKeyStoreId}.`,
    );
  }
  checkIsConnected(store);
  const cluster = clusterOf(scope.world, store);
  if (cluster === undefined || cluster.network !== 'OK' || activeHsms(cluster) === 0) {
    throw new DependencyTimeoutException('cluster-unreachable');
  }
}
