import { parseBlob } from '../crypto/ciphertext-blob.ts';
import { NO_CONTEXT } from '../crypto/encryption-context.ts';
import { decryptWithKey } from '../key-stores/encrypt-with-key.ts';
import { checkEncryptionAlgorithm } from './encryption-algorithm.ts';
import { ciphertextTarget } from './find-ciphertext-key.ts';
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
    ciphertextTarget(scope, input.CiphertextBlob, input.KeyId, 'kms:Decrypt', input.EncryptionContext ?? NO_CONTEXT),
  ],
  check: (input, scope) => checkEncryptionAlgorithm(input.EncryptionAlgorithm, theKey(scope)),
  async handle({ CiphertextBlob: blob, EncryptionContext: context = NO_CONTEXT }, scope) {
    const key = theKey(scope);
    const { keyMaterialId } = parseBlob(blob).header;
    const plaintext = await decryptWithKey(key, blob, context, scope);
    return {
      output: {
        KeyId: key.arn,
        Plaintext: plaintext,
        EncryptionAlgorithm: 'SYMMETRIC_DEFAULT',
        KeyMaterialId: keyMaterialId,
      },
      additionalEventData: { keyMaterialId },
    };
  },
});
