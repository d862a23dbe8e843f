import { describe, expect, it } from 'vitest';
import type { CloudTrailRecord } from '../../../../core/index.ts';
import { ADMIN, BUCKET, CLERK, KEY, OTHER_KEY, type S3Lab, STRANGER, s3Lab, utf8 } from './s3-lab.ts';

/** One line a call to KMS: what, by whom, on which key, in which context. */
function line({ eventName, userIdentity, requestParameters, resources, errorCode }: CloudTrailRecord): string {
  const { arn = '', invokedBy } = userIdentity as { arn?: string; invokedBy?: string };
  if (invokedBy !== 's3.amazonaws.com') throw new Error(`${eventName} was not invoked by S3`);
  const context = (requestParameters as { encryptionContext?: Record<string, string> } | null)?.encryptionContext ?? {};
  const by = arn.slice(arn.lastIndexOf('role/') + 5).split('/')[0];
  const keyArn = resources?.[0]?.ARN ?? '';
  const key = keyArn === KEY ? 'the key' : keyArn === OTHER_KEY ? "the partner's key" : 'aws/s3';
  const bound = Object.entries(context).map(([name, value]) => ` ${name}=${value.replace('arn:aws:s3:::', '')}`);
  return `${eventName} by ${by} on ${key}${bound.join('')}${errorCode === undefined ? '' : ` → ${errorCode}`}`;
}

/** What S3 asked KMS while `work` was done, in the order of CloudTrail. */
async function during(s3: S3Lab, work: () => Promise<unknown>): Promise<readonly string[]> {
  const from = s3.lab.world.trailLength;
  await work();
  return s3
    .records(from)
    .filter(({ eventSource }) => eventSource === 'kms.amazonaws.com')
    .map(line);
}

const KMS = { ServerSideEncryption: 'aws:kms', SSEKMSKeyId: KEY };
const DSSE = { ServerSideEncryption: 'aws:kms:dsse', SSEKMSKeyId: KEY };
const BUCKET_KEY = { ...KMS, BucketKeyEnabled: true };
const generated = `GenerateDataKey by admin on the key aws:s3:arn=${BUCKET}/note.txt`;
const decrypted = `Decrypt by admin on the key aws:s3:arn=${BUCKET}/note.txt`;

