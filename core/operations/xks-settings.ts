import { ValidationException } from '../errors/common-errors.ts';
import {
  XksProxyUriEndpointInUseException,
  XksProxyUriInUseException,
  XksProxyVpcEndpointServiceInUseException,
  XksProxyVpcEndpointServiceInvalidConfigurationException,
  XksProxyVpcEndpointServiceNotFoundException,
} from '../errors/xks-errors.ts';
import { askProxy } from '../key-stores/ask-proxy.ts';
import type { XksSettings } from '../key-stores/key-store.ts';
import { vpcProblem } from '../key-stores/vpc-endpoint-service.ts';
import { PROXY_FAILURES } from '../key-stores/xks-failure.ts';
import { ownKeyStores } from './find-key-store.ts';
import type { HandleScope, Scope } from './operation.ts';

/** The settings before the secret is in the safe. */
export type XksAddress = Omit<XksSettings, 'credential'>;

/** A VPC endpoint service goes with that connectivity and with no other. @throws {ValidationException} */
export function checkConnectivity({ connectivity, vpcEndpointService }: XksAddress): void {
  if ((connectivity === 'VPC_ENDPOINT_SERVICE') === (vpcEndpointService !== null)) return;
  throw new ValidationException(
    connectivity === 'VPC_ENDPOINT_SERVICE'
      ? 'XksProxyVpcEndpointServiceName is required when XksProxyConnectivity is VPC_ENDPOINT_SERVICE.'
      : 'XksProxyVpcEndpointServiceName is not valid when XksProxyConnectivity is PUBLIC_ENDPOINT.',
  );
}

/**
 * No two external key stores of an account and Region share an address: endpoint and path together, an endpoint
 * between the two kinds of connectivity, a private DNS name, or a VPC endpoint service.
 * @throws {XksProxyUriInUseException}
 * @throws {XksProxyUriEndpointInUseException}
 * @throws {XksProxyVpcEndpointServiceInUseException}
 * Source: KMS API Reference, CreateCustomKeyStore, "Uniqueness requirements".
 */
export function checkAddressIsFree(scope: Scope, wanted: XksAddress, ownId: string | null): void {
  for (const { settings: other, customKeyStoreId } of ownKeyStores(scope)) {
    if (other.type !== 'EXTERNAL_KEY_STORE' || customKeyStoreId === ownId) continue;
    const isSameEndpoint = other.uriEndpoint === wanted.uriEndpoint;
    if (isSameEndpoint && other.uriPath === wanted.uriPath) {
      throw new XksProxyUriInUseException(wanted.uriEndpoint + wanted.uriPath);
    }
    if (isSameEndpoint && [other, wanted].some(({ connectivity }) => connectivity === 'VPC_ENDPOINT_SERVICE')) {
      throw new XksProxyUriEndpointInUseException(wanted.uriEndpoint);
    }
    const serviceName = wanted.vpcEndpointService?.serviceName;
    if (serviceName !== undefined && other.vpcEndpointService?.serviceName === serviceName) {
      throw new XksProxyVpcEndpointServiceInUseException(serviceName);
    }
  }
}

/**
 * Looks at what the settings name, before they are taken: the VPC endpoint service, or with a public endpoint the
 * proxy itself. `isConnected` is a store that can be reached by its service already.
 * @throws one of the XksProxy exceptions, with AWS's words.
 */
export async function checkReachable(settings: XksSettings, scope: HandleScope, isConnected: boolean): Promise<void> {
  const { world, safe, request } = scope;
  const problem = vpcProblem(world, request.region, settings);
  if (problem?.kind === 'notFound') {
    throw new XksProxyVpcEndpointServiceNotFoundException(problem.message, 'vpc-service-missing');
  }
  if (problem !== null) {
    throw new XksProxyVpcEndpointServiceInvalidConfigurationException(problem.message, 'vpc-service-unfit');
  }
  // Through a VPC endpoint service KMS reaches the proxy only once it is connected.
  if (settings.connectivity === 'VPC_ENDPOINT_SERVICE' && !isConnected) return;
  const answer = await askProxy(world, safe, settings);
  if (answer.ok) return;
  const { managementError, message, because } = PROXY_FAILURES[answer.failure];
  throw new managementError(message, because);
}
