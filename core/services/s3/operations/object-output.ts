import { toBase64 } from '../../../crypto/bytes.ts';
import type { SseAlgorithm } from '../bucket.ts';
import { type ComputedChecksum, checksumMember } from '../checksum.ts';
import type { ObjectEncryption, StoredObject } from '../stored-object.ts';

/** Seconds since 1970: S3 keeps no fraction. */
export function wholeSeconds(at: number): number {
  return Math.floor(at / 1000);
}

/** An ETag as S3 writes it everywhere: its quotes belong to it. */
export function quoted(etag: string): string {
  return `"${etag}"`;
}

const ALGORITHMS = {
  'sse-s3': 'AES256',
  'sse-kms': 'aws:kms',
  'sse-kms-bucket-key': 'aws:kms',
  'dsse-kms': 'aws:kms:dsse',
  'sse-c': null,
} as const satisfies Record<ObjectEncryption['kind'], SseAlgorithm | null>;

/** `ServerSideEncryption` of an answer; nothing for SSE-C. */
export function sseOutput({ kind }: ObjectEncryption): { readonly ServerSideEncryption?: SseAlgorithm } {
  const algorithm = ALGORITHMS[kind];
  return algorithm === null ? {} : { ServerSideEncryption: algorithm };
}

/** What an answer tells of the keys: the KMS key's ARN, whether a bucket key was used; of SSE-C, which key it was. */
export function keyOutput(encryption: ObjectEncryption): Readonly<Record<string, unknown>> {
  switch (encryption.kind) {
    case 'sse-s3':
      return {};
    case 'sse-kms':
    case 'dsse-kms':
      return { SSEKMSKeyId: encryption.keyArn };
    case 'sse-kms-bucket-key':
      return { SSEKMSKeyId: encryption.keyArn, BucketKeyEnabled: true };
    case 'sse-c':
      return { SSECustomerAlgorithm: 'AES256', SSECustomerKeyMD5: encryption.keyMd5 };
  }
}

/** The checksum of what came or was copied; nothing where there is none. */
export function checksumOutput(checksum: ComputedChecksum | null): Readonly<Record<string, string>> {
  return checksum === null ? {} : { [checksumMember(checksum.algorithm)]: toBase64(checksum.value) };
}

/** The headers of an object. A type is there always. */
export function headersOutput({ headers }: Pick<StoredObject, 'headers'>): Readonly<Record<string, string>> {
  return { ...headers, ContentType: headers.ContentType ?? 'binary/octet-stream' };
}

/** The caller's own part of the encryption context, as it came. Reads never tell it. */
export function contextOutput({ SSEKMSEncryptionContext }: { readonly SSEKMSEncryptionContext?: string }) {
  return SSEKMSEncryptionContext === undefined ? {} : { SSEKMSEncryptionContext };
}
