import type { Region } from '../cloud/regions.ts';
import type { World } from '../lab/world.ts';
import type { XksSettings } from './key-store.ts';
import type { VpcEndpointService } from './xks-proxy.ts';

/** Why KMS can't use the VPC endpoint service of a key store; null when it can. */
export type VpcProblem =
  | { readonly kind: 'notFound'; readonly message: string }
  | { readonly kind: 'invalid'; readonly message: string };

/**
 * Looks the service up in the Region, and whether it meets KMS's requirements.
 * Source: KMS Developer Guide, "Troubleshooting external key stores", "VPC endpoint service connectivity configuration
 * errors".
 */
export function vpcProblem(world: World, region: Region, settings: XksSettings): VpcProblem | null {
  if (settings.connectivity === 'PUBLIC_ENDPOINT' || settings.vpcEndpointService === null) return null;
  const { serviceName, ownerAccountId } = settings.vpcEndpointService;
  const found = find(world, serviceName);
  if (
    found === null ||
    found.service.ownerAccountId !== ownerAccountId ||
    !found.service.allowsKms ||
    !serviceName.startsWith(`com.amazonaws.vpce.${region}.`)
  ) {
    const message = `AWS KMS could not find the VPC endpoint service ${serviceName}. Verify that it is in this Region and account and allows the principal cks.kms.${region}.amazonaws.com.`;
    return { kind: 'notFound', message };
  }
  const { service, uriEndpoint } = found;
  const problem = requirementMissed(service, uriEndpoint === settings.uriEndpoint);
  return problem === null ? null : { kind: 'invalid', message: `The VPC endpoint service ${serviceName} ${problem}.` };
}

function find(
  world: World,
  name: string,
): { readonly service: VpcEndpointService; readonly uriEndpoint: string } | null {
  for (const { vpcEndpointService: service, uriEndpoint } of world.xksProxies.values()) {
    if (service?.serviceName === name) return { service, uriEndpoint };
  }
  return null;
}

function requirementMissed(service: VpcEndpointService, hasTheDnsName: boolean): string | null {
  if (service.loadBalancer !== 'network') return 'must use a network load balancer';
  if (service.zones < 2) return 'must have subnets in at least two Availability Zones';
  if (service.isAcceptanceRequired) return 'must not require acceptance of connection requests';
  if (!service.isDomainVerified) return 'must have a private DNS name whose domain is verified';
  return hasTheDnsName ? null : 'must have the private DNS name that stands in the XksProxyUriEndpoint';
}
