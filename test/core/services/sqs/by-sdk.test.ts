import * as sdk from '@aws-sdk/client-sqs';
import {
  AddPermissionCommand,
  ChangeMessageVisibilityBatchCommand,
  ChangeMessageVisibilityCommand,
  CreateQueueCommand,
  DeleteMessageBatchCommand,
  DeleteMessageCommand,
  DeleteQueueCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  ListQueuesCommand,
  ListQueueTagsCommand,
  PurgeQueueCommand,
  ReceiveMessageCommand,
  RemovePermissionCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  SetQueueAttributesCommand,
  type SQSClient,
  TagQueueCommand,
  UntagQueueCommand,
} from '@aws-sdk/client-sqs';
import { beforeEach, describe, expect, it } from 'vitest';
import { SQS_ERRORS } from '../../../../core/errors/sqs-errors.ts';
import { SQS_OPERATIONS } from '../../../../core/services/sqs/operations/index.ts';
import { endpointWith, type TestEndpoint } from '../../../helpers/endpoint-with.ts';

let endpoint: TestEndpoint;
let sqs: SQSClient;
let QueueUrl: string;

beforeEach(async () => {
  endpoint = await endpointWith();
  sqs = endpoint.sqsClient();
  ({ QueueUrl = '' } = await sqs.send(new CreateQueueCommand({ QueueName: 'orders', tags: { team: 'blue' } })));
});

/** Members of an operation's input in the SDK's own schema: traits, name, members. */
function membersInSdk(operation: string): readonly string[] {
  const schema = (sdk as unknown as Record<string, readonly unknown[]>)[`${operation}Request$`];
  return [...((schema?.[4] ?? []) as readonly string[])].sort();
}

