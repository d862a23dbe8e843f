import { DEFAULT_ENDPOINT_POLICY } from '../../access/default-policies.ts';
import { endpointServiceName, type VpcEndpointAtRest } from '../../cloud/vpc-endpoint.ts';
import { epochSeconds } from '../../operations/key-metadata.ts';
import type { Ec2Tag } from './tags/resource-tags.ts';

/**
 * An endpoint as EC2 answers it.
 * Simplified: it is there at once, and its network interfaces and DNS names are not told, for there is no network.
 * Source: EC2 API Reference, VpcEndpoint.
 */
export function endpointOutput(
  endpoint: VpcEndpointAtRest,
  tags: readonly Ec2Tag[] = [],
): Readonly<Record<string, unknown>> {
  const { id, type, vpcId, policyText, accountId } = endpoint;
  return {
    VpcEndpointId: id,
    VpcEndpointType: type,
    VpcId: vpcId,
    ServiceName: endpointServiceName(endpoint),
    State: 'available',
    PolicyDocument: policyText ?? DEFAULT_ENDPOINT_POLICY,
    RouteTableIds: endpoint.routeTableIds,
    SubnetIds: endpoint.subnetIds,
    Groups: endpoint.securityGroupIds.map((GroupId) => ({ GroupId, GroupName: GroupId })),
    PrivateDnsEnabled: endpoint.privateDnsEnabled,
    RequesterManaged: false,
    NetworkInterfaceIds: [],
    DnsEntries: [],
    CreationTimestamp: epochSeconds(endpoint.createdAt),
    Tags: tags,
    OwnerId: accountId,
  };
}
