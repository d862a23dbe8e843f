import { parseAccountId } from '../../../cloud/arn.ts';
import { defineOperation } from '../../../operations/operation.ts';
import { string, structure } from '../../../operations/shape.ts';
import { queueUrl } from '../queue.ts';
import { queueNamed, queueTarget } from './find-queue.ts';
import { QueueName } from './shapes.ts';

export const getQueueUrl = defineOperation({
  service: 'sqs',
  name: 'GetQueueUrl',
  summary: 'Gives the address of a queue by its name.',
  source: 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_GetQueueUrl.html',
  input: structure({ QueueName }, { QueueOwnerAWSAccountId: string() }),
  readOnly: true,
  mutates: false,
  crossAccount: true,
  isDataEvent: true,
  find: (input, scope) => [queueTarget(named(input, scope), 'sqs:GetQueueUrl')],
  handle: (input, scope) => ({ output: { QueueUrl: queueUrl(named(input, scope)) } }),
});

function named(
  {
    QueueName: name,
    QueueOwnerAWSAccountId: owner,
  }: { readonly QueueName: string; readonly QueueOwnerAWSAccountId?: string },
  scope: Parameters<typeof queueNamed>[0],
) {
  const accountId = owner === undefined ? null : parseAccountId(owner);
  return queueNamed(scope, accountId ?? scope.request.accountId, name);
}
