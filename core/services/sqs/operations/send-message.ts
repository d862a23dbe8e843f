import { structure } from '../../../operations/shape.ts';
import { checkSending, send } from '../sent-message.ts';
import { queueOperation } from './queue-operation.ts';
import { MessageBody, QueueUrl, sending } from './shapes.ts';

export const sendMessage = queueOperation({
  name: 'SendMessage',
  summary: 'Puts a message into a queue, encrypted.',
  input: structure({ QueueUrl, MessageBody }, sending),
  readOnly: false,
  isDataEvent: true,
  check: (input, queue) => checkSending(input, queue),
  async handle(input, queue, scope) {
    const { fact, output } = await send(input, queue, scope);
    return { output, facts: [fact] };
  },
});
