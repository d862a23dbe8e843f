import type { AccountId } from '../cloud/arn.ts';
import { parseRegion } from '../cloud/regions.ts';
import {
  ENDPOINT_SERVICES,
  type EndpointService,
  isVpcEndpointId,
  type VpcEndpointAtRest,
} from '../cloud/vpc-endpoint.ts';
import type { Bytes } from '../ports.ts';
import type { Engine } from './engine.ts';
import { LabError } from './lab-error.ts';
import { checkPolicy, documentText, type PolicySpec } from './world-policies.ts';

/** A VPC endpoint that is there from the start. */
export interface VpcEndpointSpec {
  /** `vpce-…`, for steps and policies that name it. */
  readonly id: string;
  /** The name of its account. */
  readonly account: string;
  readonly region: string;
  /** `vpc-…` */
  readonly vpc: string;
  /** KMS where it is left out. */
  readonly service?: EndpointService | undefined;
  /** A document, or the name of a file; the default policy lets everything through. */
  readonly policy?: PolicySpec | undefined;
}

/** @throws {LabError} that names what is wrong with the specification */
export function makeVpcEndpoint(
  engine: Engine,
  { id, account, region, vpc, service = 'kms', policy }: VpcEndpointSpec,
  accounts: ReadonlyMap<string, AccountId>,
  files: Readonly<Record<string, Bytes>>,
): void {
  const where = `VPC endpoint ${id}`;
  if (!isVpcEndpointId(id)) throw new LabError(`${where}: expected an id of vpce- and 17 hexadecimal digits`);
  if (engine.world.vpcEndpoints.has(id)) throw new LabError(`${where} is there twice`);
  const accountId = accounts.get(account);
  if (accountId === undefined) throw new LabError(`${where}: this world has no account '${account}'`);
  const inRegion = parseRegion(region);
  if (inRegion === null) throw new LabError(`${where}: AWS has no Region '${region}'`);
  if (!/^vpc-(?:[0-9a-f]{8}|[0-9a-f]{17})$/.test(vpc)) {
    throw new LabError(`${where}: expected a vpc of vpc- and 17 hexadecimal digits, got '${vpc}'`);
  }
  const policyText = policy === undefined ? null : documentText(policy, where, files);
  if (policyText !== null) checkPolicy(policyText, 'vpcEndpoint', accountId, where);
  const [type] = ENDPOINT_SERVICES[service];
  const endpoint: VpcEndpointAtRest = {
    id,
    accountId,
    region: inRegion,
    vpcId: vpc,
    service,
    type,
    createdAt: engine.world.now,
    policyText,
    privateDnsEnabled: type === 'Interface',
    subnetIds: [],
    securityGroupIds: [],
    routeTableIds: [],
  };
  engine.commit([{ type: 'vpcEndpointPut', endpoint }]);
}
