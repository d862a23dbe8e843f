import { InvalidCiphertextException } from '../errors/kms-errors.ts';
import type { Bytes } from '../ports.ts';
import { IV_BYTES, type SealedBytes, TAG_BYTES } from './aes-gcm.ts';
import { fromHex, toHex } from './bytes.ts';

/** What a ciphertext says of itself, so that Decrypt needs no KeyId. */
export interface BlobHeader {
  readonly accountId: string;
  readonly keyId: string;
  readonly keyMaterialId: string;
}

/**
 * The ciphertext that KMS hands out for a symmetric key:
 * magic (5 bytes) · kind of key id (1) · key id (16) · account (6) · key material id (32) · IV (12) · ciphertext and tag.
 * AWS's own form is unpublished and opaque; ours begins as AWS's does (`AQICAH…` in base64).
 * Source: KMS Developer Guide, "Cryptography essentials"; keys.md section 6.
 */
const MAGIC = Uint8Array.of(0x01, 0x02, 0x02, 0x00, 0x78);
const KIND_AT = MAGIC.length;
const KEY_ID_AT = KIND_AT + 1;
const ACCOUNT_AT = KEY_ID_AT + 16;
const MATERIAL_AT = ACCOUNT_AT + 6;
/** Bytes of the header: all of them are authenticated. */
const HEADER_BYTES = MATERIAL_AT + 32;
/** Bytes by which a ciphertext is longer than its plaintext. */
const BLOB_OVERHEAD_BYTES = HEADER_BYTES + IV_BYTES + TAG_BYTES;

const SINGLE_REGION = 0;
const MULTI_REGION = 1;

/** The header's bytes. */
export function formatHeader({ accountId, keyId, keyMaterialId }: BlobHeader): Bytes {
  const bytes = new Uint8Array(HEADER_BYTES);
  const isMultiRegion = keyId.startsWith('mrk-');
  bytes.set(MAGIC);
  bytes[KIND_AT] = isMultiRegion ? MULTI_REGION : SINGLE_REGION;
  bytes.set(fromHex(isMultiRegion ? keyId.slice(4) : keyId.replaceAll('-', '')), KEY_ID_AT);
  bytes.set(fromHex(accountId), ACCOUNT_AT);
  bytes.set(fromHex(keyMaterialId), MATERIAL_AT);
  return bytes;
}

/** Header, IV and ciphertext as one blob. */
export function formatBlob(header: Bytes, { iv, sealed }: SealedBytes): Bytes {
  const blob = new Uint8Array(HEADER_BYTES + IV_BYTES + sealed.length);
  blob.set(header);
  blob.set(iv, HEADER_BYTES);
  blob.set(sealed, HEADER_BYTES + IV_BYTES);
  return blob;
}

/**
 * A blob's parts.
 * @throws {InvalidCiphertextException} when it isn't one of ours.
 */
export function parseBlob(blob: Bytes): {
  readonly header: BlobHeader;
  readonly headerBytes: Bytes;
  readonly sealed: SealedBytes;
} {
  const isOurs = blob.length >= BLOB_OVERHEAD_BYTES && MAGIC.every((byte, i) => blob[i] === byte);
  const kind = blob[KIND_AT];
  if (!isOurs || (kind !== SINGLE_REGION && kind !== MULTI_REGION)) throw new InvalidCiphertextException();
  const id = toHex(blob.subarray(KEY_ID_AT, ACCOUNT_AT));
  return {
    header: {
      keyId: kind === MULTI_REGION ? `mrk-${id}` : asUuid(id),
      accountId: toHex(blob.subarray(ACCOUNT_AT, MATERIAL_AT)),
      keyMaterialId: toHex(blob.subarray(MATERIAL_AT, HEADER_BYTES)),
    },
    headerBytes: blob.subarray(0, HEADER_BYTES),
    sealed: {
      iv: blob.subarray(HEADER_BYTES, HEADER_BYTES + IV_BYTES),
      sealed: blob.subarray(HEADER_BYTES + IV_BYTES),
    },
  };
}

function asUuid(hex: string): string {
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