describe('SQS by the SDK for JavaScript', () => {
  it.each(SQS_OPERATIONS.map((operation) => [operation.name, operation] as const))(
    'has the members of %s that the SDK has',
    (name, { input }) => {
      const own = Object.keys({ ...input.required, ...input.optional }).sort();
      expect(own).toEqual(membersInSdk(name));
    },
  );

  it('names its errors as the SDK does, in both protocols', () => {
    const inJson = Object.values(SQS_ERRORS).map(([json]) => json);
    // Common errors, which no operation of the model names.
    const common = [
      'AccessDeniedException',
      'InternalError',
      'InvalidParameterValueException',
      'MissingParameterException',
    ];
    expect(inJson.filter((name) => !(name in sdk))).toEqual(common);
    for (const [code, [name, status]] of Object.entries(SQS_ERRORS)) {
      const schema = (sdk as unknown as Record<string, readonly unknown[]>)[`${name}$`];
      const { awsQueryError, httpError } = (schema?.[3] ?? {}) as {
        readonly awsQueryError?: readonly [string, number];
        readonly httpError?: number;
      };
      if (awsQueryError !== undefined) expect(awsQueryError).toEqual([code, status]);
      else if (httpError !== undefined) expect([code, httpError]).toEqual([name, status]);
    }
  });

  it('gives addresses that lead to the endpoint, in AWS JSON 1.0', async () => {
    expect(QueueUrl).toBe('http://127.0.0.1:4599/111122223333/orders');
    await sqs.send(new GetQueueAttributesCommand({ QueueUrl }));
    expect(endpoint.lastRequest().headers.get('content-type')).toBe('application/x-amz-json-1.0');
    expect(endpoint.lastResponse().headers['Content-Type']).toBe('application/x-amz-json-1.0');
    expect((await sqs.send(new GetQueueUrlCommand({ QueueName: 'orders' }))).QueueUrl).toBe(QueueUrl);
    expect((await sqs.send(new ListQueuesCommand({}))).QueueUrls).toEqual([QueueUrl]);
  });

  it('carries messages whose MD5s the SDK checks, with attributes of every type', async () => {
    const MessageAttributes = {
      tenant: { DataType: 'String', StringValue: 'blue ä' },
      count: { DataType: 'Number', StringValue: '7' },
      seal: { DataType: 'Binary.sha', BinaryValue: new Uint8Array([1, 2, 255]) },
    };
    const sent = await sqs.send(
      new SendMessageCommand({ QueueUrl, MessageBody: 'an order of 5 €', MessageAttributes }),
    );
    const { Messages: [got] = [] } = await sqs.send(
      new ReceiveMessageCommand({
        QueueUrl,
        MessageAttributeNames: ['All'],
        MessageSystemAttributeNames: ['All'],
        WaitTimeSeconds: 20,
      }),
    );
    expect(got).toMatchObject({ MessageId: sent.MessageId, Body: 'an order of 5 €', MessageAttributes });
    expect(got?.MD5OfMessageAttributes).toBe(sent.MD5OfMessageAttributes);
    expect(got?.Attributes?.ApproximateReceiveCount).toBe('1');
    const from = { QueueUrl, ReceiptHandle: got?.ReceiptHandle };
    await sqs.send(new ChangeMessageVisibilityCommand({ ...from, VisibilityTimeout: 60 }));
    await sqs.send(new DeleteMessageCommand(from));
  });

  it('has batches', async () => {
    const Entries = ['a', 'b'].map((Id) => ({ Id, MessageBody: `order ${Id}` }));
    const sent = await sqs.send(new SendMessageBatchCommand({ QueueUrl, Entries }));
    expect(sent.Successful?.map(({ Id }) => Id)).toEqual(['a', 'b']);
    const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }));
    const handles = Messages.map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle }));
    const changed = handles.map((entry) => ({ ...entry, VisibilityTimeout: 5 }));
    await sqs.send(new ChangeMessageVisibilityBatchCommand({ QueueUrl, Entries: changed }));
    const deleted = await sqs.send(new DeleteMessageBatchCommand({ QueueUrl, Entries: handles }));
    expect(deleted.Successful).toHaveLength(2);
  });

  it('has tags, attributes, permissions; and purges and deletes', async () => {
    await sqs.send(new TagQueueCommand({ QueueUrl, Tags: { stage: 'test' } }));
    await sqs.send(new UntagQueueCommand({ QueueUrl, TagKeys: ['stage'] }));
    expect((await sqs.send(new ListQueueTagsCommand({ QueueUrl }))).Tags).toEqual({ team: 'blue' });
    await sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: { KmsMasterKeyId: 'alias/aws/sqs' } }));
    const given = { QueueUrl, Label: 'partner', AWSAccountIds: ['444455556666'], Actions: ['SendMessage'] };
    await sqs.send(new AddPermissionCommand(given));
    const told = await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }));
    expect(told.Attributes).toMatchObject({ KmsMasterKeyId: 'alias/aws/sqs', SqsManagedSseEnabled: 'false' });
    await sqs.send(new RemovePermissionCommand({ QueueUrl, Label: 'partner' }));
    await sqs.send(new PurgeQueueCommand({ QueueUrl }));
    await sqs.send(new DeleteQueueCommand({ QueueUrl }));
    expect((await sqs.send(new ListQueuesCommand({}))).QueueUrls).toBeUndefined();
  });

  it('is refused by SQS’s own exceptions, which bear the older code too', async () => {
    const missing = sqs.send(new GetQueueUrlCommand({ QueueName: 'nothing' }));
    await expect(missing).rejects.toBeInstanceOf(sdk.QueueDoesNotExist);
    await expect(missing).rejects.toMatchObject({ Code: 'AWS.SimpleQueueService.NonExistentQueue' });
    expect(endpoint.lastResponse().headers['x-amzn-query-error']).toBe(
      'AWS.SimpleQueueService.NonExistentQueue;Sender',
    );
    await sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: { KmsMasterKeyId: 'alias/nothing' } }));
    const noKey = sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'x' }));
    await expect(noKey).rejects.toBeInstanceOf(sdk.KmsNotFound);
  });

  it('refuses whose signature is wrong in the protocol that they speak', async () => {
    const stranger = endpoint.sqsClient({ credentials: { accessKeyId: 'AKIA0', secretAccessKey: 'none' } });
    await expect(stranger.send(new ListQueuesCommand({}))).rejects.toMatchObject({
      name: 'UnrecognizedClientException',
    });
  });
});
