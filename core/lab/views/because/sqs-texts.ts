import type { BecauseTexts } from './because-text.ts';

/** What SQS's own refusals mean. */
export const SQS_TEXTS = {
  'no-such-queue': {
    says: 'There is no queue of that name in that account and Region. An address names all three.',
    fix: 'List your queues with: aws sqs list-queues',
  },
  'queue-exists': {
    says: 'The name is not free: a queue with other attributes has it, or one was deleted less than 60 seconds ago.',
    fix: 'Ask for the attributes that the queue has, take another name, or wait.',
  },
  'bad-receipt-handle': {
    says: 'The text is no receipt handle. Each receipt of a message gives another one, and its id is none.',
    fix: 'Take ReceiptHandle from the answer of: aws sqs receive-message',
  },
  'message-not-in-flight': {
    says: 'Nobody is working on the message: its visibility timeout has passed, or it was deleted or received again.',
    fix: 'Receive it again, and use the new receipt handle before the visibility timeout passes.',
  },
} as const satisfies BecauseTexts;
