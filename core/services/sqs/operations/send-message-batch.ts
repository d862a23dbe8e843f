import { SqsError } from '../../../errors/sqs-errors.ts';
import type { Fact } from '../../../lab/facts.ts';
import { list, string, structure } from '../../../operations/shape.ts';
import { checkBatch, failedEntry } from '../batch.ts';
import { MOST_MESSAGE_BYTES } from '../queue.ts';
import { checkSending, send, sizeOf } from '../sent-message.ts';
import { queueOperation } from './queue-operation.ts';
import { MessageBody, QueueUrl, sending } from './shapes.ts';

export const sendMessageBatch = queueOperation({
  name: 'SendMessageBatch',
  summary: 'Puts up to ten messages into a queue.',
  input: structure({ QueueUrl, Entries: list(structure({ Id: string(), MessageBody }, sending)) }, {}),
  action: 'SendMessage',
  readOnly: false,
  isDataEvent: true,
  check({ Entries: entries }) {
    checkBatch(entries, 'SendMessageBatchRequestEntry');
    const size = entries.reduce((sum, entry) => sum + sizeOf(entry), 0);
    if (size <= MOST_MESSAGE_BYTES) return;
    const message = `Batch requests cannot be longer than ${MOST_MESSAGE_BYTES} bytes. You have sent ${size} bytes.`;
    throw new SqsError('AWS.SimpleQueueService.BatchRequestTooLong', message, 'too-large');
  },
  async handle({ Entries: entries }, queue, scope) {
    const facts: Fact[] = [];
    const sent: unknown[] = [];
    const failed: unknown[] = [];
    for (const entry of entries) {
      try {
        checkSending(entry, queue);
      } catch (error) {
        if (!(error instanceof SqsError)) throw error;
        failed.push(failedEntry(entry.Id, error));
        continue;
      }
      const { fact, output } = await send(entry, queue, scope);
      facts.push(fact);
      sent.push({ Id: entry.Id, ...output });
    }
    return { output: answered(sent, failed), facts };
  },
});

/** The two lists of a batch's answer, without those that are empty. */
export function answered(successful: readonly unknown[], failed: readonly unknown[]) {
  return {
    ...(successful.length === 0 ? {} : { Successful: successful }),
    ...(failed.length === 0 ? {} : { Failed: failed }),
  };
}
