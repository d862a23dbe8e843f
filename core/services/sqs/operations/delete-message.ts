import { SqsError } from '../../../errors/sqs-errors.ts';
import type { Fact } from '../../../lab/facts.ts';
import type { CheckScope } from '../../../operations/operation.ts';
import { list, string, structure } from '../../../operations/shape.ts';
import { checkBatch, failedEntry } from '../batch.ts';
import type { Queue } from '../queue.ts';
import { messageOfHandle } from '../receipt-handle.ts';
import { queueOperation } from './queue-operation.ts';
import { answered } from './send-message-batch.ts';
import { QueueUrl, ReceiptHandle } from './shapes.ts';

export const deleteMessage = queueOperation({
  name: 'DeleteMessage',
  summary: 'Deletes a message that was received, by its receipt handle.',
  input: structure({ QueueUrl, ReceiptHandle }, {}),
  readOnly: false,
  isDataEvent: true,
  handle: ({ ReceiptHandle: handle }, queue, scope) => ({ output: {}, facts: deleted(handle, queue, scope) }),
});

export const deleteMessageBatch = queueOperation({
  name: 'DeleteMessageBatch',
  summary: 'Deletes up to ten messages that were received.',
  input: structure({ QueueUrl, Entries: list(structure({ Id: string(), ReceiptHandle }, {})) }, {}),
  action: 'DeleteMessage',
  readOnly: false,
  isDataEvent: true,
  check: ({ Entries: entries }) => checkBatch(entries, 'DeleteMessageBatchRequestEntry'),
  handle({ Entries: entries }, queue, scope) {
    const facts: Fact[] = [];
    const done: unknown[] = [];
    const failed: unknown[] = [];
    for (const { Id, ReceiptHandle: handle } of entries) {
      try {
        facts.push(...deleted(handle, queue, scope));
        done.push({ Id });
      } catch (error) {
        if (!(error instanceof SqsError)) throw error;
        failed.push(failedEntry(Id, error));
      }
    }
    return { output: answered(done, failed), facts: onceEach(facts) };
  },
});

function deleted(handle: string, queue: Queue, scope: CheckScope): readonly Fact[] {
  const message = messageOfHandle(handle, queue, scope);
  if (message === null) return [];
  const { messageId, queueArn } = message;
  return [{ type: 'messageChanged', queueArn, messageId, event: { type: 'DeleteMessage' } }];
}

/** Two entries may have one handle. */
function onceEach(facts: readonly Fact[]): readonly Fact[] {
  const texts = new Set<string>();
  return facts.filter((fact) => {
    const text = JSON.stringify(fact);
    const isNew = !texts.has(text);
    texts.add(text);
    return isNew;
  });
}
