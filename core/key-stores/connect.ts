import type { Safe } from '../crypto/safe.ts';
import type { Fact } from '../lab/facts.ts';
import type { Ids } from '../lab/ids.ts';
import type { World } from '../lab/world.ts';
import { askProxy } from './ask-proxy.ts';
import { connectionObstacle } from './cloud-hsm-cluster.ts';
import type { ConnectionErrorCode } from './connection-state.ts';
import type { CloudHsmSettings, KeyStore, XksSettings } from './key-store.ts';
import { keysComeBack } from './keys-of-store.ts';
import { vpcProblem } from './vpc-endpoint-service.ts';
import { PROXY_FAILURES } from './xks-failure.ts';

/** What an attempt needs beside the store. */
export interface ConnectScope {
  readonly world: World;
  readonly safe: Safe;
  readonly ids: Ids;
}

/**
 * What the attempt to connect a key store comes to, as facts: it is connected and its keys come back, or it failed with
 * an error code.
 * Source: KMS API Reference, ConnectCustomKeyStore; CustomKeyStoresListEntry, "ConnectionErrorCode".
 */
export async function tryToConnect(store: KeyStore, scope: ConnectScope): Promise<readonly Fact[]> {
  const { settings } = store;
  const { facts, error } =
    settings.type === 'AWS_CLOUDHSM'
      ? await logIn(store, settings, scope)
      : { facts: [], error: await reach(store, settings, scope) };
  const keyStoreId = store.customKeyStoreId;
  if (error !== null) {
    const event = { type: 'ConnectionFailed', connectionErrorCode: error } as const;
    return [...facts, { type: 'keyStoreChanged', keyStoreId, event }];
  }
  const made = { type: 'keyStoreChanged', keyStoreId, event: { type: 'ConnectionMade' } } as const;
  return [...facts, made, ...keysComeBack(scope.world, keyStoreId)];
}

type Attempt = { readonly facts: readonly Fact[]; readonly error: ConnectionErrorCode | null };

/** As kmsuser. KMS then sets a password that it alone knows; a wrong one counts towards the lock-out. */
async function logIn(
  { customKeyStoreId: keyStoreId, name }: KeyStore,
  settings: CloudHsmSettings,
  { world, safe, ids }: ConnectScope,
): Promise<Attempt> {
  const cluster = world.cloudHsmClusters.get(settings.clusterId);
  const error = connectionObstacle(cluster);
  if (error !== null || cluster === undefined) return { facts: [], error };
  const { kmsuser } = cluster;
  if (!(await safe.areSame(settings.password, kmsuser.password))) {
    const failed = { ...cluster, kmsuser: { ...kmsuser, failedLogins: kmsuser.failedLogins + 1 } };
    return { facts: [{ type: 'cloudHsmClusterPut', cluster: failed }], error: 'INVALID_CREDENTIALS' };
  }
  const password = await safe.draw({ owner: cluster.clusterId, sealedId: ids.hex(32) }, 32);
  return {
    facts: [
      { type: 'cloudHsmClusterPut', cluster: { ...cluster, kmsuser: { state: 'READY', password, failedLogins: 0 } } },
      { type: 'keyStoreUpdated', keyStoreId, name, settings: { ...settings, password } },
    ],
    error: null,
  };
}

/** Through the VPC endpoint service, where there is one, and with a request for the proxy's health. */
async function reach(
  { region }: KeyStore,
  settings: XksSettings,
  { world, safe }: ConnectScope,
): Promise<ConnectionErrorCode | null> {
  const problem = vpcProblem(world, region, settings);
  if (problem !== null) {
    return problem.kind === 'notFound'
      ? 'XKS_VPC_ENDPOINT_SERVICE_NOT_FOUND'
      : 'XKS_VPC_ENDPOINT_SERVICE_INVALID_CONFIGURATION';
  }
  const answer = await askProxy(world, safe, settings);
  return answer.ok ? null : PROXY_FAILURES[answer.failure].connectionErrorCode;
}
