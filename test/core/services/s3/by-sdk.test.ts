import { Readable } from 'node:stream';
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  DeleteBucketCommand,
  DeleteBucketEncryptionCommand,
  DeleteBucketPolicyCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetBucketEncryptionCommand,
  GetBucketLocationCommand,
  GetBucketPolicyCommand,
  GetObjectCommand,
  GetObjectTaggingCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListBucketsCommand,
  ListObjectsV2Command,
  ListPartsCommand,
  PutBucketEncryptionCommand,
  PutBucketPolicyCommand,
  PutObjectCommand,
  type S3Client,
  UploadPartCommand,
  UploadPartCopyCommand,
} from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import { endpointWith, type TestEndpoint } from '../../../helpers/endpoint-with.ts';
import { START } from '../../../helpers/lab-with.ts';

const Bucket = 'orders-2026';
const Key = 'reports/may 2026+ä.txt';
const MIB = 1024 * 1024;
const AT = new Date(START);

interface Shop {
  readonly endpoint: TestEndpoint;
  readonly s3: S3Client;
  readonly keyArn: string;
}

async function shop(): Promise<Shop> {
  const endpoint = await endpointWith();
  const s3 = endpoint.s3Client();
  await s3.send(new CreateBucketCommand({ Bucket }));
  const made = await endpoint.lab.call({
    service: 'kms',
    operation: 'CreateKey',
    input: {},
    as: 'arn:aws:iam::111122223333:role/admin',
    region: 'us-east-1',
  });
  if (!made.reply.ok) throw new Error(made.reply.error.message);
  const { Arn } = made.reply.output.KeyMetadata as { readonly Arn: string };
  return { endpoint, s3, keyArn: Arn };
}

/** The parts of an answer that are not the client's own. */
function plain({ $metadata: _, ...output }: object & { readonly $metadata: unknown }): object {
  return Object.fromEntries(Object.entries(output).filter(([, value]) => value !== undefined));
}

