import { Ec2Error } from '../../../errors/ec2-errors.ts';
import { defineOperation } from '../../../operations/operation.ts';
import { integer, string, structure } from '../../../operations/shape.ts';
import { INSTANCE_MS } from '../../ebs/delays.ts';
import { checkZone } from '../../ebs/operations/find-resource.ts';
import { DryRun } from '../../ebs/operations/shapes.ts';
import { onBehalfOf } from '../../on-behalf-of.ts';
import { TagSpecifications, taggedFacts, taggingTargets, tagsFor } from '../tags/resource-tags.ts';
import { instanceTarget } from './find-instance.ts';
import type { InstanceIdentity } from './instance.ts';
import { newInstance } from './instance-machine.ts';
import { reservationOutput } from './instance-output.ts';

/** How many one request may ask for here. Ours: on AWS it is a quota of the account. */
const MOST_INSTANCES = 20;

export const runInstances = defineOperation({
  service: 'ec2',
  name: 'RunInstances',
  summary: 'Runs instances, which volumes can be attached to; there is nothing else in them.',
  source: 'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_RunInstances.html',
  input: structure(
    { MinCount: integer({ min: 1 }), MaxCount: integer({ min: 1 }) },
    {
      ImageId: string(),
      InstanceType: string(),
      Placement: structure({}, { AvailabilityZone: string() }),
      TagSpecifications,
      DryRun,
    },
  ),
  readOnly: false,
  mutates: true,
  find: (input, scope) => [
    instanceTarget(scope, 'ec2:RunInstances', '*'),
    ...taggingTargets(scope, 'instance', input.TagSpecifications),
  ],
  check({ ImageId, MinCount, MaxCount, Placement, TagSpecifications: tags }, scope) {
    tagsFor('instance', tags);
    if (ImageId === undefined) {
      throw new Ec2Error('MissingParameter', 'The request must contain the parameter ImageId', 'malformed-request');
    }
    if (!/^ami-(?:[0-9a-f]{8}|[0-9a-f]{17})$/.test(ImageId)) {
      const message = `Invalid id: "${ImageId}" (expecting "ami-...")`;
      throw new Ec2Error('InvalidAMIID.Malformed', message, 'malformed-identifier');
    }
    if (MinCount > MaxCount) {
      const message = `Value (${MinCount}) for parameter minCount is invalid. It is larger than maxCount.`;
      throw new Ec2Error('InvalidParameterValue', message, 'invalid-parameter');
    }
    if (MinCount > MOST_INSTANCES) {
      const message = `At most ${MOST_INSTANCES} instances may be run at once.`;
      throw new Ec2Error('InstanceLimitExceeded', message, 'limit-exceeded');
    }
    if (Placement?.AvailabilityZone !== undefined) checkZone(scope, Placement.AvailabilityZone);
  },
  handle(input, scope) {
    const { ids, request, at, requestId, world } = scope;
    const reservationId = `r-${ids.hex(17)}`;
    const dueAt = at + INSTANCE_MS;
    const by = onBehalfOf(request, requestId);
    const count = Math.min(input.MaxCount, MOST_INSTANCES);
    const instances: readonly InstanceIdentity[] = Array.from({ length: count }, () => ({
      instanceId: `i-${ids.hex(17)}`,
      reservationId,
      accountId: request.accountId,
      region: request.region,
      availabilityZone: input.Placement?.AvailabilityZone ?? `${request.region}a`,
      imageId: input.ImageId ?? '',
      instanceType: input.InstanceType ?? 'm1.small',
    }));
    const tags = tagsFor('instance', input.TagSpecifications);
    const machine = newInstance({ dueAt, onBehalfOf: by, launchTime: at });
    return {
      output: reservationOutput(
        world,
        reservationId,
        instances.map((instance) => ({ ...instance, machine })),
        tags,
      ),
      facts: instances.flatMap((instance) => [
        { type: 'instanceCreated', instance, dueAt, onBehalfOf: by } as const,
        ...taggedFacts(instance.instanceId, tags),
      ]),
    };
  },
});
