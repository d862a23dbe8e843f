import { type Play, testServiceTable } from '../../../helpers/service-table.ts';
import { ADMIN, QUEUE_ARN, QueueUrl, type SqsLab, sqsLab } from './sqs-lab.ts';

const READER = { ...ADMIN, as: ADMIN.as.replace('admin', 'reader') };
const WORDS = { "the queue's ARN": QUEUE_ARN };

/** Plays a row: what comes before it, then itself. */
function row(before: (sqs: SqsLab) => Promise<unknown>, play: (sqs: SqsLab) => Promise<unknown>, who = ADMIN): Play {
  return async () => {
    const sqs = await sqsLab({ reader: [{ Effect: 'Allow', Action: ['sqs:*', 'kms:Decrypt'], Resource: '*' }] });
    await before(sqs);
    const from = sqs.lab.world.trailLength;
    await play(sqs);
    return { records: sqs.records(from), lab: sqs.lab, caller: who.as, words: WORDS };
  };
}

const nothing = async () => undefined;
const underKms = (sqs: SqsLab) => sqs.set({ KmsMasterKeyId: 'alias/aws/sqs' });
const send = (sqs: SqsLab) => sqs.send();
const receive = (sqs: SqsLab) => sqs.receive();
const received = (sqs: SqsLab) => sqs.receive(READER);

testServiceTable('SQS and its keys', {
  'CreateQueue, SetQueueAttributes': row(nothing, async (sqs) => {
    const Attributes = { KmsMasterKeyId: 'alias/aws/sqs' };
    await sqs.call(ADMIN, 'CreateQueue', { QueueName: 'bills', Attributes });
    await sqs.set(Attributes);
  }),
  'SendMessage under SSE-SQS': row(nothing, send),
  'ReceiveMessage under SSE-SQS': row(send, receive),
  'SendMessage under SSE-KMS': row(underKms, send),
  'SendMessageBatch under SSE-KMS': row(underKms, (sqs) => {
    const Entries = ['a', 'b'].map((Id) => ({ Id, MessageBody: 'an order' }));
    return sqs.call(ADMIN, 'SendMessageBatch', { QueueUrl, Entries });
  }),
  'SendMessage while SQS holds the data key': row(async (sqs) => {
    await underKms(sqs);
    await send(sqs);
  }, send),
  'ReceiveMessage under SSE-KMS': row(
    async (sqs) => {
      await underKms(sqs);
      await send(sqs);
    },
    received,
    READER,
  ),
  'ReceiveMessage while SQS holds the data key': row(
    async (sqs) => {
      await underKms(sqs);
      await send(sqs);
      await sqs.receive(READER, { VisibilityTimeout: 0 });
    },
    received,
    READER,
  ),
  'DeleteMessage, ChangeMessageVisibility': row(
    async (sqs) => {
      await underKms(sqs);
      await send(sqs);
      await receive(sqs);
    },
    async (sqs) => {
      const [message] = [...(sqs.lab.world.messages.get(QUEUE_ARN)?.values() ?? [])];
      const from = { QueueUrl, ReceiptHandle: message?.machine.context.receiptHandle };
      await sqs.call(ADMIN, 'ChangeMessageVisibility', { ...from, VisibilityTimeout: 60 });
      await sqs.call(ADMIN, 'DeleteMessage', from);
    },
  ),
});
