import { type Play, testServiceTable } from '../../../helpers/service-table.ts';
import { ADMIN, BUCKET, type S3Lab, s3Lab, utf8 } from './s3-lab.ts';

const AT = { Bucket: BUCKET, Key: 'note.txt' };
const KMS = { ServerSideEncryption: 'aws:kms' };
const DSSE = { ServerSideEncryption: 'aws:kms:dsse' };
const BUCKET_KEY = { ...KMS, BucketKeyEnabled: true };
const OWN_KEY = { SSECustomerAlgorithm: 'AES256', SSECustomerKey: btoa('k'.repeat(32)) };
const COPY = { Bucket: BUCKET, Key: 'copy.txt' };
const COPY_SOURCE = { ...COPY, CopySource: `${BUCKET}/note.txt` };
const READER = { ...ADMIN, as: ADMIN.as.replace('admin', 'reader') };

const WORDS = {
  "the object's ARN": `arn:aws:s3:::${BUCKET}/note.txt`,
  "the source's ARN": `arn:aws:s3:::${BUCKET}/note.txt`,
  "the copy's ARN": `arn:aws:s3:::${BUCKET}/copy.txt`,
  "the bucket's ARN": `arn:aws:s3:::${BUCKET}`,
};

/** Plays a row: what comes before it, whose result it gets, then itself. */
function row<T>(before: (s3: S3Lab) => Promise<T>, play: (s3: S3Lab, made: T) => Promise<unknown>, who = ADMIN): Play {
  return async () => {
    const reads = { Effect: 'Allow', Action: ['s3:*', 'kms:Decrypt'], Resource: '*' };
    const s3 = await s3Lab({ reader: [reads] });
    const made = await before(s3);
    const from = s3.lab.world.trailLength;
    await play(s3, made);
    return { records: s3.records(from), lab: s3.lab, caller: who.as, words: WORDS };
  };
}

const nothing = async () => undefined;
const put = (input: object) => (s3: S3Lab) => s3.put({ ...input });
const get = (s3: S3Lab) => s3.get();
const call = (operation: string, input: object) => (s3: S3Lab) => s3.call(ADMIN, operation, { ...input });

const begun = (input: object) => async (s3: S3Lab) => {
  const { UploadId } = await s3.call(ADMIN, 'CreateMultipartUpload', { ...KMS, ...input });
  return { ...input, UploadId };
};
const uploaded = (input: object) => async (s3: S3Lab) => {
  const at = await begun({ ...AT, ...input })(s3);
  const { ETag } = await s3.call(ADMIN, 'UploadPart', { ...at, PartNumber: 1, Body: utf8('all of it') });
  return { ...AT, UploadId: at.UploadId, MultipartUpload: { Parts: [{ PartNumber: 1, ETag }] } };
};
const complete = (s3: S3Lab, input: object) => s3.call(ADMIN, 'CompleteMultipartUpload', { ...input });

testServiceTable('S3 and its keys', {
  'PutObject under SSE-S3': row(nothing, put({})),
  'GetObject under SSE-S3': row(put({}), get),
  'PutObject under SSE-KMS': row(nothing, put(KMS)),
  'GetObject under SSE-KMS': row(put(KMS), get),
  'PutObject under SSE-KMS with a bucket key': row(nothing, put(BUCKET_KEY)),
  'PutObject while S3 holds the bucket key': row(put(BUCKET_KEY), put(BUCKET_KEY)),
  'GetObject with a bucket key': row(put(BUCKET_KEY), (s3) => s3.get({}, READER), READER),
  'PutObject under DSSE-KMS': row((s3) => s3.encryptWith('aws:kms:dsse', undefined, true), put(DSSE)),
  'GetObject under DSSE-KMS': row(put(DSSE), get),
  'PutObject under SSE-C': row((s3) => s3.allowSseC(), put(OWN_KEY)),
  'GetObject under SSE-C': row(
    async (s3) => {
      await s3.allowSseC();
      await s3.put(OWN_KEY);
    },
    (s3) => s3.get(OWN_KEY),
  ),
  CopyObject: row(put(KMS), call('CopyObject', { ...COPY_SOURCE, ...KMS })),
  CreateMultipartUpload: row(nothing, begun(AT)),
  UploadPart: row(begun(AT), (s3, at) => s3.call(ADMIN, 'UploadPart', { ...at, PartNumber: 1, Body: utf8('x') })),
  UploadPartCopy: row(
    async (s3) => {
      await s3.put(KMS);
      return begun(COPY)(s3);
    },
    (s3, at) => s3.call(ADMIN, 'UploadPartCopy', { ...COPY_SOURCE, ...at, PartNumber: 1 }),
  ),
  CompleteMultipartUpload: row(uploaded({}), complete),
  'CompleteMultipartUpload of parts with checksums': row(uploaded({ ChecksumAlgorithm: 'SHA256' }), complete),
  HeadObject: row(put(KMS), call('HeadObject', AT)),
  'HeadObject that asks for a checksum': row(
    put({ ...KMS, ChecksumAlgorithm: 'CRC32' }),
    call('HeadObject', { ...AT, ChecksumMode: 'ENABLED' }),
  ),
  ListObjectsV2: row(put(KMS), call('ListObjectsV2', { Bucket: BUCKET })),
  DeleteObject: row(put(KMS), call('DeleteObject', AT)),
});
