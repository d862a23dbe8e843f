import { fromBase64, fromUtf8, toBase64, utf8 } from '../../crypto/bytes.ts';
import { SqsError } from '../../errors/sqs-errors.ts';
import type { Scope } from '../../operations/operation.ts';
import type { Message } from './message.ts';
import type { Queue } from './queue.ts';

const BEGINS = 'AQEB';

/** A handle that a receiver gets, as opaque as AWS's: it names the message, and which receipt of it. */
export function receiptHandle(messageId: string, nonce: string): string {
  return BEGINS + toBase64(utf8(`${messageId} ${nonce}`));
}

/**
 * The message that a handle is of; null where it is gone, or was received again since: a standard queue then does as it
 * is told to, and tells nothing.
 * @throws {SqsError} ReceiptHandleIsInvalid for what is no handle of this queue's
 * Source: SQS API Reference, DeleteMessage.
 */
export function messageOfHandle(handle: string, { arn }: Queue, { world }: Pick<Scope, 'world'>): Message | null {
  const message = world.messages.get(arn)?.get(messageIdIn(handle));
  return message?.machine.context.receiptHandle === handle ? message : null;
}

function messageIdIn(handle: string): string {
  const [messageId = '', nonce] = handle.startsWith(BEGINS) ? decoded(handle.slice(BEGINS.length)).split(' ') : [];
  if (nonce === undefined) {
    const message = `The input receipt handle "${handle}" is not a valid receipt handle.`;
    throw new SqsError('ReceiptHandleIsInvalid', message, 'bad-receipt-handle');
  }
  return messageId;
}

function decoded(text: string): string {
  try {
    return fromUtf8(fromBase64(text));
  } catch {
    return '';
  }
}
