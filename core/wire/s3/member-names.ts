/**
 * Where a member of an input or output stands in HTTP: in a header of this name, in either direction. What has none is in
 * the path, the query or the body. Source: S3 API Reference; S3's Smithy model.
 */
export const HEADERS: Readonly<Record<string, string>> = {
  ACL: 'x-amz-acl',
  AcceptRanges: 'accept-ranges',
  BucketKeyEnabled: 'x-amz-server-side-encryption-bucket-key-enabled',
  BucketRegion: 'x-amz-bucket-region',
  CacheControl: 'cache-control',
  ChecksumAlgorithm: 'x-amz-checksum-algorithm',
  ChecksumCRC32: 'x-amz-checksum-crc32',
  ChecksumCRC32C: 'x-amz-checksum-crc32c',
  ChecksumCRC64NVME: 'x-amz-checksum-crc64nvme',
  ChecksumMode: 'x-amz-checksum-mode',
  ChecksumSHA1: 'x-amz-checksum-sha1',
  ChecksumSHA256: 'x-amz-checksum-sha256',
  ChecksumType: 'x-amz-checksum-type',
  ConfirmRemoveSelfBucketAccess: 'x-amz-confirm-remove-self-bucket-access',
  ContentDisposition: 'content-disposition',
  ContentEncoding: 'content-encoding',
  ContentLanguage: 'content-language',
  ContentLength: 'content-length',
  ContentMD5: 'content-md5',
  ContentRange: 'content-range',
  ContentType: 'content-type',
  CopySource: 'x-amz-copy-source',
  CopySourceIfMatch: 'x-amz-copy-source-if-match',
  CopySourceIfNoneMatch: 'x-amz-copy-source-if-none-match',
  CopySourceRange: 'x-amz-copy-source-range',
  CopySourceSSECustomerAlgorithm: 'x-amz-copy-source-server-side-encryption-customer-algorithm',
  CopySourceSSECustomerKey: 'x-amz-copy-source-server-side-encryption-customer-key',
  CopySourceSSECustomerKeyMD5: 'x-amz-copy-source-server-side-encryption-customer-key-md5',
  ETag: 'etag',
  ExpectedBucketOwner: 'x-amz-expected-bucket-owner',
  IfMatch: 'if-match',
  IfNoneMatch: 'if-none-match',
  LastModified: 'last-modified',
  Location: 'location',
  MetadataDirective: 'x-amz-metadata-directive',
  Range: 'range',
  SSECustomerAlgorithm: 'x-amz-server-side-encryption-customer-algorithm',
  SSECustomerKey: 'x-amz-server-side-encryption-customer-key',
  SSECustomerKeyMD5: 'x-amz-server-side-encryption-customer-key-md5',
  SSEKMSEncryptionContext: 'x-amz-server-side-encryption-context',
  SSEKMSKeyId: 'x-amz-server-side-encryption-aws-kms-key-id',
  ServerSideEncryption: 'x-amz-server-side-encryption',
};

/** Members that stand in the query string. */
export const PARAMETERS: Readonly<Record<string, string>> = {
  BucketRegion: 'bucket-region',
  ContinuationToken: 'continuation-token',
  Delimiter: 'delimiter',
  EncodingType: 'encoding-type',
  FetchOwner: 'fetch-owner',
  MaxBuckets: 'max-buckets',
  MaxKeys: 'max-keys',
  MaxParts: 'max-parts',
  PartNumber: 'partNumber',
  PartNumberMarker: 'part-number-marker',
  Prefix: 'prefix',
  StartAfter: 'start-after',
  UploadId: 'uploadId',
};

/** Metadata that the caller invents: each name is a header behind this. */
export const METADATA_PREFIX = 'x-amz-meta-';

/** Lists whose elements have another name than the list. */
export const LIST_ELEMENTS: Readonly<Record<string, string>> = {
  Buckets: 'Bucket',
  Errors: 'Error',
  Objects: 'Object',
  Parts: 'Part',
  Rules: 'Rule',
  TagSet: 'Tag',
};

/** The lists that have an element around their own; the others stand among the other members. */
export const WRAPPED_LISTS: readonly string[] = ['Buckets', 'TagSet'];
