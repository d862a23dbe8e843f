import { ENDPOINT_SERVICES, type EndpointService, endpointServiceName } from '../cloud/vpc-endpoint.ts';
import type { Completion } from './client.ts';
import { resolveRegion } from './resolve-request.ts';
import type { World } from './world.ts';

/** What the caller's VPC endpoints have for a member of an operation's input. */
export function vpcEndpointCompletions(
  member: string,
  { vpcEndpoints }: World,
  accountId: string,
  region: string,
): readonly Completion[] {
  const own = [...vpcEndpoints.values()].filter((one) => one.accountId === accountId && one.region === region);
  switch (member) {
    case 'VpcEndpointId':
    case 'VpcEndpointIds':
      return own.map((endpoint) => ({ text: endpoint.id, hint: endpointServiceName(endpoint) }));
    case 'VpcId':
      return [...new Set(own.map(({ vpcId }) => vpcId))].map((text) => ({ text, hint: 'a VPC that has an endpoint' }));
    case 'ServiceName':
      return (Object.keys(ENDPOINT_SERVICES) as EndpointService[]).map((service) => ({
        text: endpointServiceName({ service, region: resolveRegion(region) }),
        hint: ENDPOINT_SERVICES[service].join(' or '),
      }));
    default:
      return [];
  }
}
