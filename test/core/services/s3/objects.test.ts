import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { MOST_OBJECT_BYTES } from '../../../../core/services/s3/object-input.ts';
import { CHUNK_BYTES } from '../../../../core/services/s3/s3-host.ts';
import { ADMIN, BUCKET, KEY, s3Lab, utf8 } from './s3-lab.ts';

const NOTE = { Bucket: BUCKET, Key: 'note.txt' };
const KMS = { ServerSideEncryption: 'aws:kms', SSEKMSKeyId: KEY };
const md5 = (bytes: Uint8Array) => createHash('md5').update(bytes).digest('hex');

/** Bytes over several blocks, no two alike. */
const LARGE = Uint8Array.from({ length: 2 * CHUNK_BYTES + 77 }, (_, n) => (n * 7 + (n >> 16)) & 0xff);

describe('an object', () => {
  it.each([
    ['of no bytes', new Uint8Array(0)],
    ['of one block', LARGE.slice(0, CHUNK_BYTES)],
    ['of three', LARGE],
  ])('%s comes back as it was put, under every encryption', async (_, Body) => {
    const s3 = await s3Lab();
    await s3.allowSseC();
    const own = { SSECustomerAlgorithm: 'AES256', SSECustomerKey: btoa('k'.repeat(32)) };
    for (const encryption of [
      {},
      KMS,
      { ...KMS, BucketKeyEnabled: true },
      { ServerSideEncryption: 'aws:kms:dsse' },
      own,
    ]) {
      await s3.put({ Body, ...encryption });
      const key = 'SSECustomerKey' in encryption ? own : {};
      const got = await s3.call(ADMIN, 'GetObject', { ...NOTE, ...key });
      expect(got.ContentLength).toBe(Body.length);
      expect(Buffer.from(got.Body as Uint8Array).equals(Body)).toBe(true);
    }
  });

  it('is replaced by another of its key', async () => {
    const s3 = await s3Lab();
    await s3.put({ Body: utf8('first') });
    await s3.put({ Body: utf8('second'), ...KMS });
    expect(await s3.get()).toBe('second');
  });

  it('has the MD5 of its bytes for an ETag under SSE-S3, and under nothing else', async () => {
    const s3 = await s3Lab();
    const plain = await s3.put();
    expect(plain.ETag).toBe(`"${md5(utf8('the note'))}"`);
    for (const encryption of [KMS, { ServerSideEncryption: 'aws:kms:dsse' }]) {
      const [one, other] = [await s3.put(encryption), await s3.put(encryption)];
      expect(one.ETag).toMatch(/^"[0-9a-f]{32}"$/);
      expect(one.ETag).not.toBe(plain.ETag);
      expect(one.ETag).not.toBe(other.ETag);
    }
  });

  it('keeps its headers and metadata, whose names lose their capitals', async () => {
    const s3 = await s3Lab();
    const headers = { ContentType: 'text/plain', CacheControl: 'no-cache', ContentLanguage: 'en' };
    await s3.put({ ...headers, Metadata: { Team: 'blue' } });
    const expected = { ...headers, Metadata: { team: 'blue' }, LastModified: Date.UTC(2026, 4, 1) / 1000 };
    expect(await s3.call(ADMIN, 'HeadObject', NOTE)).toMatchObject(expected);
    expect(await s3.call(ADMIN, 'GetObject', NOTE)).toMatchObject(expected);
  });

  it.each([
    ['bytes=0-3', 'bytes 0-3/8', 'the '],
    ['bytes=4-', 'bytes 4-7/8', 'note'],
    ['bytes=-2', 'bytes 6-7/8', 'te'],
    ['bytes=6-99', 'bytes 6-7/8', 'te'],
    ['bytes=-99', 'bytes 0-7/8', 'the note'],
  ])('gives the range %s', async (Range, ContentRange, text) => {
    const s3 = await s3Lab();
    await s3.put(KMS);
    expect(await s3.call(ADMIN, 'GetObject', { ...NOTE, Range })).toMatchObject({
      ContentRange,
      ContentLength: text.length,
    });
    expect(await s3.get({ Range })).toBe(text);
  });

  it.each(['bytes=3-1', 'bytes=0-1,4-5', 'lines=0-1', 'bytes=-'])('takes %s for no range', async (Range) => {
    const s3 = await s3Lab();
    await s3.put();
    expect(await s3.get({ Range })).toBe('the note');
  });

  it('gives ranges over the ends of blocks, and opens no more of them than it must', async () => {
    const s3 = await s3Lab();
    await s3.put({ Body: LARGE });
    const from = CHUNK_BYTES - 5;
    const Range = `bytes=${from}-${CHUNK_BYTES + 4}`;
    const { Body } = await s3.call(ADMIN, 'GetObject', { ...NOTE, Range });
    expect(Buffer.from(Body as Uint8Array).equals(LARGE.slice(from, from + 10))).toBe(true);
    const [, , last = ''] = [...s3.store.blocks.keys()];
    s3.store.dropBlock(last);
    expect((await s3.call(ADMIN, 'GetObject', { ...NOTE, Range })).ContentLength).toBe(10);
    expect(await s3.refusal(ADMIN, 'GetObject', NOTE)).toMatchObject({ name: 'InternalError' });
  });

  it('a range behind its end is refused', async () => {
    const s3 = await s3Lab();
    await s3.put();
    for (const Range of ['bytes=8-9', 'bytes=-0']) {
      expect(await s3.refusal(ADMIN, 'GetObject', { ...NOTE, Range })).toMatchObject({ name: 'InvalidRange' });
    }
  });

  it('one flipped bit of a block is found', async () => {
    const s3 = await s3Lab();
    await s3.put(KMS);
    const [[id = '', bytes = new Uint8Array(0)] = []] = s3.store.blocks;
    s3.store.putBlock(
      id,
      bytes.map((byte, at) => (at === 3 ? byte ^ 1 : byte)),
    );
    expect(await s3.refusal(ADMIN, 'GetObject', NOTE)).toMatchObject({
      name: 'InternalError',
      because: 'invalid-ciphertext',
    });
  });

  it('blocks of two objects under one bucket key can’t change places', async () => {
    const s3 = await s3Lab();
    await s3.put({ Body: utf8('one'), ...KMS, BucketKeyEnabled: true });
    await s3.put({ Key: 'other', Body: utf8('two'), ...KMS, BucketKeyEnabled: true });
    const [[first = '', one = new Uint8Array(0)] = [], [second = '', two = new Uint8Array(0)] = []] = s3.store.blocks;
    s3.store.putBlock(first, two);
    s3.store.putBlock(second, one);
    expect(await s3.refusal(ADMIN, 'GetObject', NOTE)).toMatchObject({ name: 'InternalError' });
  });

  it('is put and read on conditions', async () => {
    const s3 = await s3Lab();
    const { ETag } = await s3.put({ IfNoneMatch: '*' });
    expect(await s3.refusal(ADMIN, 'PutObject', { ...NOTE, IfNoneMatch: '*' })).toMatchObject({
      name: 'PreconditionFailed',
    });
    expect(await s3.refusal(ADMIN, 'PutObject', { ...NOTE, IfMatch: '"x"' })).toMatchObject({
      name: 'PreconditionFailed',
    });
    expect(await s3.refusal(ADMIN, 'GetObject', { ...NOTE, IfMatch: '"x"' })).toMatchObject({
      name: 'PreconditionFailed',
    });
    expect(await s3.refusal(ADMIN, 'GetObject', { ...NOTE, IfNoneMatch: ETag })).toMatchObject({ name: 'NotModified' });
    expect(await s3.get({ IfMatch: ETag })).toBe('the note');
    await s3.put({ IfMatch: ETag });
  });

  it.each([
    ['more than 16 MiB', { Body: new Uint8Array(MOST_OBJECT_BYTES + 1) }, 'EntityTooLarge'],
    ['a key of 1025 bytes', { Key: 'k'.repeat(1025) }, 'KeyTooLongError'],
    ['metadata of more than 2 KiB', { Metadata: { x: 'y'.repeat(2048) } }, 'MetadataTooLarge'],
    ['an access control list for others', { ACL: 'public-read' }, 'AccessControlListNotSupported'],
    ['the MD5 of other bytes', { ContentMD5: btoa('x'.repeat(16)) }, 'BadDigest'],
    ['an MD5 that is none', { ContentMD5: 'x' }, 'InvalidDigest'],
    ['the checksum of other bytes', { ChecksumCRC32: 'AAAAAA==' }, 'BadDigest'],
    ['a checksum that is none', { ChecksumSHA256: 'AAAAAA==' }, 'InvalidRequest'],
    ['two checksums', { ChecksumCRC32: 'AAAAAA==', ChecksumCRC32C: 'AAAAAA==' }, 'InvalidRequest'],
  ])('%s is refused', async (_, input, name) => {
    const s3 = await s3Lab();
    const { name: refused } = await s3.refusal(ADMIN, 'PutObject', { ...NOTE, Body: utf8('x'), ...input });
    expect(refused).toBe(name);
  });

  it.each([
    ['CRC32', 'y/Q5Jg=='],
    ['CRC32C', '4waSgw=='],
    ['CRC64NVME', 'rosUhgp5mIg='],
    ['SHA1', '98O8HYCOBHMq32eZZczDTKeuNEE='],
    ['SHA256', 'FeKw08M4keuw8e9gnsQZQgwg4yDOlMZfvIwzEkSOsiU='],
  ])('has the checksum %s that it was put with, worked out anew from what came', async (algorithm, value) => {
    const s3 = await s3Lab();
    const Body = utf8('123456789');
    const checksum = { [`Checksum${algorithm}`]: value };
    const told = { ...checksum, ChecksumType: 'FULL_OBJECT' };
    expect(await s3.put({ Body, ...checksum, ...KMS })).toMatchObject(told);
    expect(await s3.put({ Body, ChecksumAlgorithm: algorithm, ...KMS })).toMatchObject(told);
    expect(await s3.call(ADMIN, 'GetObject', { ...NOTE, ChecksumMode: 'ENABLED' })).toMatchObject(told);
    expect(await s3.call(ADMIN, 'HeadObject', { ...NOTE, ChecksumMode: 'ENABLED' })).toMatchObject(told);
    expect(await s3.call(ADMIN, 'HeadObject', NOTE)).not.toHaveProperty(`Checksum${algorithm}`);
    expect(JSON.stringify([...s3.store.journal()])).not.toContain(value); // it tells of the bytes, so it lies sealed
  });

  it('deleted is gone, and deleting what is gone succeeds', async () => {
    const s3 = await s3Lab();
    await s3.put();
    expect(await s3.call(ADMIN, 'DeleteObject', NOTE)).toEqual({});
    expect(await s3.refusal(ADMIN, 'GetObject', NOTE)).toMatchObject({ name: 'NoSuchKey' });
    expect(await s3.call(ADMIN, 'DeleteObject', NOTE)).toEqual({});
  });
});

