import { NO_CONTEXT } from '../crypto/encryption-context.ts';
import { checkDataKeyLength, makeDataKey } from './data-key.ts';
import { keyTarget } from './find-key.ts';
import { Context, DataKeySpec, DryRun, GrantTokens, KeyId, NumberOfBytes } from './kms-shapes.ts';
import { defineOperation, theKey } from './operation.ts';
import { handOver, Recipient } from './recipient.ts';
import { structure } from './shape.ts';
import { checkWrapsDataKeys } from './symmetric-only.ts';

export const generateDataKey = defineOperation({
  service: 'kms',
  name: 'GenerateDataKey',
  summary: 'Makes a random data key: in plaintext for use now, and wrapped under the key for keeping.',
  source: 'https://docs.aws.amazon.com/kms/latest/APIReference/API_GenerateDataKey.html',
  input: structure(
    { KeyId },
    { EncryptionContext: Context, KeySpec: DataKeySpec, NumberOfBytes, GrantTokens, Recipient, DryRun },
  ),
  readOnly: true,
  mutates: false,
  crossAccount: true,
  acceptsAlias: true,
  keyUsage: 'ENCRYPT_DECRYPT',
  keyStates: ['Enabled', 'Updating'],
  isKeyUse: true,
  find(input, scope) {
    const { KeyId: given, EncryptionContext: context = NO_CONTEXT } = input;
    const target = keyTarget(scope, given, 'kms:GenerateDataKey', { forms: 'any', context });
    checkDataKeyLength(input);
    return [target];
  },
  check: (_, scope) => checkWrapsDataKeys(theKey(scope)),
  async handle(input, scope) {
    const { plaintext, wrapped, keyMaterialId } = await makeDataKey(input, scope);
    const { members, logged } = await handOver('Plaintext', plaintext, input.Recipient, scope);
    return {
      output: { CiphertextBlob: wrapped, ...members, KeyId: theKey(scope).arn, KeyMaterialId: keyMaterialId },
      additionalEventData: { keyMaterialId, ...logged },
    };
  },
});
