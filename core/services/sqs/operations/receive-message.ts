import { fromBase64, fromUtf8 } from '../../../crypto/bytes.ts';
import { SqsError } from '../../../errors/sqs-errors.ts';
import type { Fact } from '../../../lab/facts.ts';
import { integer, list, string, structure } from '../../../operations/shape.ts';
import { onBehalfOf } from '../../on-behalf-of.ts';
import type { Message } from '../message.ts';
import { shownAttribute } from '../message-attributes.ts';
import { md5OfAttributes, md5OfBody } from '../message-md5.ts';
import { receiptHandle } from '../receipt-handle.ts';
import { messagesOf } from './find-queue.ts';
import { queueOperation } from './queue-operation.ts';
import { QueueUrl } from './shapes.ts';

/**
 * Simplified: `WaitTimeSeconds` is taken and not waited for, since the lab's clock does not run meanwhile; messages come
 * in the order in which they were sent. Source: SQS Developer Guide, "Amazon SQS short and long polling".
 */
export const receiveMessage = queueOperation({
  name: 'ReceiveMessage',
  summary: 'Takes up to ten messages out of a queue for a while; they come back unless they are deleted.',
  input: structure(
    { QueueUrl },
    {
      AttributeNames: list(string()),
      MessageSystemAttributeNames: list(string()),
      MessageAttributeNames: list(string()),
      MaxNumberOfMessages: integer(),
      VisibilityTimeout: integer(),
      WaitTimeSeconds: integer(),
      ReceiveRequestAttemptId: string(),
    },
  ),
  readOnly: true,
  mutates: true,
  isDataEvent: true,
  check({ MaxNumberOfMessages: most = 1, VisibilityTimeout: hidden = 0, WaitTimeSeconds: wait = 0 }) {
    checkRange(most, 1, 10, 'MaxNumberOfMessages');
    checkRange(hidden, 0, 43_200, 'VisibilityTimeout');
    checkRange(wait, 0, 20, 'WaitTimeSeconds');
  },
  async handle(input, queue, scope) {
    const { sqs, at, ids, request, requestId, primitives } = scope;
    const { MaxNumberOfMessages: most = 1, VisibilityTimeout: hidden = queue.settings.visibilitySeconds } = input;
    const received = [...messagesOf(scope, queue)]
      .filter(({ machine }) => machine.value === 'available')
      .slice(0, most);
    const facts: Fact[] = [];
    const shown: unknown[] = [];
    for (const message of received) {
      const { messageId } = message;
      const body = await sqs.read(queue, message, onBehalfOf(request, requestId));
      const handle = receiptHandle(messageId, ids.hex(16));
      const visibleAt = hidden === 0 ? null : at + hidden * 1_000;
      const event = { type: 'ReceiveMessage', at, visibleAt, receiptHandle: handle } as const;
      facts.push({ type: 'messageChanged', queueArn: queue.arn, messageId, event });
      const attributes = chosen(message.attributes, namesChosen(input.MessageAttributeNames));
      const md5 = md5OfAttributes(attributes, primitives);
      const system = chosen(systemAttributes(message, at), systemNamesChosen(input));
      shown.push({
        MessageId: messageId,
        ReceiptHandle: handle,
        MD5OfBody: md5OfBody(body, primitives),
        Body: fromUtf8(body),
        ...(isEmpty(system) ? {} : { Attributes: system }),
        ...(md5 === null ? {} : { MD5OfMessageAttributes: md5, MessageAttributes: answered(attributes) }),
      });
    }
    return { output: shown.length === 0 ? {} : { Messages: shown }, facts };
  },
});

/** What SQS tells of a message beside what its sender gave. Source: SQS API Reference, ReceiveMessage. */
function systemAttributes(
  { senderId, sentAt, ofSender, machine }: Message,
  at: number,
): Readonly<Record<string, string>> {
  const { receiveCount, firstReceivedAt } = machine.context;
  return {
    SenderId: senderId,
    SentTimestamp: String(sentAt),
    ApproximateReceiveCount: String(receiveCount + 1),
    ApproximateFirstReceiveTimestamp: String(firstReceivedAt ?? at),
    ...ofSender,
  };
}

type Chooses = (name: string) => boolean;

function systemNamesChosen({
  AttributeNames: older = [],
  MessageSystemAttributeNames: newer = [],
}: {
  readonly AttributeNames?: readonly string[];
  readonly MessageSystemAttributeNames?: readonly string[];
}): Chooses {
  const names = [...older, ...newer];
  return (name) => names.includes('All') || names.includes(name);
}

/** A name, the beginning of names with `.*` behind it, or all of them. */
function namesChosen(names: readonly string[] = []): Chooses {
  return (name) =>
    names.some((one) => {
      if (one === 'All' || one === '.*') return true;
      return one.endsWith('.*') ? name.startsWith(one.slice(0, -2)) : one === name;
    });
}

function chosen<T>(members: Readonly<Record<string, T>>, chooses: Chooses): Readonly<Record<string, T>> {
  return Object.fromEntries(Object.entries(members).filter(([name]) => chooses(name)));
}

function answered(attributes: Message['attributes']) {
  return Object.fromEntries(Object.entries(attributes).map(([name, one]) => [name, shownAttribute(one, fromBase64)]));
}

function isEmpty(members: object): boolean {
  return Object.keys(members).length === 0;
}

function checkRange(value: number, least: number, most: number, parameter: string): void {
  if (value >= least && value <= most) return;
  throw SqsError.invalidValue(value, parameter, `Must be between ${least} and ${most}, if provided.`);
}
