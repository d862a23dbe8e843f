import type { Principal } from '../../cloud/principal.ts';
import type { EncryptionContext } from '../../crypto/encryption-context.ts';
import type { EpochMs } from '../../ports.ts';
import type { SealedText } from '../data-cipher.ts';
import type { ChecksumAlgorithm, ChecksumType } from './checksum.ts';

/**
 * How an object's data key lies beside the data. Plain JSON; nothing of it opens without the key that it names.
 * Source: S3 User Guide, "Protecting data with encryption" and its pages for each kind; services.md section 7.
 */
export type ObjectEncryption =
  /** SSE-S3: the data key under the bucket's S3 owned key. */
  | { readonly kind: 'sse-s3'; readonly dataKey: SealedText }
  /** SSE-KMS: a data key from KMS, wrapped (base64 of CiphertextBlob) under `context`. */
  | {
      readonly kind: 'sse-kms';
      readonly keyArn: string;
      readonly wrapped: string;
      readonly context: EncryptionContext;
    }
  /** SSE-KMS with a bucket key: KMS wrapped the bucket-level key, and that the data key. */
  | {
      readonly kind: 'sse-kms-bucket-key';
      readonly keyArn: string;
      readonly wrapped: string;
      readonly context: EncryptionContext;
      readonly dataKey: SealedText;
    }
  /** DSSE-KMS: as SSE-KMS, and what that sealed is sealed again under a data key of S3's own. */
  | {
      readonly kind: 'dsse-kms';
      readonly keyArn: string;
      readonly wrapped: string;
      readonly context: EncryptionContext;
      readonly outerDataKey: SealedText;
    }
  /** SSE-C: nothing but what tells the right key from a wrong one: a salted HMAC, and the MD5 that S3 gives back. */
  | { readonly kind: 'sse-c'; readonly salt: string; readonly hmac: string; readonly keyMd5: string };

/** Headers that an object is given, and gives back. Source: S3 API Reference, GetObject. */
export interface ObjectHeaders {
  readonly CacheControl?: string;
  readonly ContentDisposition?: string;
  readonly ContentEncoding?: string;
  readonly ContentLanguage?: string;
  readonly ContentType?: string;
}

/** A checksum of the plaintext, which lies sealed as the data does: it would tell of it. */
export interface StoredChecksum {
  readonly algorithm: ChecksumAlgorithm;
  readonly type: ChecksumType;
  readonly sealed: SealedText;
}

/** One run of bytes that came in one request. Its blocks hold `CHUNK_BYTES` each, the last what is left. */
export interface StoredPart {
  readonly partNumber: number;
  readonly sizeBytes: number;
  readonly blocks: readonly StoredBlock[];
}

/** A block in the store, and the IV (base64) that it was sealed with. */
export interface StoredBlock {
  readonly blockId: string;
  readonly iv: string;
}

/** An object as the world holds it. It is never changed: another takes its place. */
export interface StoredObject {
  readonly key: string;
  /** Names the data: it is bound to every block, so that none can stand in another object. */
  readonly dataId: string;
  readonly sizeBytes: number;
  /** Without its quotes. */
  readonly etag: string;
  /** To the second, as S3 has it. */
  readonly lastModified: EpochMs;
  readonly headers: ObjectHeaders;
  /** User-defined metadata, names in lower case. It is not encrypted. */
  readonly metadata: Readonly<Record<string, string>>;
  readonly encryption: ObjectEncryption;
  readonly parts: readonly StoredPart[];
  readonly checksum: StoredChecksum | null;
}

/** A part of an upload that is under way. */
export interface UploadedPart extends StoredPart {
  readonly etag: string;
  readonly lastModified: EpochMs;
  readonly checksum: StoredChecksum | null;
}

/** What never changes in a multipart upload. */
export interface UploadIdentity {
  readonly uploadId: string;
  readonly bucket: string;
  readonly key: string;
  readonly dataId: string;
  readonly initiated: EpochMs;
  readonly initiator: Principal;
  readonly headers: ObjectHeaders;
  readonly metadata: Readonly<Record<string, string>>;
  readonly encryption: ObjectEncryption;
  readonly checksum: { readonly algorithm: ChecksumAlgorithm; readonly type: ChecksumType } | null;
}

/** A multipart upload as the world holds it. */
export interface Upload extends UploadIdentity {
  /** In the order of their numbers. */
  parts: readonly UploadedPart[];
}
