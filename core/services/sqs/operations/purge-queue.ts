import { SqsError } from '../../../errors/sqs-errors.ts';
import { structure } from '../../../operations/shape.ts';
import { queueOperation } from './queue-operation.ts';
import { QueueUrl } from './shapes.ts';

/** Source: SQS API Reference, PurgeQueueInProgress. */
const BETWEEN_PURGES_MS = 60_000;

// Simplified: all messages are gone at once; SQS takes up to 60 seconds. Source: SQS API Reference, PurgeQueue.
export const purgeQueue = queueOperation({
  name: 'PurgeQueue',
  summary: 'Deletes all messages of a queue.',
  input: structure({ QueueUrl }, {}),
  readOnly: false,
  isDataEvent: false,
  check(_, { name, purgedAt }, { at }) {
    if (purgedAt === null || at >= purgedAt + BETWEEN_PURGES_MS) return;
    const message = `Only one PurgeQueue operation on ${name} is allowed every 60 seconds.`;
    throw new SqsError('AWS.SimpleQueueService.PurgeQueueInProgress', message, 'limit-exceeded');
  },
  handle: (_, { arn }) => ({ output: {}, facts: [{ type: 'queuePurged', queueArn: arn }] }),
});
