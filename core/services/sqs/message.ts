import { initialTransition, type SnapshotFrom, transition } from 'xstate';
import type { EpochMs } from '../../ports.ts';
import type { SealedText } from '../data-cipher.ts';
import { type MessageContext, type MessageEvent, messageMachine } from './message-machine.ts';

/** A message attribute: metadata, which SQS does not encrypt. A binary value is base64 here. */
export interface StoredAttribute {
  readonly dataType: string;
  readonly text?: string;
  readonly binary?: string;
}

/** How a message's data key lies beside its body. */
export type MessageEncryption =
  | { readonly kind: 'none' }
  | { readonly kind: 'sse-sqs'; readonly dataKey: SealedText }
  /** `wrapped` is base64 of KMS's CiphertextBlob; many messages have the same. */
  | { readonly kind: 'sse-kms'; readonly keyArn: string; readonly wrapped: string };

/** What never changes in a message. Its body lies in the store, encrypted. */
export interface MessageIdentity {
  readonly messageId: string;
  readonly queueArn: string;
  readonly senderId: string;
  readonly sentAt: EpochMs;
  readonly encryption: MessageEncryption;
  /** `iv` is base64; empty where the body is not encrypted. */
  readonly body: { readonly blockId: string; readonly iv: string };
  readonly attributes: Readonly<Record<string, StoredAttribute>>;
  /** Attributes of SQS's own that senders may give: AWSTraceHeader, MessageGroupId. */
  readonly ofSender: Readonly<Record<string, string>>;
}

/** A message's machine at rest. */
export interface MessageAtRest {
  readonly value: SnapshotFrom<typeof messageMachine>['value'];
  readonly context: MessageContext;
}

/** A message as the world holds it. */
export interface Message extends MessageIdentity {
  machine: MessageAtRest;
}

/** A message that has just been sent. */
export function newMessage(input: Pick<MessageContext, 'visibleAt' | 'expiresAt'>): MessageAtRest {
  return atRest(initialTransition(messageMachine, input)[0]);
}

/** Applies one event. */
export function applyMessageEvent(message: MessageAtRest, event: MessageEvent): MessageAtRest {
  return atRest(transition(messageMachine, messageMachine.resolveState(message), event)[0]);
}

/** Whether the machine has a transition for the event now. */
export function messageCan(message: MessageAtRest, event: MessageEvent): boolean {
  return messageMachine.resolveState(message).can(event);
}

/** When something is due to happen to it by itself; null once it is gone. */
export function messageDueAt({ value, context }: MessageAtRest): EpochMs | null {
  if (value === 'gone') return null;
  const { visibleAt, expiresAt } = context;
  return visibleAt === null ? expiresAt : Math.min(visibleAt, expiresAt);
}

function atRest({ value, context }: SnapshotFrom<typeof messageMachine>): MessageAtRest {
  return { value, context };
}
