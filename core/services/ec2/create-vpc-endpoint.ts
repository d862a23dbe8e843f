import { ec2Arn } from '../../cloud/arn.ts';
import {
  ENDPOINT_SERVICES,
  type EndpointService,
  parseEndpointService,
  type VpcEndpointAtRest,
  type VpcEndpointType,
} from '../../cloud/vpc-endpoint.ts';
import { Ec2Error } from '../../errors/ec2-errors.ts';
import { iamTarget } from '../../operations/find-key.ts';
import { defineOperation, type Scope } from '../../operations/operation.ts';
import { boolean, list, oneOf, string, structure } from '../../operations/shape.ts';
import { endpointOutput } from './endpoint-output.ts';
import { checkEndpointPolicy } from './endpoint-policy.ts';
import { endpointTarget } from './find-endpoint.ts';

export const createVpcEndpoint = defineOperation({
  service: 'ec2',
  name: 'CreateVpcEndpoint',
  summary: 'Makes a way of its own from a VPC to a service: com.amazonaws.REGION.kms, .sts or .s3.',
  source: 'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateVpcEndpoint.html',
  input: structure(
    { VpcId: string(), ServiceName: string() },
    {
      VpcEndpointType: oneOf(['Interface', 'Gateway']),
      PolicyDocument: string(),
      PrivateDnsEnabled: boolean(),
      SubnetIds: list(string()),
      SecurityGroupIds: list(string()),
      RouteTableIds: list(string()),
      DryRun: boolean(),
    },
  ),
  readOnly: false,
  mutates: true,
  find: ({ VpcId }, scope) => [
    iamTarget(scope, ACTION, ec2Arn(scope.request.region, scope.request.accountId, `vpc/${VpcId}`)),
    endpointTarget(scope, ACTION, '*'),
  ],
  check(input, scope) {
    const { VpcId, PolicyDocument, VpcEndpointType: type = USUAL_TYPE } = input;
    if (!/^vpc-(?:[0-9a-f]{8}|[0-9a-f]{17})$/.test(VpcId)) {
      throw new Ec2Error('InvalidVpcID.Malformed', `Invalid id: "${VpcId}"`, 'malformed-identifier');
    }
    const types: readonly VpcEndpointType[] = ENDPOINT_SERVICES[serviceOf(input, scope)];
    if (!types.includes(type)) {
      throw new Ec2Error(
        'InvalidParameter',
        `Endpoint type (${type}) does not match available service types ([${types.join(', ')}]).`,
        'invalid-parameter',
      );
    }
    if (PolicyDocument !== undefined) checkEndpointPolicy(PolicyDocument, scope.request.accountId);
  },
  handle(input, scope) {
    const { request, ids, at } = scope;
    const type = input.VpcEndpointType ?? USUAL_TYPE;
    const endpoint: VpcEndpointAtRest = {
      id: `vpce-${ids.hex(17)}`,
      accountId: request.accountId,
      region: request.region,
      vpcId: input.VpcId,
      service: serviceOf(input, scope),
      type,
      createdAt: at,
      policyText: input.PolicyDocument ?? null,
      privateDnsEnabled: input.PrivateDnsEnabled ?? type === 'Interface',
      subnetIds: input.SubnetIds ?? [],
      securityGroupIds: input.SecurityGroupIds ?? [],
      routeTableIds: input.RouteTableIds ?? [],
    };
    return {
      output: { VpcEndpoint: endpointOutput(endpoint) },
      facts: [{ type: 'vpcEndpointPut', endpoint }],
    };
  },
});

const ACTION = 'ec2:CreateVpcEndpoint';
/** Where the request names none. */
const USUAL_TYPE = 'Gateway';

function serviceOf({ ServiceName }: { readonly ServiceName: string }, { request }: Scope): EndpointService {
  const service = parseEndpointService(ServiceName, request.region);
  if (service !== null) return service;
  const message = `The Vpc Endpoint Service '${ServiceName}' does not exist`;
  throw new Ec2Error('InvalidServiceName', message, 'invalid-parameter');
}
