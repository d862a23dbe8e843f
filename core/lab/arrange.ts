import { parseAccountId } from '../cloud/arn.ts';
import { utf8 } from '../crypto/bytes.ts';
import type { Safe, SafeItem } from '../crypto/safe.ts';
import type {
  CloudHsmClusterChange,
  CloudHsmClusterSpec,
  ExternalKeyChange,
  ProxyCredential,
  XksProxyChange,
  XksProxySpec,
} from '../key-stores/backing-specs.ts';
import type { CloudHsmCluster } from '../key-stores/cloud-hsm-cluster.ts';
import type { ExternalKey, VpcEndpointService, XksProxy } from '../key-stores/xks-proxy.ts';
import type { LabAction } from './client.ts';
import type { KeyStoreFact } from './facts.ts';
import type { Ids } from './ids.ts';
import { LabError } from './lab-error.ts';
import { resolveRegion } from './resolve-request.ts';
import type { World } from './world.ts';

/** The lab's actions on what backs custom key stores. */
export type Arrangement = Extract<
  LabAction,
  { type: 'createCloudHsmCluster' | 'setCloudHsmCluster' | 'createXksProxy' | 'setXksProxy' | 'setExternalKey' }
>;

interface Arranging {
  readonly world: World;
  readonly safe: Safe;
  readonly ids: Ids;
}

/**
 * Makes or changes a simulated CloudHSM cluster or external key store proxy: the part of the world outside KMS.
 * @throws {LabError} when it names something that isn't there, or can't be.
 */
export async function arrange(scope: Arranging, action: Arrangement): Promise<KeyStoreFact> {
  switch (action.type) {
    case 'createCloudHsmCluster':
      return { type: 'cloudHsmClusterPut', cluster: await newCluster(scope, action.cluster) };
    case 'setCloudHsmCluster':
      return { type: 'cloudHsmClusterPut', cluster: await changedCluster(scope, action.clusterId, action.change) };
    case 'createXksProxy':
      return { type: 'xksProxyPut', proxy: await newProxy(scope, action.proxy) };
    case 'setXksProxy':
      return { type: 'xksProxyPut', proxy: await changedProxy(scope, action.proxy, action.change) };
    case 'setExternalKey':
      return { type: 'xksProxyPut', proxy: await changedKey(scope, action.proxy, action.xksKeyId, action.change) };
  }
}

async function newCluster(scope: Arranging, spec: CloudHsmClusterSpec): Promise<CloudHsmCluster> {
  const { clusterId, backupOf } = spec;
  const accountId = parseAccountId(spec.accountId);
  if (accountId === null || !scope.world.accounts.has(accountId)) {
    throw new LabError(`cluster ${clusterId}: this world has no account ${spec.accountId}`);
  }
  if (!/^cluster-[2-7a-zA-Z]{11,16}$/.test(clusterId)) {
    throw new LabError(`cluster ${clusterId}: expected an id of cluster- and 11 to 16 letters or digits from 2 to 7`);
  }
  if (scope.world.cloudHsmClusters.has(clusterId)) throw new LabError(`there is a cluster ${clusterId} already`);
  const first = backupOf === undefined ? undefined : clusterOf(scope, backupOf);
  const trustAnchorCertificate = first?.trustAnchorCertificate ?? spec.trustAnchorCertificate;
  if (trustAnchorCertificate === undefined) {
    throw new LabError(`cluster ${clusterId}: expected a trustAnchorCertificate, or the cluster that it is a backupOf`);
  }
  const region = resolveRegion(spec.region);
  return {
    clusterId,
    accountId,
    region,
    state: spec.state ?? 'ACTIVE',
    hsms: spec.hsms ?? { [`${region}a`]: 1, [`${region}b`]: 1 },
    trustAnchorCertificate,
    network: 'OK',
    kmsuser: { state: 'READY', password: await kept(scope, clusterId, spec.kmsuserPassword), failedLogins: 0 },
    backingKeys: first?.backingKeys ?? {},
  };
}

