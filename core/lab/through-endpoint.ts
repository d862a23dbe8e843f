import type { Region } from '../cloud/regions.ts';
import { endpointServiceName, type VpcEndpoint } from '../cloud/vpc-endpoint.ts';
import { LabError } from './lab-error.ts';
import type { Service } from './request.ts';
import type { World } from './world.ts';

/** A request can't come through the VPC endpoint that it names; on AWS it would not even find it. */
export class NoWayThroughError extends LabError {}

/** What a request asks for that comes through an endpoint. */
interface Sent {
  readonly service: Service;
  readonly region: Region;
  readonly sourceIp: string;
}

/**
 * The endpoint that a request comes through, and the address in its VPC from which it comes: the lab's own clients are
 * at one that is no private address, and are given one.
 * @throws {NoWayThroughError} for one that is not there, in another Region, or of another service
 */
export function throughEndpoint(
  { vpcEndpoints }: World,
  id: string,
  { service, region, sourceIp }: Sent,
): { readonly vpcEndpoint: VpcEndpoint; readonly sourceIp: string } {
  const vpcEndpoint = vpcEndpoints.get(id);
  if (vpcEndpoint === undefined) throw new NoWayThroughError(`this world has no VPC endpoint '${id}'`);
  if (vpcEndpoint.region !== region) {
    throw new NoWayThroughError(`${id} is in ${vpcEndpoint.region}: nothing in ${region} is reached through it`);
  }
  if (vpcEndpoint.service !== service) {
    throw new NoWayThroughError(
      `${id} is for ${endpointServiceName(vpcEndpoint)}: ${service} is not reached through it`,
    );
  }
  return { vpcEndpoint, sourceIp: addressInVpc(sourceIp) };
}

/** Where a client is in a VPC: where it says, if that is a private address. Source: RFC 1918, section 3; RFC 4193. */
export function addressInVpc(sourceIp: string): string {
  return /^(?:10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|f[cd])/i.test(sourceIp) ? sourceIp : PRIVATE_IP;
}

/** Where clients of the lab are in a VPC. Ours: a VPC has no subnets here. */
const PRIVATE_IP = '10.0.0.10';
