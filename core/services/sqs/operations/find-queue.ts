import { NO_CONTEXT } from '../../../crypto/encryption-context.ts';
import { SqsError } from '../../../errors/sqs-errors.ts';
import type { Scope, Target } from '../../../operations/operation.ts';
import { askedPolicy } from '../../silent-policy.ts';
import type { Message } from '../message.ts';
import { type Queue, queueArn, readQueueUrl } from '../queue.ts';

/** The queue of an address, in the Region that is called. @throws {SqsError} InvalidAddress, NonExistentQueue */
export function queueOf({ QueueUrl: url }: { readonly QueueUrl: string }, scope: Scope): Queue {
  const named = readQueueUrl(url);
  if (named === null) {
    throw new SqsError('InvalidAddress', `The address ${url} is not valid for this endpoint.`, 'malformed-request');
  }
  return queueNamed(scope, named.accountId, named.name);
}

/** @throws {SqsError} NonExistentQueue */
export function queueNamed({ world, request }: Scope, accountId: Queue['accountId'], name: string): Queue {
  const queue = world.queues.get(queueArn(request.region, accountId, name));
  if (queue !== undefined) return queue;
  const message = 'The specified queue does not exist.';
  throw new SqsError('AWS.SimpleQueueService.NonExistentQueue', message, 'no-such-queue');
}

/** The question whether the caller may do `action` on a queue. */
export function queueTarget(queue: Queue, action: string): Target {
  return {
    action,
    resourceArn: queue.arn,
    ownerAccountId: queue.accountId,
    key: null,
    found: null,
    encryptionContext: NO_CONTEXT,
    resourcePolicy: askedPolicy(queue, 'queue'),
    entity: { boundary: null, tags: Object.entries(queue.tags).map(([Key, Value]) => ({ Key, Value })) },
  };
}

/** A queue's messages. */
export function messagesOf({ world }: Scope, { arn }: Queue): Iterable<Message> {
  return world.messages.get(arn)?.values() ?? [];
}
