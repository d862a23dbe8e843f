import { NO_CONTEXT } from '../crypto/encryption-context.ts';
import { checkDataKeyPair, makeDataKeyPair } from './data-key-pair.ts';
import { keyTarget } from './find-key.ts';
import { Context, DataKeyPairSpec, DryRun, GrantTokens, KeyId } from './kms-shapes.ts';
import { defineOperation, theKey } from './operation.ts';
import { handOver, Recipient } from './recipient.ts';
import { structure } from './shape.ts';

export const generateDataKeyPair = defineOperation({
  service: 'kms',
  name: 'GenerateDataKeyPair',
  summary: 'Makes a key pair for use outside KMS: the private key in plaintext, and wrapped under the key for keeping.',
  source: 'https://docs.aws.amazon.com/kms/latest/APIReference/API_GenerateDataKeyPair.html',
  input: structure(
    { KeyId, KeyPairSpec: DataKeyPairSpec },
    { EncryptionContext: Context, GrantTokens, Recipient, DryRun },
  ),
  readOnly: true,
  mutates: false,
  crossAccount: true,
  acceptsAlias: true,
  keyUsage: 'ENCRYPT_DECRYPT',
  keyStates: ['Enabled', 'Updating'],
  isKeyUse: true,
  find: ({ KeyId: given, EncryptionContext: context = NO_CONTEXT }, scope) => [
    keyTarget(scope, given, 'kms:GenerateDataKeyPair', { forms: 'any', context }),
  ],
  check: checkDataKeyPair,
  async handle(input, scope) {
    const { privateKey, publicKey, wrapped, keyMaterialId } = await makeDataKeyPair(input, scope);
    const { members, logged } = await handOver('PrivateKeyPlaintext', privateKey, input.Recipient, scope);
    return {
      output: {
        PrivateKeyCiphertextBlob: wrapped,
        ...members,
        PublicKey: publicKey,
        KeyId: theKey(scope).arn,
        KeyPairSpec: input.KeyPairSpec,
        KeyMaterialId: keyMaterialId,
      },
      additionalEventData: { keyMaterialId, ...logged },
    };
  },
});
