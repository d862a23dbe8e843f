import { principalIdOf } from '../../cloud/principal.ts';
import { utf8 } from '../../crypto/bytes.ts';
import { SqsError } from '../../errors/sqs-errors.ts';
import type { Fact } from '../../lab/facts.ts';
import type { HandleScope } from '../../operations/operation.ts';
import { onBehalfOf } from '../on-behalf-of.ts';
import { type GivenAttribute, sizeOfAttributes, storedAttributes } from './message-attributes.ts';
import { md5OfAttributes, md5OfBody } from './message-md5.ts';
import type { Queue } from './queue.ts';

type GivenAttributes = Readonly<Record<string, GivenAttribute>>;

/** What a request wants to be sent: SendMessage's input, or an entry of a batch. */
export interface Sending {
  readonly MessageBody: string;
  readonly DelaySeconds?: number;
  readonly MessageAttributes?: GivenAttributes;
  readonly MessageSystemAttributes?: GivenAttributes;
  readonly MessageDeduplicationId?: string;
  readonly MessageGroupId?: string;
}

/** The characters of XML 1.0. Source: SQS API Reference, SendMessage. */
const TAKEN = /^[\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]*$/u;
const MOST_DELAY_SECONDS = 900;

/** Whether a message may be sent as it is. @throws {SqsError} Source: SQS API Reference, SendMessage. */
export function checkSending(sending: Sending, { settings }: Queue): void {
  const { MessageBody: body, DelaySeconds: delay = 0, MessageDeduplicationId: deduplicationId } = sending;
  if (body === '') {
    const message = 'The request must contain the parameter MessageBody.';
    throw new SqsError('MissingParameter', message, 'malformed-request');
  }
  if (!TAKEN.test(body)) {
    throw new SqsError(
      'InvalidMessageContents',
      'Invalid characters found. Valid unicode characters are #x9 | #xA | #xD | #x20 to #xD7FF | #xE000 to #xFFFD | #x10000 to #x10FFFF.',
      'malformed-request',
    );
  }
  if (delay < 0 || delay > MOST_DELAY_SECONDS) {
    throw SqsError.invalidValue(delay, 'DelaySeconds', 'DelaySeconds must be >= 0 and <= 900.');
  }
  if (deduplicationId !== undefined) {
    const reason = 'The request includes a parameter that is not valid for this queue type.';
    throw SqsError.invalidValue(deduplicationId, 'MessageDeduplicationId', reason);
  }
  storedAttributes(sending.MessageAttributes);
  const most = settings.maximumMessageBytes;
  if (sizeOf(sending) > most) {
    const message = `One or more parameters are invalid. Reason: Message must be shorter than ${most} bytes.`;
    throw new SqsError('InvalidParameterValue', message, 'too-large');
  }
}

/** The bytes of a message, with its attributes. */
export function sizeOf({ MessageBody: body, MessageAttributes: attributes }: Sending): number {
  return utf8(body).length + sizeOfAttributes(attributes);
}

/** What becomes of a message, and what its sender is told. */
export interface Sent {
  readonly fact: Fact;
  readonly output: Readonly<Record<string, string>>;
}

/** Encrypts a message and puts it on the disk. @throws {SqsError} what KMS refused */
export async function send(sending: Sending, queue: Queue, scope: HandleScope): Promise<Sent> {
  const { sqs, ids, at, request, requestId, primitives } = scope;
  const { settings } = queue;
  const messageId = ids.uuid();
  const bytes = utf8(sending.MessageBody);
  const bodyMd5 = md5OfBody(bytes, primitives);
  const { encryption, body } = await sqs.keep(queue, messageId, bytes, onBehalfOf(request, requestId));
  const attributes = storedAttributes(sending.MessageAttributes);
  const ofSystem = storedAttributes(sending.MessageSystemAttributes);
  const delay = sending.DelaySeconds ?? settings.delaySeconds;
  const { text: traceHeader } = ofSystem.AWSTraceHeader ?? {};
  const attributesMd5 = md5OfAttributes(attributes, primitives);
  const ofSystemMd5 = md5OfAttributes(ofSystem, primitives);
  return {
    fact: {
      type: 'messageSent',
      message: {
        messageId,
        queueArn: queue.arn,
        senderId: principalIdOf(request.principal),
        sentAt: at,
        encryption,
        body,
        attributes,
        ofSender: {
          ...(traceHeader === undefined ? {} : { AWSTraceHeader: traceHeader }),
          ...(sending.MessageGroupId === undefined ? {} : { MessageGroupId: sending.MessageGroupId }),
        },
      },
      visibleAt: delay === 0 ? null : at + delay * 1_000,
      expiresAt: at + settings.retentionSeconds * 1_000,
    },
    output: {
      MD5OfMessageBody: bodyMd5,
      ...(attributesMd5 === null ? {} : { MD5OfMessageAttributes: attributesMd5 }),
      ...(ofSystemMd5 === null ? {} : { MD5OfMessageSystemAttributes: ofSystemMd5 }),
      MessageId: messageId,
    },
  };
}
