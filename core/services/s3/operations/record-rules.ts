import type { RecordRules } from '../../../operations/operation.ts';

/** Members that S3 logs under the names of their headers and query parameters. */
const LOGGED = {
  Bucket: 'bucketName',
  Key: 'key',
  CopySource: 'x-amz-copy-source',
  MetadataDirective: 'x-amz-metadata-directive',
  UploadId: 'uploadId',
  PartNumber: 'partNumber',
  Prefix: 'prefix',
  Delimiter: 'delimiter',
  MaxKeys: 'max-keys',
  ServerSideEncryption: 'x-amz-server-side-encryption',
  SSEKMSKeyId: 'x-amz-server-side-encryption-aws-kms-key-id',
  BucketKeyEnabled: 'x-amz-server-side-encryption-bucket-key-enabled',
  SSECustomerAlgorithm: 'x-amz-server-side-encryption-customer-algorithm',
} as const;

/** Members of the answer that stand in responseElements. */
const ANSWERED = {
  ServerSideEncryption: LOGGED.ServerSideEncryption,
  SSEKMSKeyId: LOGGED.SSEKMSKeyId,
  SSECustomerAlgorithm: LOGGED.SSECustomerAlgorithm,
} as const;

type Members = Readonly<Record<string, unknown>>;

/**
 * S3's records name a bucket and a key, and some headers; no key of a customer, and no metadata.
 * Source: S3 User Guide, "Amazon S3 CloudTrail events" and "Examples of CloudTrail log file entries for Amazon S3".
 */
export const S3_RECORD: RecordRules<Members> = {
  isPartial: true,
  requestParameters: (input) => renamed(input, LOGGED),
  responseElements(output) {
    const answered = renamed(output, ANSWERED);
    return Object.keys(answered).length === 0 ? null : answered;
  },
};

/** The same for operations that only read: CloudTrail logs no answer of theirs. */
export const S3_READ_RECORD: RecordRules<Members> = {
  isPartial: true,
  requestParameters: (input) => renamed(input, LOGGED),
};

function renamed(members: Members, names: Readonly<Record<string, string>>): Members {
  return Object.fromEntries(
    Object.entries(names).flatMap(([member, name]): [string, unknown][] =>
      members[member] === undefined ? [] : [[name, members[member]]],
    ),
  );
}
