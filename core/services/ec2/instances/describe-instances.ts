import { iamTarget } from '../../../operations/find-key.ts';
import { defineOperation } from '../../../operations/operation.ts';
import { list, structure } from '../../../operations/shape.ts';
import { filtered } from '../../ebs/operations/describe.ts';
import { pageByToken } from '../../ebs/operations/page-by-token.ts';
import { DryRun, Filters, InstanceId, MaxResults, NextToken } from '../../ebs/operations/shapes.ts';
import { tagsOf } from '../tags/resource-tags.ts';
import { ownInstance } from './find-instance.ts';
import { type Instance, instanceState } from './instance.ts';
import { reservationOutput } from './instance-output.ts';

const FIELDS = {
  'availability-zone': (instance: Instance) => instance.availabilityZone,
  'image-id': (instance: Instance) => instance.imageId,
  'instance-id': (instance: Instance) => instance.instanceId,
  'instance-state-code': ({ machine }: Instance) => String(instanceState(machine.value).Code),
  'instance-state-name': ({ machine }: Instance) => machine.value,
  'instance-type': (instance: Instance) => instance.instanceType,
  'reservation-id': (instance: Instance) => instance.reservationId,
};

export const describeInstances = defineOperation({
  service: 'ec2',
  name: 'DescribeInstances',
  summary: 'Shows your instances in this Region, and the volumes that are attached to them.',
  source: 'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeInstances.html',
  input: structure({}, { InstanceIds: list(InstanceId), Filters, MaxResults, NextToken, DryRun }),
  readOnly: true,
  mutates: false,
  find: (_, scope) => [iamTarget(scope, 'ec2:DescribeInstances')],
  handle(input, scope) {
    const { world, request } = scope;
    const instances =
      input.InstanceIds?.map((id) => ownInstance(scope, id)) ??
      [...world.instances.values()].filter(
        ({ accountId, region }) => accountId === request.accountId && region === request.region,
      );
    const found = filtered(instances, input.Filters, FIELDS, ({ instanceId }) => tagsOf(world, instanceId));
    const reservations = [...new Set(found.map(({ reservationId }) => reservationId))];
    const { items, next } = pageByToken(reservations, (id) => id, input);
    const together = (id: string) => found.filter(({ reservationId }) => reservationId === id);
    return { output: { Reservations: items.map((id) => reservationOutput(world, id, together(id))), ...next } };
  },
});
