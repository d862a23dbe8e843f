import type { Queue } from '../../services/sqs/queue.ts';
import type { World } from '../world.ts';
import type { QueueView } from '../world-shapes.ts';

/** What AWS calls them. */
const NAMES = {
  none: 'none',
  'sse-sqs': 'SSE-SQS',
  'sse-kms': 'SSE-KMS',
} as const satisfies Record<Queue['settings']['encryption']['kind'], string>;

/** A queue, with what is in it in numbers. */
export function queueView({ messages }: World, queue: Queue): QueueView {
  const { arn, name, accountId, region, policy } = queue;
  const { encryption, dataKeyReuseSeconds } = queue.settings;
  const inIt = [...(messages.get(arn)?.values() ?? [])];
  return {
    arn,
    name,
    accountId,
    region,
    encryption: NAMES[encryption.kind],
    kmsKeyId: encryption.kind === 'sse-kms' ? encryption.keyId : null,
    dataKeyReuseSeconds,
    policy: policy?.text ?? null,
    messages: inIt.length,
    inFlight: inIt.filter(({ machine }) => machine.value === 'inFlight').length,
  };
}
