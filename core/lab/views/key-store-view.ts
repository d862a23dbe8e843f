import { activeHsms, type CloudHsmCluster } from '../../key-stores/cloud-hsm-cluster.ts';
import type { KeyStore } from '../../key-stores/key-store.ts';
import type { XksProxy } from '../../key-stores/xks-proxy.ts';
import type { CloudHsmClusterView, KeyStoreView, XksProxyView } from '../world-shapes.ts';

/** A custom key store in a list; of its secrets there is nothing in it. */
export function keyStoreView(store: KeyStore): KeyStoreView {
  const { settings, machine } = store;
  return {
    customKeyStoreId: store.customKeyStoreId,
    name: store.name,
    accountId: store.accountId,
    region: store.region,
    type: settings.type,
    connectionState: machine.value,
    connectionErrorCode: machine.context.connectionErrorCode,
    backedBy: settings.type === 'AWS_CLOUDHSM' ? settings.clusterId : settings.uriEndpoint + settings.uriPath,
  };
}

/** A simulated cluster, as somebody sees it who looks after it. */
export function cloudHsmClusterView(cluster: CloudHsmCluster): CloudHsmClusterView {
  const { clusterId, accountId, region, state, network, kmsuser } = cluster;
  return { clusterId, accountId, region, state, network, kmsuser: kmsuser.state, activeHsms: activeHsms(cluster) };
}

/** A simulated proxy and its external keys, as somebody sees them who looks after them. */
export function xksProxyView(proxy: XksProxy): XksProxyView {
  const { name, uriEndpoint, uriPath, state, externalKeys } = proxy;
  const keys = Object.entries(externalKeys).map(([xksKeyId, { keySpec, status }]) => ({ xksKeyId, keySpec, status }));
  return { name, uriEndpoint, uriPath, state, externalKeys: keys };
}
