import { NO_CONTEXT } from '../crypto/encryption-context.ts';
import { ValidationException } from '../errors/common-errors.ts';
import { encryptWithKey } from '../key-stores/encrypt-with-key.ts';
import type { Bytes } from '../ports.ts';
import { currentMaterial } from './current-material.ts';
import { type HandleScope, theKey } from './operation.ts';

interface DataKeyInput {
  readonly KeySpec?: 'AES_256' | 'AES_128';
  readonly NumberOfBytes?: number;
  readonly EncryptionContext?: Readonly<Record<string, string>>;
}

/**
 * KMS was seen to ask this right after it has found the key. Source: operations.md section 2, "Check order".
 * @throws {ValidationException} unless exactly one of KeySpec and NumberOfBytes is there.
 */
export function checkDataKeyLength({ KeySpec, NumberOfBytes }: DataKeyInput): void {
  if ((KeySpec === undefined) === (NumberOfBytes === undefined)) {
    throw new ValidationException('Please specify either number of bytes or key spec.');
  }
}

/** A random data key, in plaintext and wrapped under the current material of the key that was found. */
export async function makeDataKey(
  input: DataKeyInput,
  scope: HandleScope,
): Promise<{
  readonly plaintext: Bytes;
  readonly wrapped: Bytes;
  readonly keyMaterialId: string;
}> {
  const key = theKey(scope);
  const length = input.NumberOfBytes ?? (input.KeySpec === 'AES_128' ? 16 : 32);
  const plaintext = scope.random.bytes(length);
  const material = currentMaterial(key);
  const wrapped = await encryptWithKey(material, plaintext, input.EncryptionContext ?? NO_CONTEXT, scope);
  return { plaintext, wrapped, keyMaterialId: material.keyMaterialId };
}
