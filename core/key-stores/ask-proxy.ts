import type { Safe } from '../crypto/safe.ts';
import type { World } from '../lab/world.ts';
import type { XksSettings } from './key-store.ts';
import type { ProxyFailure } from './xks-failure.ts';
import type { XksProxy } from './xks-proxy.ts';

/** A proxy that answered, or what went wrong. */
export type ProxyAnswer =
  | { readonly ok: true; readonly proxy: XksProxy }
  | { readonly ok: false; readonly failure: ProxyFailure };

/**
 * Sends a request to the proxy that a key store names, as far as all requests go the same way: network, TLS, path,
 * authentication, authorisation. KMS signs with its credential and the proxy checks with its own; here the two secrets
 * are compared.
 * Source: AWS KMS External Key Store Proxy API Specification; KMS Developer Guide, "Troubleshooting external key stores".
 */
export async function askProxy(world: World, safe: Safe, settings: XksSettings): Promise<ProxyAnswer> {
  const proxy = proxyAt(world, settings);
  const failure = proxy === null ? 'unreachable' : await failureOf(proxy, safe, settings);
  if (failure !== null) return { ok: false, failure };
  return proxy === null ? { ok: false, failure: 'unreachable' } : { ok: true, proxy };
}

/** The proxy that is reachable in the store's way: a public endpoint, or the VPC endpoint service that it names. */
function proxyAt(world: World, { uriEndpoint, connectivity, vpcEndpointService }: XksSettings): XksProxy | null {
  for (const proxy of world.xksProxies.values()) {
    if (proxy.uriEndpoint !== uriEndpoint) continue;
    const service = proxy.vpcEndpointService;
    if (
      connectivity === 'PUBLIC_ENDPOINT' ? service === null : service?.serviceName === vpcEndpointService?.serviceName
    )
      return proxy;
  }
  return null;
}

async function failureOf(proxy: XksProxy, safe: Safe, settings: XksSettings): Promise<ProxyFailure | null> {
  if (proxy.state === 'CUT_OFF') return 'unreachable';
  if (proxy.state === 'BAD_TLS') return 'badTls';
  if (proxy.state === 'SLOW') return 'timedOut';
  if (proxy.uriPath !== settings.uriPath) return 'badPath';
  const { accessKeyId, secret } = settings.credential;
  if (proxy.credential.accessKeyId !== accessKeyId || !(await safe.areSame(proxy.credential.secret, secret))) {
    return 'badCredential';
  }
  if (proxy.state === 'DENYING') return 'accessDenied';
  if (proxy.state === 'UNHEALTHY') return 'unhealthy';
  return proxy.state === 'GARBLED' ? 'badResponse' : null;
}
