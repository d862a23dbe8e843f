import { aeskwp } from '@noble/ciphers/aes.js';
import type { Bytes } from '../../ports.ts';

/** AES key wrap with padding (RFC 5649) through @noble/ciphers: Electron's BoringSSL hasn't got it in node:crypto. */
export async function wrapKey(wrappingKey: Bytes, key: Bytes): Promise<Bytes> {
  return new Uint8Array(aeskwp(wrappingKey).encrypt(key));
}

/** Takes off what `wrapKey` put on; null when it doesn't open. */
export async function unwrapKey(wrappingKey: Bytes, wrapped: Bytes): Promise<Bytes | null> {
  try {
    return new Uint8Array(aeskwp(wrappingKey).decrypt(wrapped));
  } catch {
    return null;
  }
}
