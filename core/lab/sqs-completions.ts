import { queueUrl } from '../services/sqs/queue.ts';
import type { Completion } from './client.ts';
import type { World } from './world.ts';

/** What the account's queues in a Region offer for a member of an operation's input. */
export function sqsCompletions(
  member: string,
  operation: string,
  { queues }: World,
  accountId: string,
  region: string,
): readonly Completion[] {
  const own = [...queues.values()].filter((queue) => queue.accountId === accountId && queue.region === region);
  if (member === 'QueueUrl') return own.map((queue) => ({ text: queueUrl(queue), hint: `queue ${queue.name}` }));
  if (member === 'QueueName' && operation !== 'CreateQueue') {
    return own.map(({ name }) => ({ text: name, hint: `a queue in ${region}` }));
  }
  return [];
}
