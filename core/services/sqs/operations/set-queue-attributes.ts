import type { Fact } from '../../../lab/facts.ts';
import { structure } from '../../../operations/shape.ts';
import { withAttributes } from '../queue-attributes.ts';
import { readQueuePolicy } from '../read-queue-policy.ts';
import { queueOperation } from './queue-operation.ts';
import { Attributes, QueueUrl } from './shapes.ts';

export const setQueueAttributes = queueOperation({
  name: 'SetQueueAttributes',
  summary: 'Changes settings of a queue, its encryption and its policy; an empty policy takes it away.',
  input: structure({ QueueUrl, Attributes }, {}),
  readOnly: false,
  isDataEvent: false,
  isOwnersAlone: true,
  check({ Attributes: attributes }, queue, { world }) {
    withAttributes(queue.settings, attributes);
    const { Policy: policy = '' } = attributes;
    if (policy !== '') readQueuePolicy(policy, queue, (arn) => world.hasPrincipal(arn));
  },
  handle({ Attributes: attributes }, { arn, settings }) {
    const { Policy: policy } = attributes;
    const facts: Fact[] = [{ type: 'queueSet', queueArn: arn, settings: withAttributes(settings, attributes) }];
    if (policy !== undefined)
      facts.push({ type: 'queuePolicyPut', queueArn: arn, policy: policy === '' ? null : policy });
    return { output: {}, facts };
  },
});
