import { importAesKey } from '../crypto/aes-gcm.ts';
import type { Bytes, Ports } from '../ports.ts';

/** What is made of a world's root key: what seals, and what its access keys come from. */
export interface RootKeys {
  readonly material: CryptoKey;
  readonly credentials: Bytes;
}

/** @param rootKey - 32 bytes */
export async function rootKeys({ subtle }: Ports, rootKey: Bytes): Promise<RootKeys> {
  return { material: await importAesKey(subtle, rootKey), credentials: rootKey };
}
