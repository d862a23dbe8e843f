import { beforeEach, describe, expect, it } from 'vitest';
import { ADMIN, CLERK, QueueUrl, type SqsLab, sqsLab } from './sqs-lab.ts';

let sqs: SqsLab;
beforeEach(async () => {
  sqs = await sqsLab();
});

const deny = (Action: string, Condition?: object) => sqs.deny(ADMIN, 'clerk', Action, Condition);
const refusal = async (operation: string, input: object) =>
  (await sqs.reason(CLERK, operation, input))?.because ?? null;
const DENIED = 'explicit-deny-identity-policy';

describe('tags of queues in policies', () => {
  it('a queue that is made with tags asks for sqs:TagQueue too, and one without does not', async () => {
    await deny('sqs:TagQueue');
    expect(await refusal('CreateQueue', { QueueName: 'tagged', tags: { team: 'blue' } })).toBe(DENIED);
    expect(await refusal('CreateQueue', { QueueName: 'plain', tags: {} })).toBeNull();
  });

  it('aws:ResourceTag is what the queue has', async () => {
    await deny('sqs:SendMessage', { StringEquals: { 'aws:ResourceTag/team': 'red' } });
    expect(await refusal('SendMessage', { QueueUrl, MessageBody: 'x' })).toBeNull();
    await sqs.call(ADMIN, 'TagQueue', { QueueUrl, Tags: { team: 'red' } });
    expect(await refusal('SendMessage', { QueueUrl, MessageBody: 'x' })).toBe(DENIED);
  });

  it('aws:RequestTag and aws:TagKeys are what a request brings', async () => {
    await deny('sqs:*', { StringEquals: { 'aws:RequestTag/team': 'red' } });
    expect(await refusal('TagQueue', { QueueUrl, Tags: { team: 'red' } })).toBe(DENIED);
    expect(await refusal('CreateQueue', { QueueName: 'red', tags: { team: 'red' } })).toBe(DENIED);
    expect(await refusal('CreateQueue', { QueueName: 'blue', tags: { team: 'blue' } })).toBeNull();
    await deny('sqs:*', { 'ForAnyValue:StringEquals': { 'aws:TagKeys': ['team'] } });
    expect(await refusal('UntagQueue', { QueueUrl, TagKeys: ['team'] })).toBe(DENIED);
    expect(await refusal('UntagQueue', { QueueUrl, TagKeys: ['stage'] })).toBeNull();
  });
});
