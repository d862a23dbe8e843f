import { list, string, structure } from '../../../operations/shape.ts';
import { checkTags } from '../queue-tags.ts';
import { queueOperation } from './queue-operation.ts';
import { QueueUrl, Tags } from './shapes.ts';

export const tagQueue = queueOperation({
  name: 'TagQueue',
  summary: 'Puts tags onto a queue; one of the same key is replaced.',
  input: structure({ QueueUrl, Tags }, {}),
  readOnly: false,
  isDataEvent: false,
  isOwnersAlone: true,
  check: ({ Tags: tags }, queue) => checkTags({ ...queue.tags, ...tags }),
  handle: ({ Tags: tags }, queue) => ({
    output: {},
    facts: [{ type: 'queueTagged', queueArn: queue.arn, tags: { ...queue.tags, ...tags } }],
  }),
});

export const untagQueue = queueOperation({
  name: 'UntagQueue',
  summary: 'Takes tags off a queue.',
  input: structure({ QueueUrl, TagKeys: list(string()) }, {}),
  readOnly: false,
  isDataEvent: false,
  isOwnersAlone: true,
  handle({ TagKeys: keys }, { arn, tags }) {
    const left = Object.entries(tags).filter(([key]) => !keys.includes(key));
    return { output: {}, facts: [{ type: 'queueTagged', queueArn: arn, tags: Object.fromEntries(left) }] };
  },
});

export const listQueueTags = queueOperation({
  name: 'ListQueueTags',
  summary: 'Lists the tags of a queue.',
  input: structure({ QueueUrl }, {}),
  readOnly: true,
  isDataEvent: true,
  isOwnersAlone: true,
  handle: (_, { tags }) => ({ output: Object.keys(tags).length === 0 ? {} : { Tags: tags } }),
});
