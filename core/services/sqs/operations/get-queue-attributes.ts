import { SqsError } from '../../../errors/sqs-errors.ts';
import { list, string, structure } from '../../../operations/shape.ts';
import { ATTRIBUTE_NAMES, attributesOf } from '../queue-attributes.ts';
import { messagesOf } from './find-queue.ts';
import { queueOperation } from './queue-operation.ts';
import { QueueUrl } from './shapes.ts';

export const getQueueAttributes = queueOperation({
  name: 'GetQueueAttributes',
  summary: 'Tells attributes of a queue: its settings, its policy, and how many messages are in it.',
  input: structure({ QueueUrl }, { AttributeNames: list(string()) }),
  readOnly: true,
  isDataEvent: true,
  check({ AttributeNames: names = [] }) {
    for (const name of names) {
      if (!ATTRIBUTE_NAMES.includes(name)) {
        throw new SqsError('InvalidAttributeName', `Unknown Attribute ${name}.`, 'invalid-parameter');
      }
    }
  },
  handle({ AttributeNames: names = [] }, queue, scope) {
    const all = Object.entries(attributesOf(queue, messagesOf(scope, queue)));
    const asked = names.includes('All') ? all : all.filter(([name]) => names.includes(name));
    return { output: asked.length === 0 ? {} : { Attributes: Object.fromEntries(asked) } };
  },
});
