import { AwsError } from '../errors/aws-error.ts';
import type { WireRequest } from './wire-request.ts';

/** See `pathThrough`. */
const PREFIX = /^\/vpce\/(vpce-[0-9a-f]+)(?=\/|$)/;

/** What an endpoint URL has behind it for a VPC endpoint. */
export function pathThrough(vpcEndpointId: string): string {
  return `/vpce/${vpcEndpointId}`;
}

/** What a request goes on as behind the way that it comes by. */
export interface Routed {
  readonly request: WireRequest;
  readonly vpcEndpointId?: string;
}

/** Takes a VPC endpoint out of a request's path, once its signature is checked: clients sign the whole path. */
export function routed(request: WireRequest): Routed {
  if (!request.path.startsWith('/vpce/')) return { request };
  const [prefix, vpcEndpointId] = PREFIX.exec(request.path) ?? [];
  if (prefix === undefined || vpcEndpointId === undefined) return { request };
  const path = request.path.slice(prefix.length);
  return { request: { ...request, path: path === '' ? '/' : path }, vpcEndpointId };
}

/** What clients are told whose request finds no way through: on AWS, they would reach nobody. */
export class NoWayThrough extends AwsError {
  override readonly name = 'VpcEndpointNotReachable';
  constructor(message: string) {
    super(`kmslab: ${message}`, 'no-such-vpc-endpoint');
  }
}
