import { SqsError } from '../../../errors/sqs-errors.ts';
import { iamTarget } from '../../../operations/find-key.ts';
import { defineOperation } from '../../../operations/operation.ts';
import { integer, string, structure } from '../../../operations/shape.ts';
import { queueUrl } from '../queue.ts';

const MOST_QUEUES = 1_000;

export const listQueues = defineOperation({
  service: 'sqs',
  name: 'ListQueues',
  summary: 'Lists the addresses of the queues of the account in this Region.',
  source: 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ListQueues.html',
  input: structure({}, { QueueNamePrefix: string(), NextToken: string(), MaxResults: integer() }),
  readOnly: true,
  mutates: false,
  isDataEvent: true,
  find: (_, scope) => [iamTarget(scope, 'sqs:ListQueues')],
  handle({ QueueNamePrefix: prefix = '', NextToken: token, MaxResults: limit = MOST_QUEUES }, { world, request }) {
    if (limit < 1 || limit > MOST_QUEUES) {
      throw SqsError.invalidValue(limit, 'MaxResults', 'Must be between 1 and 1000, if provided.');
    }
    const own = [...world.queues.values()]
      .filter(({ accountId, region }) => accountId === request.accountId && region === request.region)
      .filter(({ name }) => name.startsWith(prefix))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
    // A token is the name that a page ended with.
    const rest = token === undefined ? own : own.filter(({ name }) => name > token);
    const page = rest.slice(0, limit);
    if (page.length === 0) return { output: {} };
    const more = rest.length > page.length ? { NextToken: page.at(-1)?.name } : {};
    return { output: { QueueUrls: page.map(queueUrl), ...more } };
  },
});