describe('a copy', () => {
  const copy = (input: object = {}) => ({ Bucket: BUCKET, Key: 'copy', CopySource: `/${BUCKET}/note.txt`, ...input });

  it('has the bytes, headers and metadata of its source, and the bucket’s encryption unless it is told', async () => {
    const s3 = await s3Lab();
    await s3.put({ ...KMS, ContentType: 'text/plain', Metadata: { team: 'blue' } });
    expect(await s3.call(ADMIN, 'CopyObject', copy())).toMatchObject({ ServerSideEncryption: 'AES256' });
    expect(await s3.call(ADMIN, 'GetObject', { Bucket: BUCKET, Key: 'copy' })).toMatchObject({
      ContentType: 'text/plain',
      Metadata: { team: 'blue' },
      Body: utf8('the note'),
    });
    await s3.call(ADMIN, 'CopyObject', copy({ MetadataDirective: 'REPLACE', Metadata: { team: 'red' } }));
    expect(await s3.call(ADMIN, 'HeadObject', { Bucket: BUCKET, Key: 'copy' })).toMatchObject({
      Metadata: { team: 'red' },
    });
  });

  it('is how an object gets another key', async () => {
    const s3 = await s3Lab();
    await s3.put();
    const onto = { Bucket: BUCKET, Key: 'note.txt', CopySource: `${BUCKET}/note.txt` };
    expect(await s3.refusal(ADMIN, 'CopyObject', onto)).toMatchObject({
      name: 'InvalidRequest',
      because: 'copy-onto-itself',
    });
    await s3.call(ADMIN, 'CopyObject', { ...onto, ...KMS });
    expect(await s3.call(ADMIN, 'HeadObject', NOTE)).toMatchObject({ SSEKMSKeyId: KEY });
  });

  it('takes a key with every character, encoded as in a URL', async () => {
    const s3 = await s3Lab();
    const Key = 'a b/ü+?&.txt';
    await s3.put({ Key });
    await s3.call(ADMIN, 'CopyObject', copy({ CopySource: encodeURIComponent(`${BUCKET}/${Key}`) }));
    expect(await s3.get({ Key: 'copy' })).toBe('the note');
  });

  it('of nothing is refused', async () => {
    const s3 = await s3Lab();
    expect(await s3.refusal(ADMIN, 'CopyObject', copy())).toMatchObject({ name: 'NoSuchKey' });
    expect(await s3.refusal(ADMIN, 'CopyObject', copy({ CopySource: 'x' }))).toMatchObject({ name: 'InvalidArgument' });
    expect(await s3.refusal(ADMIN, 'CopyObject', copy({ CopySource: 'no-bucket/x' }))).toMatchObject({
      name: 'NoSuchBucket',
    });
  });
});

