import { S3Error } from '../../errors/s3-errors.ts';
import type { BucketEncryption, SseAlgorithm } from './bucket.ts';

/** A bucket's encryption as the API has it. Source: S3 API Reference, ServerSideEncryptionRule. */
export interface EncryptionRule {
  readonly ApplyServerSideEncryptionByDefault?: {
    readonly SSEAlgorithm: SseAlgorithm;
    readonly KMSMasterKeyID?: string;
  };
  readonly BucketKeyEnabled?: boolean;
  readonly BlockedEncryptionTypes?: { readonly EncryptionType?: readonly ('NONE' | 'SSE-C')[] };
}

/**
 * A bucket's new encryption. What the rule leaves out of blocked types stays as it was; of the rest nothing does.
 * @throws {S3Error} in the words observed on S3
 * Source: S3 API Reference, PutBucketEncryption. S3 does not look whether there is such a key.
 */
export function encryptionOf(rules: readonly EncryptionRule[], before: BucketEncryption): BucketEncryption {
  const [rule, another] = rules;
  if (rule === undefined || another !== undefined) throw malformed();
  const { ApplyServerSideEncryptionByDefault: byDefault, BucketKeyEnabled = false } = rule;
  const types = rule.BlockedEncryptionTypes?.EncryptionType;
  const algorithm = byDefault?.SSEAlgorithm ?? 'AES256';
  const kmsKeyId = byDefault?.KMSMasterKeyID;
  if (kmsKeyId !== undefined && algorithm === 'AES256') {
    throw new S3Error(
      'InvalidArgument',
      'a KMSMasterKeyID is not applicable if the default sse algorithm is not aws:kms or aws:kms:dsse',
      'invalid-parameter',
      { ArgumentName: 'ApplyServerSideEncryptionByDefault' },
    );
  }
  if (types !== undefined && types.length !== 1) throw malformed();
  return {
    algorithm,
    kmsKeyId: kmsKeyId ?? null,
    bucketKeyEnabled: BucketKeyEnabled,
    blocksSseC: types === undefined ? before.blocksSseC : types[0] === 'SSE-C',
  };
}

/** The rule that a bucket's encryption is answered as. */
export function ruleOf({ algorithm, kmsKeyId, bucketKeyEnabled, blocksSseC }: BucketEncryption): EncryptionRule {
  return {
    ApplyServerSideEncryptionByDefault: {
      SSEAlgorithm: algorithm,
      ...(kmsKeyId === null ? {} : { KMSMasterKeyID: kmsKeyId }),
    },
    BucketKeyEnabled: bucketKeyEnabled,
    BlockedEncryptionTypes: { EncryptionType: [blocksSseC ? 'SSE-C' : 'NONE'] },
  };
}

function malformed(): S3Error {
  return new S3Error(
    'MalformedXML',
    'The XML you provided was not well-formed or did not validate against our published schema',
    'malformed-request',
  );
}
