import { type OaepAlgorithm, oaepCapacity } from '../crypto/algorithms.ts';
import { parseBlob } from '../crypto/ciphertext-blob.ts';
import type { EncryptionContext } from '../crypto/encryption-context.ts';
import { factsOf } from '../crypto/key-specs.ts';
import { ValidationException } from '../errors/common-errors.ts';
import { decryptWithKey, encryptWithKey } from '../key-stores/encrypt-with-key.ts';
import type { KeyRecord } from '../keys/key-record.ts';
import type { Bytes } from '../ports.ts';
import { checkAlgorithm } from './algorithm.ts';
import { currentMaterial } from './current-material.ts';
import type { HandleScope } from './operation.ts';

/** How something is, or is to be, encrypted. KMS takes SYMMETRIC_DEFAULT where no algorithm is named. */
export interface Method {
  readonly algorithm: string;
  readonly context: EncryptionContext;
}

/** An algorithm of RSAES-OAEP, or null for the symmetric one. */
function oaepOf(algorithm: string): OaepAlgorithm | null {
  return algorithm === 'RSAES_OAEP_SHA_1' || algorithm === 'RSAES_OAEP_SHA_256' ? algorithm : null;
}

/**
 * The algorithm goes with the key, and a context only with a symmetric one. An empty context is as none.
 * @throws {InvalidKeyUsageException, ValidationException} Source: keys.md section 6; wire.md sections 6 and 7.
 */
export function checkMethod(key: KeyRecord, { algorithm, context }: Method): void {
  checkAlgorithm(algorithm, key);
  if (algorithm !== 'SYMMETRIC_DEFAULT' && Object.keys(context).length > 0) {
    throw new ValidationException(
      'EncryptionContext is not supported when encrypting/decrypting with asymmetric CMKs.',
    );
  }
}

/** @throws {ValidationException} for a plaintext that the algorithm can't hold. Source: keys.md section 5, "Sizes". */
export function checkFits({ keySpec }: KeyRecord, algorithm: string, plaintext: Bytes): void {
  const oaep = oaepOf(algorithm);
  if (oaep === null) return;
  const capacity = oaepCapacity(oaep, factsOf(keySpec).bits ?? 0);
  if (plaintext.length > capacity) {
    throw new ValidationException(
      `Algorithm ${algorithm} and key spec ${keySpec} cannot encrypt data larger than ${capacity} bytes.`,
    );
  }
}

/** A ciphertext or plaintext, and the id of the material that did it, which KMS tells of symmetric keys alone. */
interface Done {
  readonly bytes: Bytes;
  readonly keyMaterialId: string | null;
}

/** Encrypts under the current material of a key. */
export async function encryptUnder(
  key: KeyRecord,
  plaintext: Bytes,
  { algorithm, context }: Method,
  scope: HandleScope,
): Promise<Done> {
  const material = currentMaterial(key);
  const oaep = oaepOf(algorithm);
  if (oaep !== null) return { bytes: await scope.vault.encryptOaep(material, oaep, plaintext), keyMaterialId: null };
  return {
    bytes: await encryptWithKey(material, plaintext, context, scope),
    keyMaterialId: material.keyMaterialId,
  };
}

/** Decrypts what `encryptUnder` made. @throws {InvalidCiphertextException} for any failure. */
export async function decryptUnder(
  key: KeyRecord,
  ciphertext: Bytes,
  { algorithm, context }: Method,
  scope: HandleScope,
): Promise<Done> {
  const oaep = oaepOf(algorithm);
  if (oaep !== null) {
    return { bytes: await scope.vault.decryptOaep(currentMaterial(key), oaep, ciphertext), keyMaterialId: null };
  }
  const { keyMaterialId } = parseBlob(ciphertext).header;
  return { bytes: await decryptWithKey(key, ciphertext, context, scope), keyMaterialId };
}
