import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { ADMIN, QUEUE_ARN, QueueUrl, sqsLab } from './sqs-lab.ts';

const MessageAttributes = {
  tenant: { DataType: 'String', StringValue: 'blue' },
  count: { DataType: 'Number', StringValue: '7' },
  seal: { DataType: 'Binary', BinaryValue: new Uint8Array([1, 2, 3]) },
};

describe('messages of a queue', () => {
  it('come as they were sent, with the MD5 of their body', async () => {
    const sqs = await sqsLab();
    const sent = await sqs.send('an order');
    const md5 = createHash('md5').update('an order').digest('hex');
    expect(sent).toMatchObject({ MD5OfMessageBody: md5 });
    expect(await sqs.receive()).toMatchObject([{ MessageId: sent.MessageId, Body: 'an order', MD5OfBody: md5 }]);
  });

  it('are kept from others for the visibility timeout, and then come back', async () => {
    const sqs = await sqsLab();
    await sqs.send();
    expect(await sqs.bodies()).toEqual(['an order']);
    await sqs.pass(29);
    expect(await sqs.bodies()).toEqual([]);
    await sqs.pass(1);
    const [again] = await sqs.receive(ADMIN, { AttributeNames: ['All'] });
    expect(again?.Attributes).toMatchObject({ ApproximateReceiveCount: '2' });
  });

  it('are gone once they are deleted, by the latest receipt handle', async () => {
    const sqs = await sqsLab();
    await sqs.send();
    const [first] = await sqs.receive(ADMIN, { VisibilityTimeout: 0 });
    const [second] = await sqs.receive();
    await sqs.call(ADMIN, 'DeleteMessage', { QueueUrl, ReceiptHandle: first?.ReceiptHandle });
    expect(await sqs.attributes()).toMatchObject({ ApproximateNumberOfMessagesNotVisible: '1' });
    await sqs.call(ADMIN, 'DeleteMessage', { QueueUrl, ReceiptHandle: second?.ReceiptHandle });
    await sqs.pass(60);
    expect(await sqs.bodies()).toEqual([]);
    expect(sqs.lab.world.messages.size).toBe(0);
  });

  it('are given back at once by a visibility timeout of 0, and then not in flight', async () => {
    const sqs = await sqsLab();
    await sqs.send();
    const [{ ReceiptHandle = '' } = {}] = await sqs.receive();
    await sqs.call(ADMIN, 'ChangeMessageVisibility', { QueueUrl, ReceiptHandle, VisibilityTimeout: 0 });
    const refused = await sqs.refusal(ADMIN, 'ChangeMessageVisibility', {
      QueueUrl,
      ReceiptHandle,
      VisibilityTimeout: 9,
    });
    expect(refused).toMatchObject({
      name: 'AWS.SimpleQueueService.MessageNotInflight',
      because: 'message-not-in-flight',
    });
    expect(await sqs.bodies()).toEqual(['an order']);
  });

  it('are kept longer from others where the timeout is made longer, from then on', async () => {
    const sqs = await sqsLab();
    await sqs.send();
    const [{ ReceiptHandle = '' } = {}] = await sqs.receive();
    await sqs.pass(20);
    await sqs.call(ADMIN, 'ChangeMessageVisibility', { QueueUrl, ReceiptHandle, VisibilityTimeout: 100 });
    await sqs.pass(99);
    expect(await sqs.bodies()).toEqual([]);
    await sqs.pass(1);
    expect(await sqs.bodies()).toEqual(['an order']);
  });

  it('wait for their delay, and expire after the retention period', async () => {
    const sqs = await sqsLab();
    await sqs.set({ MessageRetentionPeriod: '60', DelaySeconds: '10' });
    await sqs.send();
    expect(await sqs.attributes()).toMatchObject({ ApproximateNumberOfMessagesDelayed: '1' });
    expect(await sqs.bodies()).toEqual([]);
    await sqs.pass(10);
    expect(await sqs.attributes()).toMatchObject({ ApproximateNumberOfMessages: '1' });
    await sqs.pass(49);
    expect(await sqs.bodies(ADMIN, { VisibilityTimeout: 0 })).toEqual(['an order']);
    await sqs.pass(1);
    expect(await sqs.bodies()).toEqual([]);
  });

  it('come ten at most, in the order in which they were sent', async () => {
    const sqs = await sqsLab();
    for (let n = 1; n <= 11; n += 1) await sqs.send(`order ${n}`);
    expect(await sqs.bodies()).toEqual(Array.from({ length: 10 }, (_, n) => `order ${n + 1}`));
    expect(await sqs.bodies()).toEqual(['order 11']);
    const { message } = await sqs.refusal(ADMIN, 'ReceiveMessage', { QueueUrl, MaxNumberOfMessages: 11 });
    expect(message).toBe(
      'Value 11 for parameter MaxNumberOfMessages is invalid. Reason: Must be between 1 and 10, if provided.',
    );
  });

  it('bring the attributes that are asked for, and the MD5 of those', async () => {
    const sqs = await sqsLab();
    await sqs.send('an order', ADMIN, { MessageAttributes });
    const [all] = await sqs.receive(ADMIN, { MessageAttributeNames: ['All'], VisibilityTimeout: 0 });
    expect(all?.MessageAttributes).toEqual(MessageAttributes);
    const [one] = await sqs.receive(ADMIN, { MessageAttributeNames: ['ten.*'], VisibilityTimeout: 0 });
    expect(Object.keys(one?.MessageAttributes ?? {})).toEqual(['tenant']);
    expect(one?.MD5OfMessageAttributes).not.toBe(all?.MD5OfMessageAttributes);
    expect((await sqs.receive())[0]?.MessageAttributes).toBeUndefined();
  });

  it.each([
    [{ MessageBody: '' }, 'MissingParameter'],
    [{ MessageBody: 'a\u0000b' }, 'InvalidMessageContents'],
    [{ MessageBody: 'x', DelaySeconds: 901 }, 'InvalidParameterValue'],
    [{ MessageBody: 'x'.repeat(1_025) }, 'InvalidParameterValue'],
    [{ MessageBody: 'x', MessageDeduplicationId: 'once' }, 'InvalidParameterValue'],
    [
      { MessageBody: 'x', MessageAttributes: { n: { DataType: 'Number', StringValue: 'seven' } } },
      'InvalidParameterValue',
    ],
    [{ MessageBody: 'x', MessageAttributes: { n: { DataType: 'Other', StringValue: '7' } } }, 'InvalidParameterValue'],
  ])('are refused that are not as they should be: %o', async (input, name) => {
    const sqs = await sqsLab();
    await sqs.set({ MaximumMessageSize: '1024' });
    expect(await sqs.refusal(ADMIN, 'SendMessage', { QueueUrl, ...input })).toMatchObject({ name });
  });

  it('are sent and deleted in batches, each entry told of by itself', async () => {
    const sqs = await sqsLab();
    const sent = await sqs.call(ADMIN, 'SendMessageBatch', {
      QueueUrl,
      Entries: [
        { Id: 'a', MessageBody: 'first' },
        { Id: 'b', MessageBody: 'a\u0000b' },
        { Id: 'c', MessageBody: 'third' },
      ],
    });
    expect(sent).toMatchObject({
      Successful: [{ Id: 'a' }, { Id: 'c' }],
      Failed: [{ Id: 'b', SenderFault: true, Code: 'InvalidMessageContents' }],
    });
    const [first, third] = await sqs.receive();
    const changed = await sqs.call(ADMIN, 'ChangeMessageVisibilityBatch', {
      QueueUrl,
      Entries: [{ Id: '1', ReceiptHandle: third?.ReceiptHandle, VisibilityTimeout: 0 }],
    });
    expect(changed).toEqual({ Successful: [{ Id: '1' }] });
    const deleted = await sqs.call(ADMIN, 'DeleteMessageBatch', {
      QueueUrl,
      Entries: [
        { Id: '1', ReceiptHandle: first?.ReceiptHandle },
        { Id: '2', ReceiptHandle: first?.ReceiptHandle },
        { Id: '3', ReceiptHandle: 'nothing' },
      ],
    });
    expect(deleted).toMatchObject({
      Successful: [{ Id: '1' }, { Id: '2' }],
      Failed: [{ Id: '3', Code: 'ReceiptHandleIsInvalid' }],
    });
    expect(await sqs.bodies()).toEqual(['third']);
    const twice = { QueueUrl, Entries: [1, 2].map(() => ({ Id: 'a', MessageBody: 'x' })) };
    expect(await sqs.refusal(ADMIN, 'SendMessageBatch', twice)).toMatchObject({
      name: 'AWS.SimpleQueueService.BatchEntryIdsNotDistinct',
      message: 'Id a repeated.',
    });
  });

  it('all go when the queue is purged, once a minute', async () => {
    const sqs = await sqsLab();
    await sqs.send();
    await sqs.call(ADMIN, 'PurgeQueue', { QueueUrl });
    expect(sqs.lab.world.messages.get(QUEUE_ARN)).toBeUndefined();
    expect(await sqs.refusal(ADMIN, 'PurgeQueue', { QueueUrl })).toMatchObject({
      name: 'AWS.SimpleQueueService.PurgeQueueInProgress',
    });
    await sqs.pass(60);
    await sqs.call(ADMIN, 'PurgeQueue', { QueueUrl });
    expect(sqs.lab.world.agenda.first()).toBeNull();
  });
});
