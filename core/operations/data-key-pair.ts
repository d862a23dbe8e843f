import { partitionOf } from '../cloud/regions.ts';
import { type EncryptionContext, NO_CONTEXT } from '../crypto/encryption-context.ts';
import { type DATA_KEY_PAIR_SPECS, factsOf } from '../crypto/key-specs.ts';
import { UnsupportedOperationException } from '../errors/kms-errors.ts';
import type { Bytes } from '../ports.ts';
import { currentMaterial } from './current-material.ts';
import { type HandleScope, theKey } from './operation.ts';
import { checkWrapsDataKeys } from './symmetric-only.ts';

interface DataKeyPairInput {
  readonly KeyPairSpec: (typeof DATA_KEY_PAIR_SPECS)[number];
  readonly EncryptionContext?: EncryptionContext;
}

/**
 * The key wraps data keys, and is in no custom key store; the Region has pairs of that spec.
 * @throws {InvalidKeyUsageException, UnsupportedOperationException} Source: KMS API Reference, GenerateDataKeyPair.
 */
export function checkDataKeyPair({ KeyPairSpec }: DataKeyPairInput, scope: HandleScope): void {
  const key = theKey(scope);
  checkWrapsDataKeys(key);
  if (key.origin !== 'AWS_KMS' && key.origin !== 'EXTERNAL') {
    throw new UnsupportedOperationException(
      `${key.arn} origin is ${key.origin} which is not valid for this operation.`,
    );
  }
  if (!factsOf(KeyPairSpec).partitions.includes(partitionOf(scope.request.region))) {
    throw new UnsupportedOperationException(
      `KeyPairSpec ${KeyPairSpec} is not supported in this region.`,
      'not-in-this-region',
    );
  }
  if (KeyPairSpec === 'SM2') {
    throw new UnsupportedOperationException('kmslab does not make SM2 key pairs yet.', 'not-supported-yet');
  }
}

/** A fresh key pair: both halves as DER, and the private one wrapped under the key that was found. */
export async function makeDataKeyPair(
  { KeyPairSpec, EncryptionContext = NO_CONTEXT }: DataKeyPairInput,
  scope: HandleScope,
): Promise<{
  readonly privateKey: Bytes;
  readonly publicKey: Bytes;
  readonly wrapped: Bytes;
  readonly keyMaterialId: string;
}> {
  const { vault, primitives, random } = scope;
  const material = currentMaterial(theKey(scope));
  const privateKey = await primitives.generateKeyPair(KeyPairSpec, random);
  const pair = await primitives.openKeyPair(KeyPairSpec, privateKey);
  if (pair === null) throw new Error(`a key pair of ${KeyPairSpec} can't be opened after it was made`);
  const wrapped = await vault.encrypt(material, privateKey, EncryptionContext);
  return { privateKey, publicKey: pair.publicKey, wrapped, keyMaterialId: material.keyMaterialId };
}
