import { endpointServiceName, type VpcEndpoint } from '../../cloud/vpc-endpoint.ts';
import { iamTarget } from '../../operations/find-key.ts';
import { defineOperation } from '../../operations/operation.ts';
import { list, string, structure } from '../../operations/shape.ts';
import { filtered } from '../ebs/operations/describe.ts';
import { pageByToken } from '../ebs/operations/page-by-token.ts';
import { DryRun, Filters, MaxResults, NextToken } from '../ebs/operations/shapes.ts';
import { endpointOutput } from './endpoint-output.ts';
import { ownEndpoint } from './find-endpoint.ts';
import { tagsOf } from './tags/resource-tags.ts';

/** Source: EC2 API Reference, DescribeVpcEndpoints, Filter.N. */
const FILTERS: Readonly<Record<string, (endpoint: VpcEndpoint) => string>> = {
  'service-name': endpointServiceName,
  'vpc-id': ({ vpcId }) => vpcId,
  'vpc-endpoint-id': ({ id }) => id,
  'vpc-endpoint-state': () => 'available',
  'vpc-endpoint-type': ({ type }) => type,
};

export const describeVpcEndpoints = defineOperation({
  service: 'ec2',
  name: 'DescribeVpcEndpoints',
  summary: 'Describes the VPC endpoints of your account, or some of them.',
  source: 'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeVpcEndpoints.html',
  input: structure({}, { VpcEndpointIds: list(string()), Filters, MaxResults, NextToken, DryRun }),
  readOnly: true,
  mutates: false,
  find: (_, scope) => [iamTarget(scope, 'ec2:DescribeVpcEndpoints')],
  handle(input, scope) {
    const { accountId, region } = scope.request;
    const own = [...scope.world.vpcEndpoints.values()].filter(
      (endpoint) => endpoint.accountId === accountId && endpoint.region === region,
    );
    const named = input.VpcEndpointIds?.map((id) => ownEndpoint(scope, id)) ?? own;
    const tags = ({ id }: VpcEndpoint) => tagsOf(scope.world, id);
    const { items, next } = pageByToken(filtered(named, input.Filters, FILTERS, tags), ({ id }) => id, input);
    return { output: { VpcEndpoints: items.map((one) => endpointOutput(one, tags(one))), ...next } };
  },
});