describe('the calls that S3 makes to KMS, one by one', () => {
  it('PutObject and GetObject under SSE-S3: none', async () => {
    const s3 = await s3Lab();
    expect(await during(s3, () => s3.put())).toEqual([]);
    expect(await during(s3, () => s3.get())).toEqual([]);
  });

  it('PutObject under SSE-KMS: GenerateDataKey as the caller, bound to the object', async () => {
    const s3 = await s3Lab();
    expect(await during(s3, () => s3.put(KMS))).toEqual([generated]);
  });

  it('asks for an AES_256 data key', async () => {
    const s3 = await s3Lab();
    await s3.put(KMS);
    const [record] = s3.records().filter(({ eventName }) => eventName === 'GenerateDataKey');
    expect(record?.requestParameters).toMatchObject({ keySpec: 'AES_256', keyId: KEY });
  });

  it('GetObject under SSE-KMS: Decrypt as the caller, once for each request, of one byte too', async () => {
    const s3 = await s3Lab();
    await s3.put(KMS);
    expect(await during(s3, () => s3.get())).toEqual([decrypted]);
    expect(await during(s3, () => s3.get({ Range: 'bytes=0-0' }))).toEqual([decrypted]);
  });

  it('the key is aws/s3 where nobody names another, and S3 makes it at its first use', async () => {
    const s3 = await s3Lab();
    const ours = () => [...s3.lab.world.keys.values()].filter(({ keyManager }) => keyManager === 'AWS');
    expect(ours()).toEqual([]);
    const byDefault = { ServerSideEncryption: 'aws:kms' };
    expect(await during(s3, () => s3.put(byDefault))).toEqual([
      `GenerateDataKey by admin on aws/s3 aws:s3:arn=${BUCKET}/note.txt`,
    ]);
    expect(ours()).toHaveLength(1);
    await s3.put(byDefault);
    expect(ours()).toHaveLength(1);
  });

  it('PutObject with a bucket key: GenerateDataKey bound to the bucket, and the next ones nothing', async () => {
    const s3 = await s3Lab();
    const made = `GenerateDataKey by admin on the key aws:s3:arn=${BUCKET}`;
    expect(await during(s3, () => s3.put(BUCKET_KEY))).toEqual([made]);
    expect(await during(s3, () => s3.put({ ...BUCKET_KEY, Key: 'other.txt' }))).toEqual([]);
  });

  it('GetObject with a bucket key: nothing while S3 holds it, for another requester Decrypt bound to the bucket', async () => {
    const s3 = await s3Lab({ reader: [{ Effect: 'Allow', Action: ['s3:*', 'kms:Decrypt'], Resource: '*' }] });
    await s3.put(BUCKET_KEY);
    expect(await during(s3, () => s3.get())).toEqual([]);
    const reader = { ...ADMIN, as: ADMIN.as.replace('admin', 'reader') };
    const opened = `Decrypt by reader on the key aws:s3:arn=${BUCKET}`;
    expect(await during(s3, () => s3.get({}, reader))).toEqual([opened]);
    expect(await during(s3, () => s3.get({}, reader))).toEqual([]);
  });

  it('PutObject and GetObject under DSSE-KMS: as SSE-KMS, never with a bucket key', async () => {
    const s3 = await s3Lab();
    await s3.encryptWith('aws:kms:dsse', KEY, true);
    expect(await during(s3, () => s3.put())).toEqual([generated]);
    expect(await during(s3, () => s3.put(DSSE))).toEqual([generated]);
    expect(await during(s3, () => s3.get())).toEqual([decrypted]);
  });

  it('PutObject and GetObject under SSE-C: none', async () => {
    const s3 = await s3Lab();
    await s3.allowSseC();
    const own = { SSECustomerAlgorithm: 'AES256', SSECustomerKey: btoa('k'.repeat(32)) };
    expect(await during(s3, () => s3.put(own))).toEqual([]);
    expect(await during(s3, () => s3.get(own))).toEqual([]);
  });

  it('CopyObject: Decrypt of the source, then GenerateDataKey for the copy', async () => {
    const s3 = await s3Lab();
    await s3.put(KMS);
    const copy = { Bucket: BUCKET, Key: 'copy.txt', CopySource: `${BUCKET}/note.txt`, ...KMS };
    expect(await during(s3, () => s3.call(ADMIN, 'CopyObject', copy))).toEqual([
      decrypted,
      `GenerateDataKey by admin on the key aws:s3:arn=${BUCKET}/copy.txt`,
    ]);
  });

  it('a multipart upload: GenerateDataKey to begin, Decrypt for each part, none to complete', async () => {
    const s3 = await s3Lab();
    const at = { Bucket: BUCKET, Key: 'note.txt' };
    let upload: Readonly<Record<string, unknown>> = {};
    expect(
      await during(s3, async () => {
        upload = await s3.call(ADMIN, 'CreateMultipartUpload', { ...at, ...KMS });
      }),
    ).toEqual([generated]);
    const part = { ...at, UploadId: upload.UploadId, PartNumber: 1, Body: utf8('all of it') };
    let ETag: unknown;
    expect(
      await during(s3, async () => {
        ({ ETag } = await s3.call(ADMIN, 'UploadPart', part));
      }),
    ).toEqual([decrypted]);
    const Parts = [{ PartNumber: 1, ETag }];
    const complete = { ...at, UploadId: upload.UploadId, MultipartUpload: { Parts } };
    expect(await during(s3, () => s3.call(ADMIN, 'CompleteMultipartUpload', complete))).toEqual([]);
    expect(await s3.get()).toBe('all of it');
  });

  it('UploadPartCopy: Decrypt of the source, then of the upload', async () => {
    const s3 = await s3Lab();
    await s3.put(KMS);
    const at = { Bucket: BUCKET, Key: 'copy.txt' };
    const { UploadId } = await s3.call(ADMIN, 'CreateMultipartUpload', { ...at, ...KMS });
    const part = { ...at, UploadId, PartNumber: 1, CopySource: `${BUCKET}/note.txt` };
    expect(await during(s3, () => s3.call(ADMIN, 'UploadPartCopy', part))).toEqual([
      decrypted,
      `Decrypt by admin on the key aws:s3:arn=${BUCKET}/copy.txt`,
    ]);
  });

  it('completing an upload that has checksums: Decrypt, for they lie sealed', async () => {
    const s3 = await s3Lab();
    const at = { Bucket: BUCKET, Key: 'note.txt' };
    const asked = { ...at, ...KMS, ChecksumAlgorithm: 'SHA256' };
    const { UploadId } = await s3.call(ADMIN, 'CreateMultipartUpload', asked);
    const part = { ...at, UploadId, PartNumber: 1, Body: utf8('all of it'), ChecksumAlgorithm: 'SHA256' };
    const { ETag } = await s3.call(ADMIN, 'UploadPart', part);
    const complete = { ...at, UploadId, MultipartUpload: { Parts: [{ PartNumber: 1, ETag }] } };
    expect(await during(s3, () => s3.call(ADMIN, 'CompleteMultipartUpload', complete))).toEqual([decrypted]);
  });

  it('HeadObject, ListObjectsV2 and DeleteObject: none; HeadObject that asks for a checksum: Decrypt', async () => {
    const s3 = await s3Lab();
    const at = { Bucket: BUCKET, Key: 'note.txt' };
    await s3.put({ ...KMS, ChecksumAlgorithm: 'CRC32' });
    expect(await during(s3, () => s3.call(CLERK, 'HeadObject', at))).toEqual([]);
    expect(await during(s3, () => s3.call(ADMIN, 'HeadObject', { ...at, ChecksumMode: 'ENABLED' }))).toEqual([
      decrypted,
    ]);
    expect(await during(s3, () => s3.call(CLERK, 'ListObjectsV2', { Bucket: BUCKET }))).toEqual([]);
    expect(await during(s3, () => s3.call(CLERK, 'DeleteObject', at))).toEqual([]);
  });

  it('of another account: as that caller, and in the log of the key’s owner without its name', async () => {
    const s3 = await s3Lab();
    const Resource = `arn:aws:s3:::${BUCKET}/*`;
    await s3.putPolicy({ Effect: 'Allow', Principal: { AWS: '444455556666' }, Action: 's3:*', Resource });
    const from = s3.lab.world.trailLength;
    await s3.put({ ServerSideEncryption: 'aws:kms', SSEKMSKeyId: OTHER_KEY });
    const [own] = s3.records(from).filter(({ eventName }) => eventName === 'GenerateDataKey');
    const [owners] = s3.records(from, '444455556666').filter(({ eventName }) => eventName === 'GenerateDataKey');
    expect(own?.userIdentity).toMatchObject({ type: 'AssumedRole', invokedBy: 's3.amazonaws.com' });
    expect(owners?.userIdentity).toMatchObject({ type: 'AWSAccount', accountId: '111122223333' });
    expect(owners?.sharedEventID).toBe(own?.sharedEventID);
    expect(await s3.get({}, STRANGER)).toBe('the note');
  });

  it('the encryption context has what the caller adds, which reads bring along by themselves', async () => {
    const s3 = await s3Lab();
    const SSEKMSEncryptionContext = btoa(JSON.stringify({ tenant: '7' }));
    await s3.put({ ...KMS, SSEKMSEncryptionContext });
    const from = s3.lab.world.trailLength;
    expect(await s3.get()).toBe('the note');
    const [record] = s3.records(from);
    expect(record?.requestParameters).toEqual({
      encryptionAlgorithm: 'SYMMETRIC_DEFAULT',
      encryptionContext: { tenant: '7', 'aws:s3:arn': `arn:aws:s3:::${BUCKET}/note.txt` },
    });
  });

  it('each stands under the request that caused it, although S3’s own data events are not logged', async () => {
    const s3 = await s3Lab();
    const { requestId, records } = await s3.outcome(ADMIN, 'PutObject', {
      Bucket: BUCKET,
      Key: 'note.txt',
      Body: utf8('x'),
      ...KMS,
    });
    expect(records).toEqual([]);
    const rows = s3.store.trail({}).filter(({ causedBy }) => causedBy === requestId);
    expect(rows.map(({ record }) => record.eventName)).toEqual(['GenerateDataKey']);
  });
});
