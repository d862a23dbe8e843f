import { vpcEndpointAtRest } from '../../cloud/vpc-endpoint.ts';
import { Ec2Error } from '../../errors/ec2-errors.ts';
import { defineOperation } from '../../operations/operation.ts';
import { boolean, string, structure } from '../../operations/shape.ts';
import { checkEndpointPolicy } from './endpoint-policy.ts';
import { endpointTarget, ownEndpoint } from './find-endpoint.ts';

export const modifyVpcEndpoint = defineOperation({
  service: 'ec2',
  name: 'ModifyVpcEndpoint',
  summary: 'Puts another policy on a VPC endpoint, or the default one.',
  source: 'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ModifyVpcEndpoint.html',
  input: structure(
    { VpcEndpointId: string() },
    { PolicyDocument: string(), ResetPolicy: boolean(), PrivateDnsEnabled: boolean(), DryRun: boolean() },
  ),
  readOnly: false,
  mutates: true,
  find: ({ VpcEndpointId }, scope) => [endpointTarget(scope, 'ec2:ModifyVpcEndpoint', VpcEndpointId)],
  check({ VpcEndpointId, PolicyDocument, ResetPolicy }, scope) {
    ownEndpoint(scope, VpcEndpointId);
    if (PolicyDocument === undefined) return;
    if (ResetPolicy === true) {
      throw new Ec2Error(
        'InvalidParameterCombination',
        'The parameters policyDocument and resetPolicy cannot be used together.',
        'invalid-parameter',
      );
    }
    checkEndpointPolicy(PolicyDocument, scope.request.accountId);
  },
  handle({ VpcEndpointId, PolicyDocument, ResetPolicy, PrivateDnsEnabled }, scope) {
    const before = vpcEndpointAtRest(ownEndpoint(scope, VpcEndpointId));
    const policyText = ResetPolicy === true ? null : (PolicyDocument ?? before.policyText);
    const privateDnsEnabled = PrivateDnsEnabled ?? before.privateDnsEnabled;
    return {
      output: { Return: true },
      facts: [{ type: 'vpcEndpointPut', endpoint: { ...before, policyText, privateDnsEnabled } }],
    };
  },
});
