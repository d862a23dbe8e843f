import type { Bytes } from '../ports.ts';
import { rawSignature } from './ecdsa-signature.ts';
import { type OutsideCrypto, OutsideCryptoError } from './outside-crypto.ts';

const OAEP = { name: 'RSA-OAEP', hash: 'SHA-256' } as const;
const P256 = { name: 'ECDSA', namedCurve: 'P-256' } as const;

/** WebCrypto, for hosts without openssl. Source: W3C Web Cryptography API, RSA-OAEP and ECDSA. */
export function webOutsideCrypto(subtle: SubtleCrypto): OutsideCrypto {
  return {
    name: 'WebCrypto',
    async encrypt(publicKey, plaintext) {
      const key = await subtle
        .importKey('spki', publicKey, OAEP, false, ['encrypt'])
        .catch((cause: unknown) => Promise.reject(new OutsideCryptoError('no RSA public key in DER', { cause })));
      try {
        return new Uint8Array(await subtle.encrypt(OAEP, key, plaintext));
      } catch (cause) {
        throw new OutsideCryptoError(`too short for ${plaintext.length} bytes`, { cause });
      }
    },
    async verify(publicKey, signature, message): Promise<boolean> {
      const key = await subtle
        .importKey('spki', publicKey, P256, false, ['verify'])
        .catch((cause: unknown) => Promise.reject(new OutsideCryptoError('no P-256 public key in DER', { cause })));
      const raw: Bytes | null = rawSignature(signature);
      return raw !== null && subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, key, raw, message);
    },
  };
}
