import { NO_CONTEXT } from '../crypto/encryption-context.ts';
import { encryptWithKey } from '../key-stores/encrypt-with-key.ts';
import { currentMaterial } from './current-material.ts';
import { checkEncryptionAlgorithm } from './encryption-algorithm.ts';
import { keyTarget } from './find-key.ts';
import { Context, EncryptionAlgorithm, GrantTokens, KeyId, Plaintext } from './kms-shapes.ts';
import { loggedContext } from './logged-context.ts';
import { defineOperation, theKey } from './operation.ts';
import { structure } from './shape.ts';

export const encrypt = defineOperation({
  service: 'kms',
  name: 'Encrypt',
  summary: 'Encrypts up to 4096 bytes under a key.',
  source: 'https://docs.aws.amazon.com/kms/latest/APIReference/API_Encrypt.html',
  input: structure({ KeyId, Plaintext }, { EncryptionContext: Context, GrantTokens, EncryptionAlgorithm }),
  readOnly: true,
  mutates: false,
  crossAccount: true,
  acceptsAlias: true,
  keyUsage: 'ENCRYPT_DECRYPT',
  keyStates: ['Enabled', 'Updating'],
  isKeyUse: true,
  record: {
    requestParameters: ({ KeyId, EncryptionAlgorithm = 'SYMMETRIC_DEFAULT', EncryptionContext }) => ({
      keyId: KeyId,
      encryptionAlgorithm: EncryptionAlgorithm,
      ...loggedContext(EncryptionContext),
    }),
  },
  find: ({ KeyId: given, EncryptionContext: context = NO_CONTEXT }, scope) => [
    keyTarget(scope, given, 'kms:Encrypt', { forms: 'any', context }),
  ],
  check: (input, scope) => checkEncryptionAlgorithm(input.EncryptionAlgorithm, theKey(scope)),
  async handle({ Plaintext: plaintext, EncryptionContext: context = NO_CONTEXT }, scope) {
    const key = theKey(scope);
    const material = currentMaterial(key);
    const CiphertextBlob = await encryptWithKey(material, plaintext, context, scope);
    return {
      output: { CiphertextBlob, KeyId: key.arn, EncryptionAlgorithm: 'SYMMETRIC_DEFAULT' },
      additionalEventData: { keyMaterialId: material.keyMaterialId },
    };
  },
});
