import { SqsError } from '../../../errors/sqs-errors.ts';
import type { Fact } from '../../../lab/facts.ts';
import type { CheckScope } from '../../../operations/operation.ts';
import { integer, list, string, structure } from '../../../operations/shape.ts';
import { checkBatch, failedEntry } from '../batch.ts';
import { messageCan } from '../message.ts';
import type { Queue } from '../queue.ts';
import { messageOfHandle } from '../receipt-handle.ts';
import { queueOperation } from './queue-operation.ts';
import { answered } from './send-message-batch.ts';
import { QueueUrl, ReceiptHandle } from './shapes.ts';

const VisibilityTimeout = integer();
const MOST_SECONDS = 43_200;

export const changeMessageVisibility = queueOperation({
  name: 'ChangeMessageVisibility',
  summary: 'Changes for how long a message that was received is kept from others, from now on; 0 gives it back.',
  input: structure({ QueueUrl, ReceiptHandle, VisibilityTimeout }, {}),
  readOnly: false,
  isDataEvent: true,
  handle: (input, queue, scope) => ({ output: {}, facts: [changed(input, queue, scope)] }),
});

export const changeMessageVisibilityBatch = queueOperation({
  name: 'ChangeMessageVisibilityBatch',
  summary: 'The same for up to ten messages.',
  input: structure({ QueueUrl, Entries: list(structure({ Id: string(), ReceiptHandle }, { VisibilityTimeout })) }, {}),
  action: 'ChangeMessageVisibility',
  readOnly: false,
  isDataEvent: true,
  check: ({ Entries: entries }) => checkBatch(entries, 'ChangeMessageVisibilityBatchRequestEntry'),
  handle({ Entries: entries }, queue, scope) {
    const facts: Fact[] = [];
    const done: unknown[] = [];
    const failed: unknown[] = [];
    for (const { Id, ReceiptHandle: handle, VisibilityTimeout: seconds = 0 } of entries) {
      try {
        facts.push(changed({ ReceiptHandle: handle, VisibilityTimeout: seconds }, queue, scope));
        done.push({ Id });
      } catch (error) {
        if (!(error instanceof SqsError)) throw error;
        failed.push(failedEntry(Id, error));
      }
    }
    return { output: answered(done, failed), facts };
  },
});

/** @throws {SqsError} for a message that nobody is working on */
function changed(
  {
    ReceiptHandle: handle,
    VisibilityTimeout: seconds,
  }: { readonly ReceiptHandle: string; readonly VisibilityTimeout: number },
  queue: Queue,
  scope: CheckScope,
): Fact {
  if (seconds < 0 || seconds > MOST_SECONDS) {
    throw SqsError.invalidValue(seconds, 'VisibilityTimeout', `Must be between 0 and ${MOST_SECONDS}, if provided.`);
  }
  const message = messageOfHandle(handle, queue, scope);
  const event = {
    type: 'ChangeMessageVisibility',
    visibleAt: seconds === 0 ? null : scope.at + seconds * 1_000,
  } as const;
  if (message === null || !messageCan(message.machine, event)) {
    const reason = 'Message does not exist or is not available for visibility timeout change.';
    throw new SqsError(
      'AWS.SimpleQueueService.MessageNotInflight',
      `Value ${handle} for parameter ReceiptHandle is invalid. Reason: ${reason}`,
      'message-not-in-flight',
    );
  }
  return { type: 'messageChanged', queueArn: queue.arn, messageId: message.messageId, event };
}
