import { type EncryptionContext, NO_CONTEXT } from '../crypto/encryption-context.ts';
import { decryptionTarget } from './find-ciphertext-key.ts';
import { checkMethod, decryptUnder, type Method } from './key-encryption.ts';
import { CiphertextBlob, Context, EncryptionAlgorithm, GrantTokens, KeyId } from './kms-shapes.ts';
import { loggedContext } from './logged-context.ts';
import { defineOperation, theKey } from './operation.ts';
import { structure } from './shape.ts';

export const decrypt = defineOperation({
  service: 'kms',
  name: 'Decrypt',
  summary: 'Decrypts what KMS has encrypted; the ciphertext names its key by itself.',
  source: 'https://docs.aws.amazon.com/kms/latest/APIReference/API_Decrypt.html',
  input: structure({ CiphertextBlob }, { EncryptionContext: Context, GrantTokens, KeyId, EncryptionAlgorithm }),
  readOnly: true,
  mutates: false,
  crossAccount: true,
  acceptsAlias: true,
  keyUsage: 'ENCRYPT_DECRYPT',
  keyStates: ['Enabled', 'Updating'],
  isKeyUse: true,
  record: {
    requestParameters: ({ KeyId, EncryptionAlgorithm = 'SYMMETRIC_DEFAULT', EncryptionContext }) => ({
      ...(KeyId === undefined ? {} : { keyId: KeyId }),
      encryptionAlgorithm: EncryptionAlgorithm,
      ...loggedContext(EncryptionContext),
    }),
  },
  find: (input, scope) => [
    decryptionTarget(scope, 'kms:Decrypt', {
      ciphertext: input.CiphertextBlob,
      named: input.KeyId,
      ...methodOf(input),
    }),
  ],
  check: (input, scope) => checkMethod(theKey(scope), methodOf(input)),
  async handle(input, scope) {
    const key = theKey(scope);
    const method = methodOf(input);
    const { bytes, keyMaterialId } = await decryptUnder(key, input.CiphertextBlob, method, scope);
    return {
      output: {
        KeyId: key.arn,
        Plaintext: bytes,
        EncryptionAlgorithm: method.algorithm,
        ...(keyMaterialId === null ? {} : { KeyMaterialId: keyMaterialId }),
      },
      ...(keyMaterialId === null ? {} : { additionalEventData: { keyMaterialId } }),
    };
  },
});

type MethodInput = { readonly EncryptionAlgorithm?: string; readonly EncryptionContext?: EncryptionContext };

function methodOf({ EncryptionAlgorithm = 'SYMMETRIC_DEFAULT', EncryptionContext = NO_CONTEXT }: MethodInput): Method {
  return { algorithm: EncryptionAlgorithm, context: EncryptionContext };
}