describe('S3 by the real SDK', () => {
  it('buckets: made, found, listed, removed', async () => {
    const { s3, endpoint } = await shop();
    expect(plain(await s3.send(new HeadBucketCommand({ Bucket })))).toEqual({ BucketRegion: 'us-east-1' });
    expect(plain(await s3.send(new ListBucketsCommand({})))).toEqual({
      Buckets: [{ Name: Bucket, CreationDate: AT }],
      Owner: { ID: expect.stringMatching(/^[0-9a-f]{64}$/) },
    });
    expect(plain(await s3.send(new ListBucketsCommand({ MaxBuckets: 1 })))).toMatchObject({
      Buckets: [{ Name: Bucket, BucketRegion: 'us-east-1' }],
    });
    expect((await s3.send(new GetBucketLocationCommand({ Bucket }))).LocationConstraint).toBeUndefined();
    const ireland = endpoint.s3Client({ region: 'eu-west-1' });
    const there = { Bucket: 'ireland-2026', CreateBucketConfiguration: { LocationConstraint: 'eu-west-1' as const } };
    expect(plain(await ireland.send(new CreateBucketCommand(there)))).toEqual({
      Location: 'http://ireland-2026.s3.amazonaws.com/',
    });
    const located = await ireland.send(new GetBucketLocationCommand({ Bucket: 'ireland-2026' }));
    expect(located.LocationConstraint).toBe('eu-west-1');
    await expect(s3.send(new HeadBucketCommand({ Bucket: 'ireland-2026' }))).rejects.toMatchObject({
      $metadata: { httpStatusCode: 301 },
    });
    expect(endpoint.lastResponse().headers['x-amz-bucket-region']).toBe('eu-west-1');
    await ireland.send(new DeleteBucketCommand({ Bucket: 'ireland-2026' }));
    await expect(ireland.send(new HeadBucketCommand({ Bucket: 'ireland-2026' }))).rejects.toMatchObject({
      name: 'NotFound',
    });
  });

  it('objects: put, got whole and in a range, described, listed, copied, deleted', async () => {
    const { s3, keyArn } = await shop();
    const put = await s3.send(
      new PutObjectCommand({
        Bucket,
        Key,
        Body: 'the report',
        ContentType: 'text/plain',
        CacheControl: 'no-cache',
        Metadata: { team: 'blue' },
        ServerSideEncryption: 'aws:kms',
        SSEKMSKeyId: keyArn,
        BucketKeyEnabled: true,
      }),
    );
    expect(plain(put)).toEqual({
      ETag: expect.stringMatching(/^"[0-9a-f]{32}"$/),
      ChecksumCRC32: expect.any(String), // the SDK's own default
      ChecksumType: 'FULL_OBJECT',
      ServerSideEncryption: 'aws:kms',
      SSEKMSKeyId: keyArn,
      BucketKeyEnabled: true,
    });
    const got = await s3.send(new GetObjectCommand({ Bucket, Key }));
    expect(await got.Body?.transformToString()).toBe('the report');
    expect(got).toMatchObject({
      ETag: put.ETag,
      ContentLength: 10,
      ContentType: 'text/plain',
      CacheControl: 'no-cache',
      AcceptRanges: 'bytes',
      Metadata: { team: 'blue' },
      LastModified: AT,
      ServerSideEncryption: 'aws:kms',
      SSEKMSKeyId: keyArn,
      BucketKeyEnabled: true,
      ChecksumCRC32: put.ChecksumCRC32,
    });
    const range = await s3.send(new GetObjectCommand({ Bucket, Key, Range: 'bytes=4-' }));
    expect(await range.Body?.transformToString()).toBe('report');
    expect(range).toMatchObject({ ContentRange: 'bytes 4-9/10', $metadata: { httpStatusCode: 206 } });
    expect(await s3.send(new HeadObjectCommand({ Bucket, Key }))).toMatchObject({
      ContentLength: 10,
      ContentType: 'text/plain',
      Metadata: { team: 'blue' },
    });
    expect(plain(await s3.send(new GetObjectTaggingCommand({ Bucket, Key })))).toEqual({ TagSet: [] });
    await s3.send(new PutObjectCommand({ Bucket, Key: 'a<b>&c', Body: 'z' }));
    expect(plain(await s3.send(new ListObjectsV2Command({ Bucket, Delimiter: '/' })))).toEqual({
      Name: Bucket,
      Prefix: '',
      Delimiter: '/',
      MaxKeys: 1000,
      KeyCount: 2,
      IsTruncated: false,
      CommonPrefixes: [{ Prefix: 'reports/' }],
      Contents: [
        {
          Key: 'a<b>&c',
          LastModified: AT,
          ETag: '"fbade9e36a3f36d3d676c1b808451dd7"',
          ChecksumAlgorithm: ['CRC32'],
          ChecksumType: 'FULL_OBJECT',
          Size: 1,
          StorageClass: 'STANDARD',
        },
      ],
    });
    const page = await s3.send(new ListObjectsV2Command({ Bucket, MaxKeys: 1 }));
    expect(page).toMatchObject({ IsTruncated: true, KeyCount: 1, NextContinuationToken: expect.any(String) });
    const rest = await s3.send(new ListObjectsV2Command({ Bucket, ContinuationToken: page.NextContinuationToken }));
    expect(rest.Contents?.map((object) => object.Key)).toEqual([Key]);
    const copy = await s3.send(
      new CopyObjectCommand({ Bucket, Key: 'copy', CopySource: `${Bucket}/${encodeURIComponent(Key)}` }),
    );
    expect(copy).toMatchObject({
      CopyObjectResult: { ETag: expect.any(String), LastModified: AT },
      ServerSideEncryption: 'AES256',
    });
    await s3.send(new DeleteObjectCommand({ Bucket, Key: 'copy' }));
    const Delete = { Objects: [{ Key }, { Key: 'a<b>&c' }, { Key: 'never-there' }] };
    const deleted = await s3.send(new DeleteObjectsCommand({ Bucket, Delete }));
    expect(deleted.Deleted?.map((object) => object.Key)).toEqual([Key, 'a<b>&c', 'never-there']);
    expect((await s3.send(new ListObjectsV2Command({ Bucket }))).KeyCount).toBe(0);
  });

  it('default encryption and bucket policies', async () => {
    const { s3, keyArn } = await shop();
    expect(plain(await s3.send(new GetBucketEncryptionCommand({ Bucket })))).toEqual({
      ServerSideEncryptionConfiguration: {
        Rules: [
          {
            ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' },
            BucketKeyEnabled: false,
            BlockedEncryptionTypes: { EncryptionType: ['SSE-C'] },
          },
        ],
      },
    });
    const byKms = { SSEAlgorithm: 'aws:kms' as const, KMSMasterKeyID: keyArn };
    const Rules = [{ ApplyServerSideEncryptionByDefault: byKms, BucketKeyEnabled: true }];
    await s3.send(new PutBucketEncryptionCommand({ Bucket, ServerSideEncryptionConfiguration: { Rules } }));
    expect(await s3.send(new GetBucketEncryptionCommand({ Bucket }))).toMatchObject({
      ServerSideEncryptionConfiguration: { Rules },
    });
    expect(await s3.send(new PutObjectCommand({ Bucket, Key, Body: 'x' }))).toMatchObject({ SSEKMSKeyId: keyArn });
    await s3.send(new DeleteBucketEncryptionCommand({ Bucket }));
    expect(await s3.send(new PutObjectCommand({ Bucket, Key, Body: 'x' }))).toMatchObject({
      ServerSideEncryption: 'AES256',
    });

    const Policy = JSON.stringify({
      Version: '2012-10-17',
      Statement: {
        Effect: 'Deny',
        Principal: '*',
        Action: 's3:PutObject',
        Resource: `arn:aws:s3:::${Bucket}/*`,
        Condition: { StringNotEquals: { 's3:x-amz-server-side-encryption': 'aws:kms' } },
      },
    });
    await s3.send(new PutBucketPolicyCommand({ Bucket, Policy }));
    expect(JSON.parse((await s3.send(new GetBucketPolicyCommand({ Bucket }))).Policy ?? '')).toEqual(
      JSON.parse(Policy),
    );
    await expect(s3.send(new PutObjectCommand({ Bucket, Key, Body: 'x' }))).rejects.toMatchObject({
      name: 'AccessDenied',
      message: expect.stringContaining('with an explicit deny in a resource-based policy'),
      $metadata: { httpStatusCode: 403 },
    });
    await s3.send(new DeleteBucketPolicyCommand({ Bucket }));
    await expect(s3.send(new GetBucketPolicyCommand({ Bucket }))).rejects.toMatchObject({
      name: 'NoSuchBucketPolicy',
      BucketName: Bucket,
    });
  });

  it('an upload in parts, of its own bytes and of another object’s; and one given up', async () => {
    const { s3, keyArn } = await shop();
    const begun = await s3.send(
      new CreateMultipartUploadCommand({
        Bucket,
        Key,
        ServerSideEncryption: 'aws:kms',
        SSEKMSKeyId: keyArn,
        ChecksumAlgorithm: 'CRC32',
      }),
    );
    expect(plain(begun)).toMatchObject({
      Bucket,
      Key,
      UploadId: expect.any(String),
      ServerSideEncryption: 'aws:kms',
      SSEKMSKeyId: keyArn,
      ChecksumAlgorithm: 'CRC32',
    });
    const part = { Bucket, Key, UploadId: begun.UploadId };
    const first = new Uint8Array(5 * MIB).fill(1);
    const one = await s3.send(new UploadPartCommand({ ...part, PartNumber: 1, Body: first }));
    await s3.send(new PutObjectCommand({ Bucket, Key: 'source', Body: 'from elsewhere' }));
    const two = await s3.send(
      new UploadPartCopyCommand({
        ...part,
        PartNumber: 2,
        CopySource: `${Bucket}/source`,
        CopySourceRange: 'bytes=0-3',
      }),
    );
    expect(two.CopyPartResult).toMatchObject({ LastModified: AT, ChecksumCRC32: expect.any(String) });
    const listed = await s3.send(new ListPartsCommand({ ...part, MaxParts: 1 }));
    expect(listed).toMatchObject({
      Parts: [{ PartNumber: 1, ETag: one.ETag, Size: 5 * MIB, LastModified: AT }],
      IsTruncated: true,
      NextPartNumberMarker: '1',
      StorageClass: 'STANDARD',
      ChecksumAlgorithm: 'CRC32',
    });
    const Parts = [
      { PartNumber: 1, ETag: one.ETag, ChecksumCRC32: one.ChecksumCRC32 },
      { PartNumber: 2, ETag: two.CopyPartResult?.ETag, ChecksumCRC32: two.CopyPartResult?.ChecksumCRC32 },
    ];
    const done = await s3.send(new CompleteMultipartUploadCommand({ ...part, MultipartUpload: { Parts } }));
    expect(done).toMatchObject({
      Bucket,
      Key,
      ETag: expect.stringMatching(/-2"$/),
      ChecksumCRC32: expect.stringMatching(/-2$/),
      ChecksumType: 'COMPOSITE',
      SSEKMSKeyId: keyArn,
    });
    const got = await s3.send(new GetObjectCommand({ Bucket, Key, Range: `bytes=${5 * MIB - 1}-` }));
    expect(Buffer.from((await got.Body?.transformToByteArray()) ?? [])).toEqual(Buffer.from('\u0001from'));

    const { UploadId } = await s3.send(new CreateMultipartUploadCommand({ Bucket, Key: 'never' }));
    await s3.send(new AbortMultipartUploadCommand({ Bucket, Key: 'never', UploadId }));
    await expect(s3.send(new ListPartsCommand({ Bucket, Key: 'never', UploadId }))).rejects.toMatchObject({
      name: 'NoSuchUpload',
    });
  });

  it('streams, whose checksum comes behind them', async () => {
    const { s3, endpoint } = await shop();
    const Body = Readable.from([Buffer.alloc(70_000, 'a'), Buffer.alloc(10, 'b')]);
    for (const ChecksumAlgorithm of ['CRC32', 'CRC32C', 'SHA1', 'SHA256'] as const) {
      const stream = ChecksumAlgorithm === 'CRC32' ? Body : Readable.from([Buffer.from(ChecksumAlgorithm)]);
      await s3.send(
        new PutObjectCommand({
          Bucket,
          Key: ChecksumAlgorithm,
          Body: stream,
          ContentLength: ChecksumAlgorithm === 'CRC32' ? 70_010 : ChecksumAlgorithm.length,
          ChecksumAlgorithm,
        }),
      );
      const { headers } = endpoint.lastRequest();
      expect(headers.get('x-amz-content-sha256')).toBe('STREAMING-UNSIGNED-PAYLOAD-TRAILER');
      expect(headers.get('x-amz-trailer')).toBe(`x-amz-checksum-${ChecksumAlgorithm.toLowerCase()}`);
      const head = await s3.send(new HeadObjectCommand({ Bucket, Key: ChecksumAlgorithm, ChecksumMode: 'ENABLED' }));
      expect(head[`Checksum${ChecksumAlgorithm}`]).toEqual(expect.any(String));
      expect(head.ContentEncoding).toBeUndefined();
    }
    const got = await s3.send(new GetObjectCommand({ Bucket, Key: 'CRC32' }));
    expect(await got.Body?.transformToString()).toBe(`${'a'.repeat(70_000)}${'b'.repeat(10)}`);
  });

  it('keys of the customer’s own', async () => {
    const { s3 } = await shop();
    const Rules = [{ BlockedEncryptionTypes: { EncryptionType: ['NONE' as const] } }];
    await s3.send(new PutBucketEncryptionCommand({ Bucket, ServerSideEncryptionConfiguration: { Rules } }));
    const own = { SSECustomerAlgorithm: 'AES256', SSECustomerKey: 'k'.repeat(32) };
    expect(await s3.send(new PutObjectCommand({ Bucket, Key, Body: 'mine', ...own }))).toMatchObject({
      SSECustomerAlgorithm: 'AES256',
      SSECustomerKeyMD5: expect.any(String),
    });
    const got = await s3.send(new GetObjectCommand({ Bucket, Key, ...own }));
    expect(await got.Body?.transformToString()).toBe('mine');
    await expect(s3.send(new GetObjectCommand({ Bucket, Key }))).rejects.toMatchObject({ name: 'InvalidRequest' });
  });

  it('errors as the SDK’s own classes, with S3’s status', async () => {
    const { s3 } = await shop();
    await expect(s3.send(new GetObjectCommand({ Bucket, Key: 'gone' }))).rejects.toMatchObject({
      name: 'NoSuchKey',
      Key: 'gone',
      $metadata: { httpStatusCode: 404, requestId: expect.stringMatching(/^[0-9a-f-]{36}$/) },
    });
    await expect(s3.send(new HeadObjectCommand({ Bucket, Key: 'gone' }))).rejects.toMatchObject({ name: 'NotFound' });
    await expect(s3.send(new DeleteBucketCommand({ Bucket: 'gone-2026' }))).rejects.toMatchObject({
      name: 'NoSuchBucket',
      BucketName: 'gone-2026',
      $metadata: { httpStatusCode: 404 },
    });
    await s3.send(new PutObjectCommand({ Bucket, Key, Body: 'x' }));
    await expect(s3.send(new GetObjectCommand({ Bucket, Key, Range: 'bytes=9-' }))).rejects.toMatchObject({
      name: 'InvalidRange',
      ActualObjectSize: '1',
      $metadata: { httpStatusCode: 416 },
    });
    await expect(s3.send(new DeleteBucketCommand({ Bucket }))).rejects.toMatchObject({ name: 'BucketNotEmpty' });
  });
});
