import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { crc64Nvme } from '../../../../core/checksums/crc64-nvme.ts';
import { ADMIN, BUCKET, CLERK, KEY, type S3Lab, s3Lab } from './s3-lab.ts';

const NOTE = { Bucket: BUCKET, Key: 'note.txt' };
const MIB = 1024 * 1024;
const filled = (length: number, byte: number) => new Uint8Array(length).fill(byte);
const FIRST = filled(5 * MIB, 1);
const SECOND = filled(MIB + 3, 2);
const md5 = (...parts: readonly Uint8Array[]) => createHash('md5').update(Buffer.concat(parts)).digest();

type Parts = readonly { readonly PartNumber: number; readonly ETag: unknown }[];

async function begin(s3: S3Lab, input: object = {}): Promise<{ readonly UploadId: unknown }> {
  const { UploadId } = await s3.call(ADMIN, 'CreateMultipartUpload', { ...NOTE, ...input });
  return { UploadId };
}

async function upload(s3: S3Lab, UploadId: unknown, bodies: readonly Uint8Array[], input: object = {}): Promise<Parts> {
  const parts: { PartNumber: number; ETag: unknown }[] = [];
  for (const [index, Body] of bodies.entries()) {
    const PartNumber = index + 1;
    const { ETag } = await s3.call(ADMIN, 'UploadPart', { ...NOTE, UploadId, PartNumber, Body, ...input });
    parts.push({ PartNumber, ETag });
  }
  return parts;
}

const complete = (s3: S3Lab, UploadId: unknown, Parts: Parts, input: object = {}) =>
  s3.call(ADMIN, 'CompleteMultipartUpload', { ...NOTE, UploadId, MultipartUpload: { Parts }, ...input });

