import { LabError } from '../lab/lab-error.ts';
import type { SealedName } from '../lab/store.ts';
import type { Bytes, Ports } from '../ports.ts';
import { IV_BYTES, openAesGcm, sealAesGcm } from './aes-gcm.ts';
import { concat, utf8 } from './bytes.ts';

/** Where a store keeps what tells whether a root key is this world's. It is no key's material. */
export const ROOT_KEY_CHECK: SealedName = { keyArn: 'kmslab', keyMaterialId: 'root-key-check' };

/** Seals a known value under a new world's root key. */
export async function keepRootKeyCheck({ store, subtle, random }: Ports, rootKey: CryptoKey): Promise<void> {
  const iv = random.bytes(IV_BYTES);
  store.putSealed(ROOT_KEY_CHECK, concat(iv, await sealAesGcm(subtle, rootKey, KNOWN, { iv, aad: KNOWN })));
}

/** @throws {LabError} for the root key of another world. */
export async function checkRootKey({ store, subtle }: Ports, rootKey: CryptoKey): Promise<void> {
  const kept = store.getSealed(ROOT_KEY_CHECK);
  if (kept === undefined) throw new LabError('the world has nothing that tells whether a root key is its own');
  try {
    await openAesGcm(subtle, rootKey, { iv: kept.slice(0, IV_BYTES), sealed: kept.slice(IV_BYTES) }, KNOWN);
  } catch (cause) {
    throw new LabError('the root key is not the one that this world was made with', { cause });
  }
}

const KNOWN: Bytes = utf8('kmslab root key');
