import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { ADMIN, BUCKET, type S3Lab, s3Lab, utf8 } from './s3-lab.ts';

const md5 = (bytes: string) => createHash('md5').update(bytes).digest('base64');
const withKey = (key: string) => ({ SSECustomerAlgorithm: 'AES256', SSECustomerKey: btoa(key) });
const OWN = withKey('k'.repeat(32));
const OTHER = withKey('l'.repeat(32));
const NOTE = { Bucket: BUCKET, Key: 'note.txt' };

async function openBucket(): Promise<S3Lab> {
  const s3 = await s3Lab();
  await s3.allowSseC();
  return s3;
}

describe('keys that a request brings (SSE-C)', () => {
  it('a new bucket takes none, in AWS’s words, and an old object stays readable', async () => {
    const s3 = await openBucket();
    await s3.put(OWN);
    const Rules = [{ BlockedEncryptionTypes: { EncryptionType: ['SSE-C'] } }];
    await s3.call(ADMIN, 'PutBucketEncryption', { Bucket: BUCKET, ServerSideEncryptionConfiguration: { Rules } });
    const refused = (action: string, key: string) => ({
      name: 'AccessDenied',
      message: `User: arn:aws:sts::111122223333:assumed-role/admin/kmslab is not authorized to perform: ${action} on resource: "arn:aws:s3:::${BUCKET}/${key}" because this bucket has blocked upload requests that specify Server Side Encryption with Customer provided keys (SSE-C). Please specify a different server-side encryption type`,
      because: 'customer-keys-blocked',
    });
    const put = refused('s3:PutObject', 'note.txt');
    expect(await s3.refusal(ADMIN, 'PutObject', { ...NOTE, ...OWN })).toEqual(put);
    expect(await s3.refusal(ADMIN, 'CreateMultipartUpload', { ...NOTE, ...OWN })).toEqual(put);
    const copy = { Bucket: BUCKET, Key: 'copy', CopySource: `${BUCKET}/note.txt`, ...OTHER };
    expect(await s3.refusal(ADMIN, 'CopyObject', copy)).toEqual(refused('s3:CopyObject', 'copy'));
    expect(await s3.get(OWN)).toBe('the note');
  });

  it('are told by their MD5 alone, and kept nowhere', async () => {
    const s3 = await openBucket();
    const told = { SSECustomerAlgorithm: 'AES256', SSECustomerKeyMD5: md5('k'.repeat(32)) };
    const put = await s3.put(OWN);
    expect(put).toMatchObject(told);
    expect(put).not.toHaveProperty('ServerSideEncryption');
    expect(await s3.call(ADMIN, 'HeadObject', { ...NOTE, ...OWN })).toMatchObject(told);
    const kept = JSON.stringify([...s3.store.journal()]);
    expect(kept).not.toContain(OWN.SSECustomerKey);
    expect(kept).not.toContain('k'.repeat(32));
  });

  it.each([
    ['none', {}, 'InvalidRequest', 'customer-key-missing'],
    ['another', OTHER, 'AccessDenied', 'wrong-customer-key'],
  ])('who brings %s reads nothing', async (_, key, name, because) => {
    const s3 = await openBucket();
    await s3.put(OWN);
    for (const operation of ['GetObject', 'HeadObject']) {
      expect(await s3.refusal(ADMIN, operation, { ...NOTE, ...key })).toMatchObject({ name, because });
    }
    const copy = { Bucket: BUCKET, Key: 'copy', CopySource: `${BUCKET}/note.txt` };
    const sourceKey = Object.fromEntries(Object.entries(key).map(([member, value]) => [`CopySource${member}`, value]));
    expect(await s3.refusal(ADMIN, 'CopyObject', { ...copy, ...sourceKey })).toMatchObject({ name, because });
  });

  it('an object without one takes none', async () => {
    const s3 = await openBucket();
    await s3.put();
    expect(await s3.refusal(ADMIN, 'GetObject', { ...NOTE, ...OWN })).toMatchObject({
      name: 'InvalidRequest',
      message: 'The encryption parameters are not applicable to this object.',
    });
  });

  it('a copy brings both, the source’s and its own; and without its own it is under the bucket’s default', async () => {
    const s3 = await openBucket();
    await s3.put(OWN);
    const source = {
      CopySourceSSECustomerAlgorithm: 'AES256',
      CopySourceSSECustomerKey: OWN.SSECustomerKey,
      CopySource: `${BUCKET}/note.txt`,
    };
    await s3.call(ADMIN, 'CopyObject', { Bucket: BUCKET, Key: 'again', ...source, ...OTHER });
    expect(await s3.get({ Key: 'again', ...OTHER })).toBe('the note');
    const plain = await s3.call(ADMIN, 'CopyObject', { Bucket: BUCKET, Key: 'plain', ...source });
    expect(plain).toMatchObject({ ServerSideEncryption: 'AES256' });
    expect(await s3.get({ Key: 'plain' })).toBe('the note');
  });

  it.each([
    ['another algorithm', { ...OWN, SSECustomerAlgorithm: 'AES192' }, 'InvalidEncryptionAlgorithmError'],
    ['no algorithm', { SSECustomerKey: OWN.SSECustomerKey }, 'InvalidArgument'],
    ['no key', { SSECustomerAlgorithm: 'AES256' }, 'InvalidArgument'],
    ['a short key', withKey('k'.repeat(24)), 'InvalidArgument'],
    ['a key that is not base64', { ...OWN, SSECustomerKey: '?' }, 'InvalidArgument'],
    ['the MD5 of another key', { ...OWN, SSECustomerKeyMD5: md5('l'.repeat(32)) }, 'InvalidArgument'],
    ['an encryption of the server’s besides', { ...OWN, ServerSideEncryption: 'AES256' }, 'InvalidArgument'],
  ])('%s is refused', async (_, key, name) => {
    const s3 = await openBucket();
    expect(await s3.refusal(ADMIN, 'PutObject', { ...NOTE, ...key })).toMatchObject({
      name,
      because: 'bad-customer-key',
    });
  });

  it('the MD5 is compared before the length, as S3 does', async () => {
    const s3 = await openBucket();
    const short = { ...withKey('k'.repeat(24)), SSECustomerKeyMD5: md5('x') };
    const { message } = await s3.refusal(ADMIN, 'PutObject', { ...NOTE, ...short });
    expect(message).toBe('The calculated MD5 hash of the key did not match the hash that was provided.');
  });

  it('each part of an upload brings the key of its beginning', async () => {
    const s3 = await openBucket();
    const { UploadId } = await s3.call(ADMIN, 'CreateMultipartUpload', { ...NOTE, ...OWN });
    const part = { ...NOTE, UploadId, PartNumber: 1, Body: utf8('a part') };
    expect(await s3.refusal(ADMIN, 'UploadPart', part)).toMatchObject({ because: 'customer-key-missing' });
    expect(await s3.refusal(ADMIN, 'UploadPart', { ...part, ...OTHER })).toMatchObject({
      because: 'wrong-customer-key',
    });
    const { ETag } = await s3.call(ADMIN, 'UploadPart', { ...part, ...OWN });
    const MultipartUpload = { Parts: [{ PartNumber: 1, ETag }] };
    await s3.call(ADMIN, 'CompleteMultipartUpload', { ...NOTE, UploadId, MultipartUpload });
    expect(await s3.get(OWN)).toBe('a part');
  });
});
