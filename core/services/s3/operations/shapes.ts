import { blob, boolean, integer, list, oneOf, string, stringMap, structure } from '../../../operations/shape.ts';
import { SSE_ALGORITHMS } from '../bucket.ts';
import { CHECKSUM_ALGORITHMS, CHECKSUM_TYPES } from '../checksum.ts';

/** Members that many of S3's operations share. Source: S3 API Reference. */
export const Bucket = string({ min: 1 });
export const Key = string({ min: 1 });
export const UploadId = string({ min: 1 });
export const PartNumber = integer({ min: 1, max: 10_000, modelMin: null });
/** Every operation on a bucket may say whose it must be. */
export const owner = { ExpectedBucketOwner: string() };

/** What an upload says of the object beside its bytes. */
export const description = {
  ACL: string(),
  CacheControl: string(),
  ContentDisposition: string(),
  ContentEncoding: string(),
  ContentLanguage: string(),
  ContentType: string(),
  Metadata: stringMap(),
};

/** SSE-C. The key stands nowhere: in no message, trace or record. */
export const customerKey = {
  SSECustomerAlgorithm: string(),
  SSECustomerKey: string({ sensitive: true }),
  SSECustomerKeyMD5: string(),
};

export const encryption = {
  ServerSideEncryption: oneOf(SSE_ALGORITHMS),
  SSEKMSKeyId: string({ max: 2048 }),
  SSEKMSEncryptionContext: string(),
  BucketKeyEnabled: boolean(),
  ...customerKey,
};

export const checksums = {
  ChecksumCRC32: string(),
  ChecksumCRC32C: string(),
  ChecksumCRC64NVME: string(),
  ChecksumSHA1: string(),
  ChecksumSHA256: string(),
};
export const ChecksumAlgorithm = oneOf(CHECKSUM_ALGORITHMS);
export const ChecksumType = oneOf(CHECKSUM_TYPES);
/** Bytes that the command line reads from a file. */
export const Body = blob({ isFile: true });

export const conditions = { IfMatch: string(), IfNoneMatch: string() };

export const CompletedPart = structure({}, { ETag: string(), PartNumber: integer(), ...checksums });

export const EncryptionConfiguration = structure(
  {
    Rules: list(
      structure(
        {},
        {
          ApplyServerSideEncryptionByDefault: structure(
            { SSEAlgorithm: oneOf(SSE_ALGORITHMS) },
            { KMSMasterKeyID: string({ sensitive: true }) },
          ),
          BucketKeyEnabled: boolean(),
          BlockedEncryptionTypes: structure({}, { EncryptionType: list(oneOf(['NONE', 'SSE-C'])) }),
        },
      ),
    ),
  },
  {},
);
