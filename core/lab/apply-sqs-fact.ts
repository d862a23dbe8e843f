import { bindPrincipals, parsePolicy } from '../access/policy.ts';
import type { EpochMs } from '../ports.ts';
import { applyMessageEvent, type Message, messageDueAt, newMessage } from '../services/sqs/message.ts';
import type { Queue } from '../services/sqs/queue.ts';
import { type Applied, NOTHING } from './applied.ts';
import type { SqsFact } from './facts.ts';
import type { World } from './world.ts';

/** Makes a fact about SQS true. @throws {Error} for a bug */
export function applySqsFact(world: World, at: EpochMs, fact: SqsFact): Applied {
  switch (fact.type) {
    case 'queueCreated': {
      const { queue, settings, tags, policy } = fact;
      const made: Queue = { ...queue, settings, tags, policy: null, modifiedAt: at, purgedAt: null };
      if (policy !== null) made.policy = policyOf(world, made, policy);
      world.queues.set(queue.arn, made);
      world.deletedQueues.delete(queue.arn);
      return NOTHING;
    }
    case 'queueDeleted':
      world.queues.delete(fact.queueArn);
      dropMessages(world, fact.queueArn);
      world.deletedQueues.set(fact.queueArn, at);
      return NOTHING;
    case 'queueSet': {
      const queue = queueOf(world, fact.queueArn);
      queue.settings = fact.settings;
      queue.modifiedAt = at;
      return NOTHING;
    }
    case 'queuePolicyPut': {
      const queue = queueOf(world, fact.queueArn);
      queue.policy = fact.policy === null ? null : policyOf(world, queue, fact.policy);
      queue.modifiedAt = at;
      return NOTHING;
    }
    case 'queueTagged':
      queueOf(world, fact.queueArn).tags = fact.tags;
      return NOTHING;
    case 'queuePurged':
      queueOf(world, fact.queueArn).purgedAt = at;
      dropMessages(world, fact.queueArn);
      return NOTHING;
    case 'messageSent': {
      const { message, visibleAt, expiresAt } = fact;
      const { messageId, queueArn } = message;
      const inIt = world.messages.get(queueArn) ?? new Map<string, Message>();
      world.messages.set(queueArn, inIt.set(messageId, { ...message, machine: newMessage({ visibleAt, expiresAt }) }));
      plan(world, inIt, queueArn, messageId);
      return NOTHING;
    }
    case 'messageChanged': {
      const { queueArn, messageId, event } = fact;
      const inIt = world.messages.get(queueArn);
      const message = inIt?.get(messageId);
      if (inIt === undefined || message === undefined) throw new Error(`no message ${messageId} in ${queueArn}`);
      message.machine = applyMessageEvent(message.machine, event);
      plan(world, inIt, queueArn, messageId);
      return NOTHING;
    }
  }
}

/** What the agenda calls a message. */
function itemOf(queueArn: string, messageId: string): string {
  return `message ${messageId} in ${queueArn}`;
}

/** The message that an item of the agenda is about; null where it is about something else. */
export function messageOfItem(item: string): { readonly queueArn: string; readonly messageId: string } | null {
  const [, messageId, queueArn] = /^message (\S+) in (\S+)$/.exec(item) ?? [];
  return messageId === undefined || queueArn === undefined ? null : { queueArn, messageId };
}

/** Sets when something is due to happen to a message; one that is gone leaves its queue. */
function plan(world: World, inIt: Map<string, Message>, queueArn: string, messageId: string): void {
  const message = inIt.get(messageId);
  const dueAt = message === undefined ? null : messageDueAt(message.machine);
  world.agenda.set(itemOf(queueArn, messageId), dueAt);
  if (dueAt === null) inIt.delete(messageId);
  // A queue without messages has no entry, as it has none in a world that is restored.
  if (inIt.size === 0) world.messages.delete(queueArn);
}

function dropMessages(world: World, queueArn: string): void {
  for (const messageId of world.messages.get(queueArn)?.keys() ?? []) {
    world.agenda.set(itemOf(queueArn, messageId), null);
  }
  world.messages.delete(queueArn);
}

/** The policy bound to the users and roles that have those ARNs now. */
function policyOf(world: World, { accountId }: Queue, text: string): Queue['policy'] {
  return bindPrincipals(parsePolicy(text, { kind: 'queue', accountId }), (arn) => world.idOf(arn));
}

function queueOf(world: World, arn: string): Queue {
  const queue = world.queues.get(arn);
  if (queue === undefined) throw new Error(`no queue ${arn}`);
  return queue;
}
