import { defineOperation } from '../../operations/operation.ts';
import { boolean, list, string, structure } from '../../operations/shape.ts';
import { endpointIfOwn, endpointTarget, NOT_THERE } from './find-endpoint.ts';

export const deleteVpcEndpoints = defineOperation({
  service: 'ec2',
  name: 'DeleteVpcEndpoints',
  summary: 'Deletes VPC endpoints; those that are not there it tells.',
  source: 'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DeleteVpcEndpoints.html',
  input: structure({ VpcEndpointIds: list(string(), { min: 1, max: 25 }) }, { DryRun: boolean() }),
  readOnly: false,
  mutates: true,
  find: ({ VpcEndpointIds }, scope) => VpcEndpointIds.map((id) => endpointTarget(scope, 'ec2:DeleteVpcEndpoints', id)),
  handle({ VpcEndpointIds }, scope) {
    const found = VpcEndpointIds.map((id) => ({ id, isThere: endpointIfOwn(scope, id) !== null }));
    return {
      output: {
        Unsuccessful: found
          .filter(({ isThere }) => !isThere)
          .map(({ id }) => ({
            Error: { Code: 'InvalidVpcEndpointId.NotFound', Message: NOT_THERE(id) },
            ResourceId: id,
          })),
      },
      facts: found
        .filter(({ isThere }) => isThere)
        .map(({ id }) => ({ type: 'vpcEndpointDeleted', vpcEndpointId: id }) as const),
    };
  },
});
