import { describe, expect, it } from 'vitest';
import { ADMIN, CLERK, document, KEY, QUEUE_ARN, QueueUrl, STRANGER, sqsLab } from './sqs-lab.ts';

const kms = (...actions: string[]) => ({ Effect: 'Allow', Action: actions.map((one) => `kms:${one}`), Resource: KEY });
const ofSqs = { Effect: 'Allow', Action: 'sqs:*', Resource: '*' };
const as = (name: string) => ({ ...CLERK, as: CLERK.as.replace('clerk', name) });

describe('SSE-KMS of a queue', () => {
  it('asks KMS for a data key at the first message, and not again before the reuse period is over', async () => {
    const sqs = await sqsLab();
    await sqs.set({ KmsMasterKeyId: KEY, KmsDataKeyReusePeriodSeconds: '60' });
    const from = sqs.lab.world.trailLength;
    await sqs.send();
    expect(sqs.kmsCalls(from)).toEqual(['GenerateDataKey', 'Decrypt']);
    await sqs.pass(59);
    await sqs.send();
    expect(sqs.kmsCalls(from)).toHaveLength(2);
    await sqs.pass(1);
    await sqs.send();
    expect(sqs.kmsCalls(from)).toHaveLength(4);
  });

  it('opens a data key once a period for each receiver, however many messages it is of', async () => {
    const sqs = await sqsLab({ reader: [ofSqs, kms('Decrypt')] });
    await sqs.set({ KmsMasterKeyId: 'alias/orders' });
    for (let n = 0; n < 5; n += 1) await sqs.send();
    const from = sqs.lab.world.trailLength;
    expect(await sqs.bodies(ADMIN, { MaxNumberOfMessages: 2 })).toHaveLength(2);
    expect(await sqs.bodies(ADMIN, { MaxNumberOfMessages: 2 })).toHaveLength(2);
    expect(sqs.kmsCalls(from)).toEqual(['Decrypt']);
    expect(await sqs.bodies(as('reader'))).toHaveLength(1);
    expect(sqs.kmsCalls(from)).toEqual(['Decrypt', 'Decrypt']);
  });

  it('calls less often, and so costs less, the longer the period is', async () => {
    const callsOfAnHour = async (period: number) => {
      const sqs = await sqsLab();
      await sqs.set({ KmsMasterKeyId: KEY, KmsDataKeyReusePeriodSeconds: String(period) });
      const from = sqs.lab.world.trailLength;
      for (let minute = 0; minute < 60; minute += 1) {
        await sqs.send();
        await sqs.pass(60);
      }
      return sqs.kmsCalls(from).length;
    };
    expect(await callsOfAnHour(60)).toBe(120);
    expect(await callsOfAnHour(300)).toBe(24);
    expect(await callsOfAnHour(3_600)).toBe(2);
  });

  it('shows a key that is disabled only when the period is over', async () => {
    const sqs = await sqsLab();
    await sqs.set({ KmsMasterKeyId: KEY });
    await sqs.send('before');
    expect(await sqs.bodies(ADMIN, { VisibilityTimeout: 0 })).toEqual(['before']);
    await sqs.call(ADMIN, 'DisableKey', { KeyId: KEY });
    await sqs.send('meanwhile');
    expect(await sqs.bodies(ADMIN, { VisibilityTimeout: 0 })).toEqual(['before', 'meanwhile']);
    await sqs.pass(300);
    const disabled = { name: 'KMS.DisabledException', message: `${KEY} is disabled.`, because: 'key-disabled' };
    expect(await sqs.refusal(ADMIN, 'SendMessage', { QueueUrl, MessageBody: 'after' })).toEqual(disabled);
    expect(await sqs.refusal(ADMIN, 'ReceiveMessage', { QueueUrl })).toEqual(disabled);
    await sqs.call(ADMIN, 'EnableKey', { KeyId: KEY });
    expect(await sqs.bodies()).toHaveLength(1 + 1);
  });

  it('needs GenerateDataKey and Decrypt to send, and Decrypt to receive', async () => {
    const sqs = await sqsLab({
      half: [ofSqs, kms('GenerateDataKey')],
      sender: [ofSqs, kms('GenerateDataKey', 'Decrypt')],
      reader: [ofSqs, kms('Decrypt')],
    });
    await sqs.set({ KmsMasterKeyId: KEY });
    for (const name of ['clerk', 'half', 'reader']) {
      const refused = await sqs.refusal(as(name), 'SendMessage', { QueueUrl, MessageBody: 'x' });
      expect(refused, name).toMatchObject({ name: 'KMS.AccessDeniedException' });
    }
    await sqs.send('x', as('sender'));
    expect(await sqs.refusal(CLERK, 'ReceiveMessage', { QueueUrl })).toMatchObject({
      name: 'KMS.AccessDeniedException',
      because: 'no-identity-policy-statement',
    });
    expect(await sqs.bodies(as('reader'))).toEqual(['x']);
  });

  it('leaves messages as they were sent, when the queue is told otherwise', async () => {
    const sqs = await sqsLab();
    await sqs.send('sse-sqs');
    await sqs.set({ KmsMasterKeyId: KEY });
    await sqs.send('sse-kms');
    await sqs.set({ KmsMasterKeyId: '' });
    await sqs.send('none');
    const kinds = [...(sqs.lab.world.messages.get(QUEUE_ARN)?.values() ?? [])].map(({ encryption }) => encryption.kind);
    expect(kinds).toEqual(['sse-sqs', 'sse-kms', 'none']);
    await sqs.call(ADMIN, 'DisableKey', { KeyId: KEY });
    await sqs.pass(300);
    expect((await sqs.refusal(ADMIN, 'ReceiveMessage', { QueueUrl, MaxNumberOfMessages: 10 })).name).toBe(
      'KMS.DisabledException',
    );
    expect(await sqs.bodies(ADMIN, { MaxNumberOfMessages: 1 })).toEqual(['sse-sqs']);
  });

  it('does not look whether there is such a key before a message is sent', async () => {
    const sqs = await sqsLab();
    await sqs.set({ KmsMasterKeyId: 'alias/nothing' });
    expect(await sqs.refusal(ADMIN, 'SendMessage', { QueueUrl, MessageBody: 'x' })).toMatchObject({
      name: 'KMS.NotFoundException',
      because: 'no-such-alias',
    });
  });

  it('takes aws/sqs for the account’s own callers, not for another’s', async () => {
    const sqs = await sqsLab();
    const Principal = { AWS: STRANGER.as };
    await sqs.set({
      KmsMasterKeyId: 'alias/aws/sqs',
      Policy: document({ Effect: 'Allow', Principal, Action: 'sqs:*', Resource: QUEUE_ARN }),
    });
    await sqs.send('x', CLERK);
    expect(await sqs.bodies(CLERK)).toEqual(['x']);
    expect((await sqs.refusal(STRANGER, 'SendMessage', { QueueUrl, MessageBody: 'x' })).name).toBe(
      'KMS.AccessDeniedException',
    );
  });

  it('lets a service send only where the key’s policy names it, which that of aws/sqs never does', async () => {
    const sqs = await sqsLab();
    const sns = { as: 'sns.amazonaws.com', region: 'us-east-1' };
    const Principal = { Service: 'sns.amazonaws.com' };
    await sqs.set({
      KmsMasterKeyId: 'alias/aws/sqs',
      Policy: document({ Effect: 'Allow', Principal, Action: 'sqs:SendMessage', Resource: QUEUE_ARN }),
    });
    await sqs.send('makes aws/sqs');
    const refused = await sqs.refusal(sns, 'SendMessage', { QueueUrl, MessageBody: 'x' });
    expect(refused.name).toBe('KMS.AccessDeniedException');
    await sqs.set({ KmsMasterKeyId: KEY });
    const { Policy } = await sqs.call(ADMIN, 'GetKeyPolicy', { KeyId: KEY });
    const { Statement, ...others } = JSON.parse(String(Policy));
    const named = { Effect: 'Allow', Principal, Action: ['kms:GenerateDataKey', 'kms:Decrypt'], Resource: '*' };
    const PolicyOfKey = JSON.stringify({ ...others, Statement: [...Statement, named] });
    await sqs.call(ADMIN, 'PutKeyPolicy', { KeyId: KEY, Policy: PolicyOfKey });
    await sqs.send('from a topic', sns);
    expect(await sqs.bodies()).toContain('from a topic');
  });

  it('is explained by what KMS decided', async () => {
    const sqs = await sqsLab();
    await sqs.set({ KmsMasterKeyId: KEY });
    await sqs.refusal(CLERK, 'SendMessage', { QueueUrl, MessageBody: 'x' });
    const why = JSON.stringify(await sqs.lab.ask({ type: 'why' }));
    expect(why).toContain('kms:GenerateDataKey');
    expect(why).toContain('IAM policy');
  });
});
