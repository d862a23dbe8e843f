import { constants, createCipheriv, createPublicKey, publicEncrypt, randomBytes } from 'node:crypto';
import type { TestLab } from '../../helpers/lab-with.ts';
import { ADMIN, type Caller } from '../../helpers/lab-with.ts';

/** 32 bytes, the same in every run. */
export const material = (n: number) => new Uint8Array(32).fill(n);
/** Imported for good. */
export const FOREVER = { ExpirationModel: 'KEY_MATERIAL_DOES_NOT_EXPIRE' } as const;

/** Wraps as AWS's guide says to, with node:crypto: RSA-OAEP, or an AES key by RSA-OAEP and the material by AES-KWP. */
export function wrap(algorithm: string, publicKey: Uint8Array, plaintext: Uint8Array): Uint8Array {
  const key = createPublicKey({ key: Buffer.from(publicKey), format: 'der', type: 'spki' });
  const oaepHash = algorithm.endsWith('_SHA_1') ? 'sha1' : 'sha256';
  const padding = constants.RSA_PKCS1_OAEP_PADDING;
  if (algorithm.startsWith('RSAES_OAEP')) return new Uint8Array(publicEncrypt({ key, oaepHash, padding }, plaintext));
  const aesKey = randomBytes(32);
  // AES key wrap with padding, RFC 5649: its alternative initial value is fixed.
  const cipher = createCipheriv('id-aes256-wrap-pad', aesKey, Buffer.from('a65959a6', 'hex'));
  const wrapped = Buffer.concat([cipher.update(plaintext), cipher.final()]);
  return new Uint8Array(Buffer.concat([publicEncrypt({ key, oaepHash, padding }, aesKey), wrapped]));
}

/** The input of ImportKeyMaterial for `bytes`, wrapped for the key. */
export async function wrapped(
  test: TestLab,
  KeyId: string,
  bytes: Uint8Array,
  { algorithm = 'RSAES_OAEP_SHA_256', spec = 'RSA_2048', caller = ADMIN as Caller } = {},
): Promise<Readonly<Record<string, unknown>>> {
  const parameters = { KeyId, WrappingAlgorithm: algorithm, WrappingKeySpec: spec };
  const { PublicKey, ImportToken } = await test.ok('GetParametersForImport', parameters, caller);
  return { KeyId, ImportToken, EncryptedKeyMaterial: wrap(algorithm, PublicKey as Uint8Array, bytes) };
}
