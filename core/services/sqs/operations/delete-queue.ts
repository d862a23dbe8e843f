import { structure } from '../../../operations/shape.ts';
import { queueOperation } from './queue-operation.ts';
import { QueueUrl } from './shapes.ts';

export const deleteQueue = queueOperation({
  name: 'DeleteQueue',
  summary: 'Deletes a queue and all that is in it.',
  input: structure({ QueueUrl }, {}),
  readOnly: false,
  isDataEvent: false,
  isOwnersAlone: true,
  handle: (_, { arn }) => ({ output: {}, facts: [{ type: 'queueDeleted', queueArn: arn }] }),
});