describe('a list of objects', () => {
  const keysOf = (output: Readonly<Record<string, unknown>>) =>
    ((output.Contents ?? []) as readonly { Key: string }[]).map(({ Key }) => Key);
  const KEYS = ['a.txt', 'b/1', 'b/2', 'b/c/3', 'd.txt', 'é', 'z\u{1f511}'];

  async function filled() {
    const s3 = await s3Lab();
    for (const Key of [...KEYS].reverse()) await s3.put({ Key });
    return s3;
  }

  it('is in the order of UTF-8, with prefixes rolled up at a delimiter', async () => {
    const s3 = await filled();
    const all = await s3.call(ADMIN, 'ListObjectsV2', { Bucket: BUCKET });
    expect(keysOf(all)).toEqual(['a.txt', 'b/1', 'b/2', 'b/c/3', 'd.txt', 'z\u{1f511}', 'é']);
    expect(all).toMatchObject({ KeyCount: 7, IsTruncated: false, MaxKeys: 1000, Prefix: '', Name: BUCKET });
    const top = await s3.call(ADMIN, 'ListObjectsV2', { Bucket: BUCKET, Delimiter: '/' });
    expect(keysOf(top)).toEqual(['a.txt', 'd.txt', 'z\u{1f511}', 'é']);
    expect(top.CommonPrefixes).toEqual([{ Prefix: 'b/' }]);
    const inB = await s3.call(ADMIN, 'ListObjectsV2', { Bucket: BUCKET, Delimiter: '/', Prefix: 'b/' });
    expect([keysOf(inB), inB.CommonPrefixes]).toEqual([['b/1', 'b/2'], [{ Prefix: 'b/c/' }]]);
  });

  it.each([1, 2, 3])('comes in pages of %s, each name once', async (MaxKeys) => {
    const s3 = await filled();
    for (const Delimiter of [undefined, '/']) {
      const seen: string[] = [];
      let ContinuationToken: unknown;
      do {
        const given = { Bucket: BUCKET, MaxKeys, ...(Delimiter === undefined ? {} : { Delimiter }) };
        const page = await s3.call(ADMIN, 'ListObjectsV2', {
          ...given,
          ...(ContinuationToken === undefined ? {} : { ContinuationToken }),
        });
        const prefixes = ((page.CommonPrefixes ?? []) as readonly { Prefix: string }[]).map(({ Prefix }) => Prefix);
        seen.push(...keysOf(page), ...prefixes);
        expect(page.KeyCount).toBeLessThanOrEqual(MaxKeys);
        ContinuationToken = page.NextContinuationToken;
      } while (ContinuationToken !== undefined);
      expect(seen).toHaveLength(Delimiter === undefined ? 7 : 5);
      expect(new Set(seen).size).toBe(seen.length);
    }
  });

  it('begins behind a name, and encodes names where it is asked to', async () => {
    const s3 = await filled();
    const after = { Bucket: BUCKET, StartAfter: 'd.txt', EncodingType: 'url' };
    expect(keysOf(await s3.call(ADMIN, 'ListObjectsV2', after))).toEqual(['z%F0%9F%94%91', '%C3%A9']);
    expect(keysOf(await s3.call(ADMIN, 'ListObjectsV2', { Bucket: BUCKET, MaxKeys: 0 }))).toEqual([]);
    const bad = { Bucket: BUCKET, ContinuationToken: 'x' };
    expect(await s3.refusal(ADMIN, 'ListObjectsV2', bad)).toMatchObject({ name: 'InvalidArgument' });
  });

  it('many are deleted at once, those that one may', async () => {
    const statement = { Effect: 'Allow', Action: 's3:DeleteObject', Resource: `arn:aws:s3:::${BUCKET}/b/*` };
    const s3 = await s3Lab({ cleaner: [statement] });
    for (const Key of KEYS) await s3.put({ Key });
    const Delete = { Objects: ['b/1', 'a.txt', 'b/gone'].map((Key) => ({ Key })) };
    const cleaner = { ...ADMIN, as: ADMIN.as.replace('admin', 'cleaner') };
    const output = await s3.call(cleaner, 'DeleteObjects', { Bucket: BUCKET, Delete });
    expect(output.Deleted).toEqual([{ Key: 'b/1' }, { Key: 'b/gone' }]);
    expect(output.Errors).toMatchObject([{ Key: 'a.txt', Code: 'AccessDenied' }]);
    expect(s3.lab.world.objects.get(BUCKET)?.has('a.txt')).toBe(true);
    expect(s3.lab.world.objects.get(BUCKET)?.has('b/1')).toBe(false);
    const quiet = { Bucket: BUCKET, Delete: { ...Delete, Quiet: true } };
    expect(await s3.call(ADMIN, 'DeleteObjects', quiet)).toEqual({});
  });
});
