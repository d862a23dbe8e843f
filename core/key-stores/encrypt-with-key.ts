import { concat } from '../crypto/bytes.ts';
import { formatBlob, formatHeader, parseBlob } from '../crypto/ciphertext-blob.ts';
import { contextBytes, type EncryptionContext } from '../crypto/encryption-context.ts';
import type { Safe } from '../crypto/safe.ts';
import type { Vault } from '../crypto/vault.ts';
import { InvalidCiphertextException } from '../errors/kms-errors.ts';
import type { KeyRecord } from '../keys/key-record.ts';
import type { World } from '../lab/world.ts';
import type { Bytes } from '../ports.ts';
import { backingKey } from './backing-key.ts';
import { externalKey, xksRefusal } from './external-key.ts';

/** Where symmetric encryption happens: in KMS, in a cluster, or in both KMS and an external key manager. */
export interface CipherScope {
  readonly world: World;
  readonly vault: Vault;
  readonly safe: Safe;
}

/** One material of one key, wherever it is. */
interface KeyMaterialOf {
  readonly key: KeyRecord;
  readonly keyMaterialId: string;
}

/**
 * KMS's Encrypt with a symmetric key, wherever its material is. Under a key in an external key store it is double
 * encryption: KMS first, with its own material, then the external key manager with the external key.
 * @throws {KMSInvalidStateException} when what backs the key can't be used; see `backingKey` and `externalKey`.
 * Source: KMS Developer Guide, "External key stores", "Double encryption".
 */
export async function encryptWithKey(
  material: KeyMaterialOf,
  plaintext: Bytes,
  context: EncryptionContext,
  scope: CipherScope,
): Promise<Bytes> {
  const { vault, safe, world } = scope;
  const { key, keyMaterialId } = material;
  const { backing } = key;
  if (backing === undefined) return vault.encrypt(material, plaintext, context);
  const header = formatHeader({ ...key, keyMaterialId });
  if (backing.type === 'AWS_CLOUDHSM') {
    const item = backingKey(world, key, backing);
    return formatBlob(header, await safe.sealUnder(item, plaintext, boundTo(header, context)));
  }
  const inner = await vault.encrypt(material, plaintext, context);
  const { key: external } = await externalKey(scope, key, backing, 'ENCRYPT');
  return formatBlob(header, await safe.sealUnder(external.material, inner, boundTo(header, context)));
}

/**
 * KMS's Decrypt with a symmetric key, wherever its material is.
 * @throws {InvalidCiphertextException} for a ciphertext that does not open, or a context that differs.
 * @throws {KMSInvalidStateException} for the same under a key in an external key store, and when what backs the key
 * can't be used.
 */
export async function decryptWithKey(
  key: KeyRecord,
  blob: Bytes,
  context: EncryptionContext,
  scope: CipherScope,
): Promise<Bytes> {
  const { vault, safe, world } = scope;
  const { backing } = key;
  if (backing === undefined) return vault.decrypt(key, blob, context);
  const { headerBytes, sealed } = parseBlob(blob);
  const aad = boundTo(headerBytes, context);
  if (backing.type === 'AWS_CLOUDHSM') return safe.openUnder(backingKey(world, key, backing), sealed, aad);
  const { key: external, proxy } = await externalKey(scope, key, backing, 'DECRYPT');
  const inner = await orElse(xksRefusal(key.arn, 'badCiphertext'), safe.openUnder(external.material, sealed, aad));
  if (proxy.state === 'CORRUPTING') inner.reverse();
  return orElse(xksRefusal(key.arn, 'badPlaintext'), vault.decrypt(key, inner, context));
}

/** In an external key store a ciphertext that does not open is told like every other trouble. */
async function orElse(refusal: Error, opened: Promise<Bytes>): Promise<Bytes> {
  try {
    return await opened;
  } catch (error) {
    if (error instanceof InvalidCiphertextException) throw refusal;
    throw error;
  }
}

/** What a ciphertext is bound to: its header and the encryption context. */
function boundTo(header: Bytes, context: EncryptionContext): Bytes {
  return concat(header, contextBytes(context));
}
