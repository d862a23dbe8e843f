import { describe, expect, it } from 'vitest';
import { ADMIN, CLERK, document, KEY, OWN, QUEUE_ARN, QueueUrl, STRANGER, sqsLab } from './sqs-lab.ts';

describe('queues', () => {
  it('are made once: again with equal attributes names the same, with others is refused', async () => {
    const sqs = await sqsLab();
    const again = { QueueName: 'orders', Attributes: { VisibilityTimeout: '30' } };
    expect(await sqs.call(ADMIN, 'CreateQueue', again)).toEqual({ QueueUrl });
    const other = { QueueName: 'orders', Attributes: { VisibilityTimeout: '31' } };
    expect(await sqs.refusal(ADMIN, 'CreateQueue', other)).toMatchObject({
      name: 'QueueAlreadyExists',
      message: 'A queue already exists with the same name and a different value for attribute VisibilityTimeout',
    });
  });

  it('begin with SSE-SQS and AWS’s defaults', async () => {
    const sqs = await sqsLab();
    expect(await sqs.attributes()).toMatchObject({
      QueueArn: QUEUE_ARN,
      SqsManagedSseEnabled: 'true',
      VisibilityTimeout: '30',
      MessageRetentionPeriod: '345600',
      DelaySeconds: '0',
    });
    expect(await sqs.attributes()).not.toHaveProperty('KmsMasterKeyId');
  });

  it('have one kind of encryption: each takes the other’s place', async () => {
    const sqs = await sqsLab();
    await sqs.set({ KmsMasterKeyId: 'alias/orders' });
    expect(await sqs.attributes()).toMatchObject({
      KmsMasterKeyId: 'alias/orders',
      KmsDataKeyReusePeriodSeconds: '300',
      SqsManagedSseEnabled: 'false',
    });
    await sqs.set({ SqsManagedSseEnabled: 'true' });
    expect(await sqs.attributes()).toMatchObject({ SqsManagedSseEnabled: 'true' });
    await sqs.set({ SqsManagedSseEnabled: 'false' });
    expect(await sqs.attributes()).toMatchObject({ SqsManagedSseEnabled: 'false' });
    const Attributes = { SqsManagedSseEnabled: 'true', KmsMasterKeyId: KEY };
    expect(await sqs.refusal(ADMIN, 'SetQueueAttributes', { QueueUrl, Attributes })).toMatchObject({
      message:
        'You can use one type of server-side encryption (SSE) at one time. You can either enable KMS SSE or SQS SSE.',
    });
  });

  it.each([
    [{ KmsDataKeyReusePeriodSeconds: '59' }, 'InvalidAttributeValue'],
    [{ KmsDataKeyReusePeriodSeconds: '86401' }, 'InvalidAttributeValue'],
    [{ VisibilityTimeout: 'soon' }, 'InvalidAttributeValue'],
    [{ Colour: 'blue' }, 'InvalidAttributeName'],
    [{ Policy: '{' }, 'InvalidAttributeValue'],
    [{ RedrivePolicy: '{}' }, 'AWS.SimpleQueueService.UnsupportedOperation'],
  ])('refuse %o', async (Attributes, name) => {
    const sqs = await sqsLab();
    expect(await sqs.refusal(ADMIN, 'SetQueueAttributes', { QueueUrl, Attributes })).toMatchObject({ name });
  });

  it('refuse to be FIFO, openly', async () => {
    const sqs = await sqsLab();
    const fifo = { QueueName: 'orders.fifo', Attributes: { FifoQueue: 'true' } };
    expect(await sqs.refusal(ADMIN, 'CreateQueue', fifo)).toMatchObject({
      name: 'AWS.SimpleQueueService.UnsupportedOperation',
      because: 'not-supported-yet',
    });
  });

  it('keep their name for 60 seconds after they are deleted, and their messages not at all', async () => {
    const sqs = await sqsLab();
    await sqs.send();
    await sqs.call(ADMIN, 'DeleteQueue', { QueueUrl });
    expect(await sqs.refusal(ADMIN, 'SendMessage', { QueueUrl, MessageBody: 'x' })).toEqual({
      name: 'AWS.SimpleQueueService.NonExistentQueue',
      message: 'The specified queue does not exist.',
      because: 'no-such-queue',
    });
    expect(await sqs.refusal(ADMIN, 'CreateQueue', { QueueName: 'orders' })).toMatchObject({
      name: 'AWS.SimpleQueueService.QueueDeletedRecently',
    });
    await sqs.pass(60);
    await sqs.call(ADMIN, 'CreateQueue', { QueueName: 'orders' });
    expect(await sqs.bodies()).toEqual([]);
  });

  it('are listed by page, and found by their name', async () => {
    const sqs = await sqsLab();
    for (const QueueName of ['bills', 'orders-late']) await sqs.call(ADMIN, 'CreateQueue', { QueueName });
    const urls = (list: unknown) => (list as string[]).map((url) => url.slice(url.lastIndexOf('/') + 1));
    const first = await sqs.call(ADMIN, 'ListQueues', { MaxResults: 2 });
    expect(urls(first.QueueUrls)).toEqual(['bills', 'orders']);
    const rest = await sqs.call(ADMIN, 'ListQueues', { MaxResults: 2, NextToken: first.NextToken });
    expect(urls(rest.QueueUrls)).toEqual(['orders-late']);
    expect(urls((await sqs.call(ADMIN, 'ListQueues', { QueueNamePrefix: 'ord' })).QueueUrls)).toHaveLength(2);
    expect(await sqs.call(ADMIN, 'GetQueueUrl', { QueueName: 'orders' })).toEqual({ QueueUrl });
  });

  it('have tags', async () => {
    const sqs = await sqsLab();
    await sqs.call(ADMIN, 'TagQueue', { QueueUrl, Tags: { team: 'blue', stage: 'test' } });
    await sqs.call(ADMIN, 'UntagQueue', { QueueUrl, TagKeys: ['stage'] });
    expect(await sqs.call(ADMIN, 'ListQueueTags', { QueueUrl })).toEqual({ Tags: { team: 'blue' } });
  });

  it('can be spoken of by address only where it is one', async () => {
    const sqs = await sqsLab();
    expect(await sqs.refusal(ADMIN, 'GetQueueAttributes', { QueueUrl: 'orders' })).toMatchObject({
      name: 'InvalidAddress',
    });
    expect(await sqs.refusal(ADMIN, 'GetQueueAttributes', {})).toMatchObject({ name: 'MissingParameter' });
  });
});

