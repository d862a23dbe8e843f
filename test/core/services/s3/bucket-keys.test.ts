import { describe, expect, it } from 'vitest';
import { openLab } from '../../../../core/index.ts';
import { BUCKET_KEY_LIFETIME_MS } from '../../../../core/services/s3/bucket-keys.ts';
import { ADMIN, BUCKET, CLERK, KEY, OTHER_KEY, type S3Lab, s3Lab, utf8 } from './s3-lab.ts';

/** How often S3 asked KMS while `work` was done. */
async function asked(s3: S3Lab, work: () => Promise<unknown>): Promise<number> {
  const from = s3.lab.world.trailLength;
  await work();
  return s3.records(from).filter(({ eventSource }) => eventSource === 'kms.amazonaws.com').length;
}

async function withBucketKeys(...parameters: Parameters<typeof s3Lab>): Promise<S3Lab> {
  const s3 = await s3Lab(...parameters);
  await s3.encryptWith('aws:kms', KEY, true);
  return s3;
}

describe('bucket keys', () => {
  it('serve hundred objects with one call to KMS, and their readers with none', async () => {
    const s3 = await withBucketKeys();
    const all = Array.from({ length: 100 }, (_, n) => `object-${n}`);
    const puts = await asked(s3, async () => {
      for (const Key of all) await s3.put({ Key, Body: utf8(Key) });
    });
    expect(puts).toBe(1);
    const gets = await asked(s3, async () => {
      for (const Key of all) expect(await s3.get({ Key })).toBe(Key);
    });
    expect(gets).toBe(0);
  });

  it('without them each object costs a call', async () => {
    const s3 = await s3Lab();
    await s3.encryptWith('aws:kms', KEY, false);
    const puts = await asked(s3, async () => {
      for (let n = 0; n < 10; n++) await s3.put({ Key: `object-${n}` });
    });
    expect(puts).toBe(10);
  });

  it('are held for a time only, by the lab’s clock', async () => {
    const s3 = await withBucketKeys();
    await s3.put();
    await s3.advance(BUCKET_KEY_LIFETIME_MS - 1);
    expect(await asked(s3, () => s3.get())).toBe(0);
    await s3.advance(1);
    expect(await asked(s3, () => s3.get())).toBe(1);
    expect(await asked(s3, () => s3.put())).toBe(1);
  });

  it('each key, context, bucket and requester has its own', async () => {
    const s3 = await withBucketKeys({ writer: [{ Effect: 'Allow', Action: '*', Resource: '*' }] });
    await s3.put();
    expect(await asked(s3, () => s3.put({ ServerSideEncryption: 'aws:kms', SSEKMSKeyId: OTHER_KEY }))).toBe(1);
    const SSEKMSEncryptionContext = btoa('{"tenant":"7"}');
    expect(await asked(s3, () => s3.put({ SSEKMSEncryptionContext }))).toBe(1);
    expect(await asked(s3, () => s3.put({ SSEKMSEncryptionContext }))).toBe(0);
    const writer = { ...ADMIN, as: ADMIN.as.replace('admin', 'writer') };
    expect(await asked(s3, () => s3.put({}, writer))).toBe(1);
    await s3.call(ADMIN, 'CreateBucket', { Bucket: 'another-bucket' });
    const there = { Bucket: 'another-bucket', ServerSideEncryption: 'aws:kms', SSEKMSKeyId: KEY };
    expect(await asked(s3, () => s3.put({ ...there, BucketKeyEnabled: true }))).toBe(1);
  });

  it('all sessions of a role are one requester', async () => {
    const s3 = await withBucketKeys();
    const session = (name: string) => ({
      ...ADMIN,
      as: `arn:aws:sts::111122223333:assumed-role/admin/${name}`,
    });
    expect(await asked(s3, () => s3.put({}, session('monday')))).toBe(1);
    expect(await asked(s3, () => s3.put({}, session('tuesday')))).toBe(0);
  });

  it('while S3 holds one, nobody asks the key: a disabled one goes on working', async () => {
    const s3 = await withBucketKeys();
    await s3.put();
    await s3.call(ADMIN, 'DisableKey', { KeyId: KEY });
    expect(await s3.get()).toBe('the note');
    await s3.advance(BUCKET_KEY_LIFETIME_MS);
    expect(await s3.refusal(ADMIN, 'GetObject', { Bucket: BUCKET, Key: 'note.txt' })).toMatchObject({
      name: 'KMS.DisabledException',
      because: 'key-disabled',
    });
  });

  it('let nobody in who may not use the key: each requester asks for itself', async () => {
    const s3 = await withBucketKeys();
    await s3.put();
    expect(await s3.refusal(CLERK, 'GetObject', { Bucket: BUCKET, Key: 'note.txt' })).toMatchObject({
      name: 'AccessDenied',
      because: 'no-identity-policy-statement',
    });
  });

  it('break a policy that pins the context to the object, and not one that pins it to the bucket', async () => {
    const pinned = (arn: string) => [
      { Effect: 'Allow', Action: 's3:*', Resource: '*' },
      {
        Effect: 'Allow',
        Action: 'kms:*',
        Resource: '*',
        Condition: { StringLike: { 'kms:EncryptionContext:aws:s3:arn': arn } },
      },
    ];
    const s3 = await withBucketKeys({
      toObject: pinned(`arn:aws:s3:::${BUCKET}/note.txt`),
      toBucket: pinned(`arn:aws:s3:::${BUCKET}`),
    });
    await s3.put();
    const role = (name: string) => ({ ...ADMIN, as: ADMIN.as.replace('admin', name) });
    expect(await s3.get({}, role('toBucket'))).toBe('the note');
    const refused = await s3.refusal(role('toObject'), 'GetObject', { Bucket: BUCKET, Key: 'note.txt' });
    expect(refused.name).toBe('AccessDenied');
    await s3.put({ ServerSideEncryption: 'aws:kms', SSEKMSKeyId: KEY, BucketKeyEnabled: false });
    expect(await s3.get({}, role('toObject'))).toBe('the note');
  });

  it('are a setting of new objects alone: those that are there already keep theirs', async () => {
    const s3 = await s3Lab();
    await s3.encryptWith('aws:kms', KEY, false);
    await s3.put();
    await s3.encryptWith('aws:kms', KEY, true);
    expect(await asked(s3, () => s3.get())).toBe(1);
    const { BucketKeyEnabled } = await s3.call(ADMIN, 'HeadObject', { Bucket: BUCKET, Key: 'note.txt' });
    expect(BucketKeyEnabled).toBeUndefined();
  });

  it('go with the process: one that opens the world again asks KMS', async () => {
    const rootKey = new Uint8Array(32).fill(3);
    const s3 = await withBucketKeys({}, {}, rootKey);
    await s3.put();
    const again = await openLab(s3.ports, rootKey);
    const from = again.world.trailLength;
    const input = { Bucket: BUCKET, Key: 'note.txt' };
    const { reply } = await again.call({ service: 's3', operation: 'GetObject', input, ...ADMIN });
    expect(reply.ok && new TextDecoder().decode(reply.output.Body as Uint8Array)).toBe('the note');
    expect(again.world.trailLength).toBe(from + 1);
  });
});
