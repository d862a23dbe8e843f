import type { NamedPolicy } from '../access/decision.ts';
import { DEFAULT_ENDPOINT_POLICY } from '../access/default-policies.ts';
import { parsePolicy } from '../access/policy.ts';
import type { EpochMs } from '../ports.ts';
import type { AccountId } from './arn.ts';
import { parseRegion, type Region } from './regions.ts';

/** How an endpoint is reached: by network interfaces of its VPC, or by routes of its VPC. */
export type VpcEndpointType = 'Interface' | 'Gateway';

/** The services of the lab that have VPC endpoints, and of which types. Source: AWS PrivateLink Guide. */
export const ENDPOINT_SERVICES = {
  kms: ['Interface'],
  sts: ['Interface'],
  s3: ['Gateway', 'Interface'],
} as const satisfies Readonly<Record<string, readonly VpcEndpointType[]>>;
export type EndpointService = keyof typeof ENDPOINT_SERVICES;

/** A VPC endpoint as it stands in the journal: a VPC's own way to a service. */
export interface VpcEndpointAtRest {
  /** `vpce-…` */
  readonly id: string;
  readonly accountId: AccountId;
  readonly region: Region;
  /** `vpc-…`; VPCs are names here, and nothing is in them. */
  readonly vpcId: string;
  readonly service: EndpointService;
  readonly type: VpcEndpointType;
  readonly createdAt: EpochMs;
  /** Null for the default policy, which lets everything through. */
  readonly policyText: string | null;
  readonly privateDnsEnabled: boolean;
  readonly subnetIds: readonly string[];
  readonly securityGroupIds: readonly string[];
  readonly routeTableIds: readonly string[];
}

/** The same with its policy read. */
export interface VpcEndpoint extends VpcEndpointAtRest {
  /** Called by the endpoint's id. */
  readonly policy: NamedPolicy;
}

/** @throws {PolicyError} for a policy that is none */
export function vpcEndpointOf(endpoint: VpcEndpointAtRest): VpcEndpoint {
  const { id, accountId, policyText } = endpoint;
  const text = policyText ?? DEFAULT_ENDPOINT_POLICY;
  return { ...endpoint, policy: { name: id, policy: parsePolicy(text, { kind: 'vpcEndpoint', accountId }) } };
}

/** An endpoint as the journal keeps it: its policy as text. */
export function vpcEndpointAtRest({ policy: _, ...endpoint }: VpcEndpoint): VpcEndpointAtRest {
  return endpoint;
}

/** `com.amazonaws.us-east-1.kms` */
export function endpointServiceName({ service, region }: Pick<VpcEndpointAtRest, 'service' | 'region'>): string {
  return `com.amazonaws.${region}.${service}`;
}

/** What a service's name in a Region means, or null. */
export function parseEndpointService(name: string, region: Region): EndpointService | null {
  const [, inRegion = '', service = ''] = /^com\.amazonaws\.([^.]+)\.([^.]+)$/.exec(name) ?? [];
  if (parseRegion(inRegion) !== region || !Object.hasOwn(ENDPOINT_SERVICES, service)) return null;
  return service as EndpointService;
}

/** Whether a text has the form of an endpoint's id. */
export function isVpcEndpointId(text: string): boolean {
  return /^vpce-(?:[0-9a-f]{8}|[0-9a-f]{17})$/.test(text);
}
