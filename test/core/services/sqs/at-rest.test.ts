import { describe, expect, it } from 'vitest';
import { openLab } from '../../../../core/index.ts';
import { compactWorld } from '../../../../core/lab/compact-world.ts';
import { verifyWorld } from '../../../../core/lab/verify-world.ts';
import { isTold } from '../../../helpers/sightings.ts';
import { ADMIN, KEY, QueueUrl, sqsLab } from './sqs-lab.ts';

const SECRET = 'canary text that was sent to a queue';

describe('messages at rest', () => {
  it.each([
    ['sse-sqs', { SqsManagedSseEnabled: 'true' }],
    ['sse-kms', { KmsMasterKeyId: KEY }],
  ])('of kind %s: no block and no fact holds a byte in the clear', async (kind, attributes) => {
    const sqs = await sqsLab();
    await sqs.set(attributes as Record<string, string>);
    const trace = await sqs.outcome(ADMIN, 'SendMessage', { QueueUrl, MessageBody: SECRET });
    const [message] = [...(sqs.lab.world.messages.values().next().value?.values() ?? [])];
    expect(message?.encryption.kind).toBe(kind);
    expect(await sqs.bodies()).toEqual([SECRET]);
    expect(sqs.store.blocks.size).toBe(1);
    for (const bytes of sqs.store.blocks.values()) expect(Buffer.from(bytes).includes('canary')).toBe(false);
    for (const told of [[...sqs.store.journal()], trace.trace, trace.records, await sqs.lab.ask({ type: 'view' })]) {
      expect(isTold(told, SECRET)).toBe(false);
    }
  });

  it('lie in the clear where a queue has no encryption, as on any disk', async () => {
    const sqs = await sqsLab();
    await sqs.set({ SqsManagedSseEnabled: 'false' });
    await sqs.send(SECRET);
    expect([...sqs.store.blocks.values()].some((bytes) => Buffer.from(bytes).includes(SECRET))).toBe(true);
    expect(await sqs.bodies()).toEqual([SECRET]);
  });

  it('open again in a world that is opened again, with their queue, its policy and their timeouts', async () => {
    const rootKey = new Uint8Array(32).fill(3);
    const sqs = await sqsLab({}, {}, rootKey);
    await sqs.send('by SQS');
    await sqs.set({ KmsMasterKeyId: KEY });
    await sqs.send('by KMS');
    await sqs.receive();
    const given = { QueueUrl, Label: 'partner', AWSAccountIds: ['444455556666'], Actions: ['SendMessage'] };
    await sqs.call(ADMIN, 'AddPermission', given);
    const again = await openLab(sqs.ports, rootKey);
    const receive = {
      service: 'sqs',
      operation: 'ReceiveMessage',
      input: { QueueUrl, MaxNumberOfMessages: 10 },
      ...ADMIN,
    };
    expect((await again.call(receive)).reply).toEqual({ ok: true, output: {} });
    await again.act({ type: 'advance', by: 30_000 });
    expect((await again.call(receive)).reply).toMatchObject({
      output: { Messages: [{ Body: 'by SQS' }, { Body: 'by KMS' }] },
    });
    expect([...again.world.queues.values()][0]?.policy?.text).toContain('partner');
    for (const finding of await verifyWorld(sqs.ports, rootKey)) expect(finding).toMatchObject({ wrong: [] });
  });

  it('leave their blocks behind when they go, until the world is compacted; a queue its key', async () => {
    const sqs = await sqsLab();
    await sqs.send('first');
    await sqs.send('second');
    const [first] = await sqs.receive(ADMIN, { MaxNumberOfMessages: 1 });
    await sqs.call(ADMIN, 'DeleteMessage', { QueueUrl, ReceiptHandle: first?.ReceiptHandle });
    expect(compactWorld(sqs.store)).toEqual({ materials: 0, blocks: 1 });
    await sqs.call(ADMIN, 'DeleteQueue', { QueueUrl });
    expect(compactWorld(sqs.store)).toEqual({ materials: 1, blocks: 1 });
  });
});
