import { NO_CONTEXT } from '../crypto/encryption-context.ts';
import { checkDataKeyPair, makeDataKeyPair } from './data-key-pair.ts';
import { keyTarget } from './find-key.ts';
import { Context, DataKeyPairSpec, DryRun, GrantTokens, KeyId } from './kms-shapes.ts';
import { defineOperation, theKey } from './operation.ts';
import { structure } from './shape.ts';

export const generateDataKeyPairWithoutPlaintext = defineOperation({
  service: 'kms',
  name: 'GenerateDataKeyPairWithoutPlaintext',
  summary: 'Makes a key pair for use outside KMS, the private key wrapped only: whoever needs it decrypts it later.',
  source: 'https://docs.aws.amazon.com/kms/latest/APIReference/API_GenerateDataKeyPairWithoutPlaintext.html',
  input: structure({ KeyId, KeyPairSpec: DataKeyPairSpec }, { EncryptionContext: Context, GrantTokens, DryRun }),
  readOnly: true,
  mutates: false,
  crossAccount: true,
  acceptsAlias: true,
  keyUsage: 'ENCRYPT_DECRYPT',
  keyStates: ['Enabled', 'Updating'],
  isKeyUse: true,
  find: ({ KeyId: given, EncryptionContext: context = NO_CONTEXT }, scope) => [
    keyTarget(scope, given, 'kms:GenerateDataKeyPairWithoutPlaintext', { forms: 'any', context }),
  ],
  check: checkDataKeyPair,
  async handle(input, scope) {
    const { privateKey, publicKey, wrapped, keyMaterialId } = await makeDataKeyPair(input, scope);
    privateKey.fill(0);
    return {
      output: {
        PrivateKeyCiphertextBlob: wrapped,
        PublicKey: publicKey,
        KeyId: theKey(scope).arn,
        KeyPairSpec: input.KeyPairSpec,
        KeyMaterialId: keyMaterialId,
      },
      additionalEventData: { keyMaterialId },
    };
  },
});