describe('the policy of a queue', () => {
  const statement = {
    Effect: 'Allow',
    Principal: { AWS: STRANGER.as },
    Action: 'sqs:SendMessage',
    Resource: QUEUE_ARN,
  };

  it('lets in callers of another account, whose IAM policies must allow it too', async () => {
    const sqs = await sqsLab();
    const refused = await sqs.refusal(STRANGER, 'SendMessage', { QueueUrl, MessageBody: 'x' });
    expect(refused.name).toBe('AccessDenied');
    expect(refused.message).toContain(`is not authorized to perform: sqs:sendmessage on resource: ${QUEUE_ARN}`);
    await sqs.set({ Policy: document(statement) });
    await sqs.send('from outside', STRANGER);
    expect(await sqs.bodies()).toEqual(['from outside']);
    expect((await sqs.refusal(STRANGER, 'ReceiveMessage', { QueueUrl })).name).toBe('AccessDenied');
    await sqs.set({ Policy: '' });
    expect((await sqs.refusal(STRANGER, 'SendMessage', { QueueUrl, MessageBody: 'x' })).name).toBe('AccessDenied');
  });

  it('never lets another account set attributes or delete', async () => {
    const sqs = await sqsLab();
    await sqs.set({ Policy: document({ ...statement, Action: 'sqs:*' }) });
    expect(await sqs.refusal(STRANGER, 'DeleteQueue', { QueueUrl })).toMatchObject({
      name: 'AccessDenied',
      because: 'operation-not-cross-account',
    });
    expect(await sqs.call(STRANGER, 'GetQueueAttributes', { QueueUrl, AttributeNames: ['QueueArn'] })).toEqual({
      Attributes: { QueueArn: QUEUE_ARN },
    });
  });

  it('denies in its own account as well, and lets in by itself whom it names', async () => {
    const sqs = await sqsLab({ nobody: [{ Effect: 'Allow', Action: 's3:*', Resource: '*' }] });
    const nobody = { ...CLERK, as: CLERK.as.replace('clerk', 'nobody') };
    await sqs.set({
      Policy: document(
        { ...statement, Principal: { AWS: nobody.as } },
        { ...statement, Effect: 'Deny', Principal: '*', Action: 'sqs:PurgeQueue' },
      ),
    });
    await sqs.send('x', nobody);
    expect(await sqs.refusal(ADMIN, 'PurgeQueue', { QueueUrl })).toMatchObject({ because: 'explicit-deny-key-policy' });
  });

  it('is what AddPermission adds to, and RemovePermission takes from', async () => {
    const sqs = await sqsLab();
    const given = { QueueUrl, Label: 'partner', AWSAccountIds: ['444455556666'], Actions: ['SendMessage'] };
    await sqs.call(ADMIN, 'AddPermission', given);
    await sqs.send('x', STRANGER);
    expect(JSON.parse((await sqs.attributes()).Policy ?? '').Statement).toMatchObject([
      { Sid: 'partner', Effect: 'Allow', Action: ['SQS:SendMessage'], Resource: QUEUE_ARN },
    ]);
    expect(await sqs.refusal(ADMIN, 'AddPermission', given)).toMatchObject({ name: 'InvalidParameterValue' });
    await sqs.call(ADMIN, 'RemovePermission', { QueueUrl, Label: 'partner' });
    expect((await sqs.refusal(STRANGER, 'SendMessage', { QueueUrl, MessageBody: 'x' })).name).toBe('AccessDenied');
    expect(await sqs.attributes()).not.toHaveProperty('Policy');
  });

  it('lets a service in, by its name and for a resource', async () => {
    const sqs = await sqsLab();
    const sns = { as: 'sns.amazonaws.com', region: 'us-east-1' };
    await sqs.set({ Policy: document({ ...statement, Principal: { Service: 'sns.amazonaws.com' } }) });
    await sqs.send('from a topic', sns);
    expect(await sqs.bodies()).toEqual(['from a topic']);
  });

  it('is explained when it refuses, with a fix that holds', async () => {
    const sqs = await sqsLab();
    const { requestId } = await sqs.outcome(STRANGER, 'SendMessage', { QueueUrl, MessageBody: 'x' });
    const why = JSON.stringify(await sqs.lab.ask({ type: 'why', requestId }));
    expect(why).toContain('policy of queue orders');
    expect(why).toContain('attributes.json, as the text of its member Policy');
    expect(why).toContain(`aws sqs set-queue-attributes --queue-url https://sqs.us-east-1.amazonaws.com/${OWN}/orders`);
  });
});
