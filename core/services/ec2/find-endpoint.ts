import { ec2Arn } from '../../cloud/arn.ts';
import { isVpcEndpointId, type VpcEndpoint } from '../../cloud/vpc-endpoint.ts';
import { Ec2Error } from '../../errors/ec2-errors.ts';
import { iamTarget } from '../../operations/find-key.ts';
import type { Scope, Target } from '../../operations/operation.ts';
import { withResourceTags } from './tags/resource-tags.ts';

/** The question whether IAM lets the caller do `action` on an endpoint; `*` stands for one that is to be made. */
export function endpointTarget(scope: Scope, action: string, id: string): Target {
  const { region, accountId } = scope.request;
  return withResourceTags(scope, iamTarget(scope, action, ec2Arn(region, accountId, `vpc-endpoint/${id}`)), id);
}

/** The caller's endpoint in the Region that is called. @throws {Ec2Error} when it has none of that id */
export function ownEndpoint(scope: Scope, id: string): VpcEndpoint {
  const endpoint = endpointIfOwn(scope, id);
  if (endpoint === null) throw notFound(id);
  return endpoint;
}

/** The same; null when it has none of that id. @throws {Ec2Error} for what is no id */
export function endpointIfOwn({ world, request }: Scope, id: string): VpcEndpoint | null {
  if (!isVpcEndpointId(id)) {
    throw new Ec2Error(
      'InvalidVpcEndpointId.Malformed',
      `The Vpc Endpoint Id '${id}' is malformed`,
      'malformed-identifier',
    );
  }
  const endpoint = world.vpcEndpoints.get(id);
  return endpoint?.accountId === request.accountId && endpoint.region === request.region ? endpoint : null;
}

function notFound(id: string): Ec2Error {
  return new Ec2Error('InvalidVpcEndpointId.NotFound', NOT_THERE(id), 'no-such-vpc-endpoint');
}

/** How EC2 says that an endpoint isn't there. */
export const NOT_THERE = (id: string) => `The Vpc Endpoint Id '${id}' does not exist`;
