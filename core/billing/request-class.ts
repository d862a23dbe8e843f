import type { TrailCount } from '../audit/trail-tally.ts';
import { isKeyPairSpec, type KeySpec } from '../crypto/key-specs.ts';
import type { RequestClass } from './price-table.ts';

/** What costs more with an asymmetric key. Managing such a key costs no more than managing any. */
const WITH_ASYMMETRIC_KEYS: ReadonlySet<string> = new Set([
  'Encrypt',
  'Decrypt',
  'ReEncrypt',
  'Sign',
  'Verify',
  'DeriveSharedSecret',
  'Encapsulate',
  'Decapsulate',
  'GetPublicKey',
]);

/**
 * The class of price of requests that are alike. ReEncrypt between a symmetric and an asymmetric key is one with the
 * asymmetric key. Simplified: AWS lists no price for ML-KEM data key pairs; here they cost what ECC pairs do.
 * @param specOf - a key's spec, also of a key that is gone.
 * Source: https://aws.amazon.com/kms/pricing/, "Free tier" and "Pricing".
 */
export function requestClassOf(
  { eventName, keyArns, keyPairSpec }: TrailCount,
  specOf: (keyArn: string) => KeySpec | undefined,
): RequestClass {
  if (keyPairSpec !== '') return keyPairSpec.startsWith('RSA') ? 'rsaDataKeyPair' : 'eccDataKeyPair';
  if (!WITH_ASYMMETRIC_KEYS.has(eventName)) return 'symmetric';
  const specs = keyArns
    .split(' ')
    .map(specOf)
    .filter((spec) => spec !== undefined && isKeyPairSpec(spec));
  if (specs.length === 0) return 'symmetric';
  return specs.every((spec) => spec === 'RSA_2048') ? 'rsa2048' : 'asymmetric';
}