async function changedCluster(
  scope: Arranging,
  clusterId: string,
  { kmsuser, kmsuserPassword, losesItsKeys, ...rest }: CloudHsmClusterChange,
): Promise<CloudHsmCluster> {
  const before = clusterOf(scope, clusterId);
  const user = { ...before.kmsuser, ...(kmsuser === undefined ? {} : { state: kmsuser }) };
  return {
    ...before,
    ...rest,
    kmsuser:
      kmsuserPassword === undefined
        ? user
        : { ...user, password: await kept(scope, clusterId, kmsuserPassword), failedLogins: 0 },
    ...(losesItsKeys === true ? { backingKeys: {} } : {}),
  };
}

async function newProxy(scope: Arranging, spec: XksProxySpec): Promise<XksProxy> {
  const { name, uriEndpoint, uriPath, credential, vpcEndpointService: service, externalKeys = {} } = spec;
  for (const other of scope.world.xksProxies.values()) {
    if (other.name === name) throw new LabError(`there is a proxy '${name}' already`);
    if (other.uriEndpoint === uriEndpoint)
      throw new LabError(`the proxy '${other.name}' has the endpoint ${uriEndpoint}`);
  }
  const keys: Record<string, ExternalKey> = {};
  for (const [xksKeyId, key] of Object.entries(externalKeys)) keys[xksKeyId] = await newKey(scope, name, key);
  return {
    name,
    uriEndpoint,
    uriPath,
    state: 'UP',
    credential: await keptCredential(scope, name, credential),
    vpcEndpointService: service === undefined ? null : { ...FIT_SERVICE, ...service },
    externalKeys: keys,
  };
}

/** A VPC endpoint service that meets all of KMS's requirements. */
const FIT_SERVICE: Omit<VpcEndpointService, 'serviceName' | 'ownerAccountId'> = {
  allowsKms: true,
  isAcceptanceRequired: false,
  isDomainVerified: true,
  loadBalancer: 'network',
  zones: 2,
};

async function changedProxy(scope: Arranging, name: string, change: XksProxyChange): Promise<XksProxy> {
  const before = proxyOf(scope, name);
  const { credential, vpcEndpointService, ...rest } = change;
  if (vpcEndpointService !== undefined && before.vpcEndpointService === null) {
    throw new LabError(`the proxy '${name}' has a public endpoint and no VPC endpoint service`);
  }
  return {
    ...before,
    ...rest,
    ...(credential === undefined ? {} : { credential: await keptCredential(scope, name, credential) }),
    ...(before.vpcEndpointService === null
      ? {}
      : { vpcEndpointService: { ...before.vpcEndpointService, ...vpcEndpointService } }),
  };
}

async function changedKey(
  scope: Arranging,
  name: string,
  xksKeyId: string,
  change: ExternalKeyChange | null,
): Promise<XksProxy> {
  const proxy = proxyOf(scope, name);
  const { [xksKeyId]: key, ...others } = proxy.externalKeys;
  if (change === null) return { ...proxy, externalKeys: others };
  const changed = key === undefined ? await newKey(scope, name, change) : { ...key, ...change };
  return { ...proxy, externalKeys: { ...others, [xksKeyId]: changed } };
}

async function newKey(scope: Arranging, proxy: string, change: ExternalKeyChange): Promise<ExternalKey> {
  const material = await scope.safe.draw({ owner: proxy, sealedId: scope.ids.hex(32) }, 32);
  return { keySpec: 'AES_256', status: 'ENABLED', usage: ['ENCRYPT', 'DECRYPT'], ...change, material };
}

function kept({ safe, ids }: Arranging, owner: string, secret: string): Promise<SafeItem> {
  return safe.keep({ owner, sealedId: ids.hex(32) }, utf8(secret));
}

async function keptCredential(scope: Arranging, owner: string, { accessKeyId, rawSecretAccessKey }: ProxyCredential) {
  return { accessKeyId, secret: await kept(scope, owner, rawSecretAccessKey) };
}

function clusterOf({ world }: Arranging, clusterId: string): CloudHsmCluster {
  const cluster = world.cloudHsmClusters.get(clusterId);
  if (cluster === undefined) throw new LabError(`this world has no CloudHSM cluster '${clusterId}'`);
  return cluster;
}

function proxyOf({ world }: Arranging, name: string): XksProxy {
  const proxy = world.xksProxies.get(name);
  if (proxy === undefined) throw new LabError(`this world has no external key store proxy '${name}'`);
  return proxy;
}