describe('an upload in parts', () => {
  it.each([
    ['SSE-S3', {}],
    ['SSE-KMS', { ServerSideEncryption: 'aws:kms', SSEKMSKeyId: KEY }],
    ['SSE-KMS with a bucket key', { ServerSideEncryption: 'aws:kms', SSEKMSKeyId: KEY, BucketKeyEnabled: true }],
    ['DSSE-KMS', { ServerSideEncryption: 'aws:kms:dsse', SSEKMSKeyId: KEY }],
  ])('becomes one object under %s', async (_, encryption) => {
    const s3 = await s3Lab();
    const { UploadId } = await begin(s3, { ContentType: 'text/plain', Metadata: { team: 'blue' }, ...encryption });
    const parts = await upload(s3, UploadId, [FIRST, SECOND]);
    const done = await complete(s3, UploadId, parts);
    expect(done).toMatchObject({ Bucket: BUCKET, Key: 'note.txt', ServerSideEncryption: 'AES256', ...encryption });
    const got = await s3.call(ADMIN, 'GetObject', NOTE);
    expect(Buffer.from(got.Body as Uint8Array).equals(Buffer.concat([FIRST, SECOND]))).toBe(true);
    expect(got).toMatchObject({ ContentType: 'text/plain', Metadata: { team: 'blue' }, ETag: done.ETag });
    const across = await s3.call(ADMIN, 'GetObject', { ...NOTE, Range: `bytes=${5 * MIB - 1}-${5 * MIB}` });
    expect(across.Body).toEqual(Uint8Array.of(1, 2));
    expect(s3.lab.world.uploads.size).toBe(0);
  });

  it('has for an ETag the MD5 of the MD5s of its parts, and their number', async () => {
    const s3 = await s3Lab();
    const { UploadId } = await begin(s3);
    const parts = await upload(s3, UploadId, [FIRST, SECOND]);
    expect(parts.map(({ ETag }) => ETag)).toEqual([FIRST, SECOND].map((part) => `"${md5(part).toString('hex')}"`));
    const { ETag } = await complete(s3, UploadId, parts);
    expect(ETag).toBe(`"${md5(md5(FIRST), md5(SECOND)).toString('hex')}-2"`);
  });

  it('a part that is uploaded again takes the place of the first, and others are left out', async () => {
    const s3 = await s3Lab();
    const { UploadId } = await begin(s3);
    await upload(s3, UploadId, [filled(10, 7), SECOND]);
    const [again] = await upload(s3, UploadId, [filled(20, 9)]);
    await complete(s3, UploadId, again === undefined ? [] : [again]);
    expect(await s3.call(ADMIN, 'HeadObject', NOTE)).toMatchObject({ ContentLength: 20 });
  });

  it('lists its parts', async () => {
    const s3 = await s3Lab();
    const { UploadId } = await begin(s3);
    await upload(s3, UploadId, [filled(10, 7), filled(11, 8)]);
    const all = await s3.call(ADMIN, 'ListParts', { ...NOTE, UploadId });
    expect(all).toMatchObject({
      IsTruncated: false,
      Parts: [
        { PartNumber: 1, Size: 10 },
        { PartNumber: 2, Size: 11 },
      ],
    });
    const first = await s3.call(ADMIN, 'ListParts', { ...NOTE, UploadId, MaxParts: 1 });
    expect(first).toMatchObject({ IsTruncated: true, NextPartNumberMarker: 1 });
    const next = await s3.call(ADMIN, 'ListParts', { ...NOTE, UploadId, PartNumberMarker: 1 });
    expect(next).toMatchObject({ Parts: [{ PartNumber: 2 }] });
  });

  it('aborted is gone, and with its bucket', async () => {
    const s3 = await s3Lab();
    const { UploadId } = await begin(s3);
    await s3.call(ADMIN, 'AbortMultipartUpload', { ...NOTE, UploadId });
    for (const operation of ['AbortMultipartUpload', 'ListParts']) {
      expect(await s3.refusal(ADMIN, operation, { ...NOTE, UploadId })).toMatchObject({ name: 'NoSuchUpload' });
    }
    await begin(s3);
    await s3.call(ADMIN, 'DeleteBucket', { Bucket: BUCKET });
    expect(s3.lab.world.uploads.size).toBe(0);
  });

  it('is told by its key too', async () => {
    const s3 = await s3Lab();
    const { UploadId } = await begin(s3);
    expect(await s3.refusal(ADMIN, 'ListParts', { ...NOTE, Key: 'other', UploadId })).toMatchObject({
      name: 'NoSuchUpload',
    });
  });

  it.each([
    ['no parts', () => [], 'InvalidRequest'],
    ['parts out of order', (parts: Parts) => [...parts].reverse(), 'InvalidPartOrder'],
    ['a part that there is not', (parts: Parts) => [...parts, { PartNumber: 9, ETag: '"x"' }], 'InvalidPart'],
    [
      'another part’s ETag',
      (parts: Parts) => parts.map(({ PartNumber }) => ({ PartNumber, ETag: '"x"' })),
      'InvalidPart',
    ],
    ['a part before the last that is small', (parts: Parts) => parts, 'EntityTooSmall'],
  ])('completed with %s is refused', async (_, change, name) => {
    const s3 = await s3Lab();
    const { UploadId } = await begin(s3);
    const Parts = change(await upload(s3, UploadId, [filled(10, 7), filled(11, 8)]));
    const input = { ...NOTE, UploadId, MultipartUpload: { Parts } };
    expect(await s3.refusal(ADMIN, 'CompleteMultipartUpload', input)).toMatchObject({ name });
    expect(s3.lab.world.uploads.size).toBe(1);
  });

  it('of more than 16 MiB in all is refused', async () => {
    const s3 = await s3Lab();
    const { UploadId } = await begin(s3);
    const Parts = await upload(s3, UploadId, [FIRST, FIRST, FIRST, SECOND]);
    const input = { ...NOTE, UploadId, MultipartUpload: { Parts } };
    expect(await s3.refusal(ADMIN, 'CompleteMultipartUpload', input)).toMatchObject({ name: 'EntityTooLarge' });
  });

  it('needs kms:Decrypt for its parts, beside kms:GenerateDataKey to begin', async () => {
    const s3 = await s3Lab({
      beginner: [
        { Effect: 'Allow', Action: 's3:*', Resource: '*' },
        { Effect: 'Allow', Action: 'kms:GenerateDataKey', Resource: '*' },
      ],
    });
    const beginner = { ...ADMIN, as: ADMIN.as.replace('admin', 'beginner') };
    const kms = { ServerSideEncryption: 'aws:kms', SSEKMSKeyId: KEY };
    const { UploadId } = await s3.call(beginner, 'CreateMultipartUpload', { ...NOTE, ...kms });
    const refused = await s3.refusal(beginner, 'UploadPart', { ...NOTE, UploadId, PartNumber: 1, Body: SECOND });
    expect(refused.message).toContain('kms:Decrypt');
    expect(await s3.refusal(CLERK, 'CreateMultipartUpload', { ...NOTE, ...kms })).toMatchObject({
      name: 'AccessDenied',
    });
  });

  it('has the checksum of its parts’ checksums, or of the whole object', async () => {
    const s3 = await s3Lab();
    const sha256 = (...parts: readonly Uint8Array[]) => createHash('sha256').update(Buffer.concat(parts)).digest();
    const composite = await begin(s3, { ChecksumAlgorithm: 'SHA256' });
    const parts = await upload(s3, composite.UploadId, [FIRST, SECOND], { ChecksumAlgorithm: 'SHA256' });
    const value = sha256(sha256(FIRST), sha256(SECOND)).toString('base64');
    expect(await complete(s3, composite.UploadId, parts)).toMatchObject({
      ChecksumSHA256: `${value}-2`,
      ChecksumType: 'COMPOSITE',
    });
    expect(await s3.call(ADMIN, 'HeadObject', { ...NOTE, ChecksumMode: 'ENABLED' })).toMatchObject({
      ChecksumSHA256: `${value}-2`,
    });

    const whole = await begin(s3, { ChecksumAlgorithm: 'CRC64NVME' });
    const again = await upload(s3, whole.UploadId, [FIRST, SECOND], { ChecksumAlgorithm: 'CRC64NVME' });
    const crc = Buffer.from(crc64Nvme(Buffer.concat([FIRST, SECOND]))).toString('base64');
    const wrong = {
      ...NOTE,
      UploadId: whole.UploadId,
      MultipartUpload: { Parts: again },
      ChecksumCRC64NVME: 'AAAAAAAAAAA=',
    };
    expect(await s3.refusal(ADMIN, 'CompleteMultipartUpload', wrong)).toMatchObject({ name: 'BadDigest' });
    expect(await complete(s3, whole.UploadId, again, { ChecksumCRC64NVME: crc })).toMatchObject({
      ChecksumCRC64NVME: crc,
      ChecksumType: 'FULL_OBJECT',
    });
  });

  it('that was begun with a checksum needs one of each part', async () => {
    const s3 = await s3Lab();
    const { UploadId } = await begin(s3, { ChecksumAlgorithm: 'SHA256' });
    const Parts = await upload(s3, UploadId, [SECOND]);
    const input = { ...NOTE, UploadId, MultipartUpload: { Parts } };
    expect(await s3.refusal(ADMIN, 'CompleteMultipartUpload', input)).toMatchObject({
      name: 'InvalidRequest',
      because: 'bad-digest',
    });
  });

  it('may take its parts from other objects, whole or in ranges', async () => {
    const s3 = await s3Lab();
    await s3.put({ Key: 'first', Body: FIRST });
    await s3.allowSseC();
    const own = btoa('k'.repeat(32));
    await s3.put({ Key: 'second', Body: SECOND, SSECustomerAlgorithm: 'AES256', SSECustomerKey: own });
    const { UploadId } = await begin(s3, { ChecksumAlgorithm: 'SHA256', ServerSideEncryption: 'aws:kms' });
    const copied = { ...NOTE, UploadId };
    const one = await s3.call(ADMIN, 'UploadPartCopy', { ...copied, PartNumber: 1, CopySource: `${BUCKET}/first` });
    const second = { ...copied, PartNumber: 2, CopySource: `${BUCKET}/second` };
    expect(await s3.refusal(ADMIN, 'UploadPartCopy', second)).toMatchObject({ because: 'customer-key-missing' });
    const two = await s3.call(ADMIN, 'UploadPartCopy', {
      ...second,
      CopySourceRange: 'bytes=1-10',
      CopySourceSSECustomerAlgorithm: 'AES256',
      CopySourceSSECustomerKey: own,
    });
    const other = { ...copied, PartNumber: 1, CopySource: `${BUCKET}/first`, CopySourceIfMatch: '"other"' };
    expect(await s3.refusal(ADMIN, 'UploadPartCopy', other)).toMatchObject({ name: 'PreconditionFailed' });
    const results = [one, two].map(({ CopyPartResult }) => CopyPartResult as Readonly<Record<string, unknown>>);
    expect(results[0]).toMatchObject({ ChecksumSHA256: createHash('sha256').update(FIRST).digest('base64') });
    await complete(
      s3,
      UploadId,
      results.map(({ ETag }, index) => ({ PartNumber: index + 1, ETag })),
    );
    const got = await s3.call(ADMIN, 'GetObject', NOTE);
    expect(Buffer.from(got.Body as Uint8Array).equals(Buffer.concat([FIRST, SECOND.subarray(1, 11)]))).toBe(true);
  });

  it.each([
    ['bytes=0-', 'must be of the form bytes=first-last'],
    ['0-1', 'must be of the form bytes=first-last'],
    ['bytes=5-4', 'must be of the form bytes=first-last'],
    ['bytes=0-8', 'Range specified is not valid for source object of size: 8'],
  ])('takes no part from the range %s of eight bytes', async (CopySourceRange, message) => {
    const s3 = await s3Lab();
    await s3.put({ Key: 'source' });
    const { UploadId } = await begin(s3);
    const part = { ...NOTE, UploadId, PartNumber: 1, CopySource: `${BUCKET}/source`, CopySourceRange };
    const refused = await s3.refusal(ADMIN, 'UploadPartCopy', part);
    expect(refused).toMatchObject({ name: 'InvalidArgument', because: 'bad-range' });
    expect(refused.message).toContain(message);
  });
});
