import { NO_CONTEXT } from '../crypto/encryption-context.ts';
import { checkDataKeyLength, makeDataKey } from './data-key.ts';
import { keyTarget } from './find-key.ts';
import { Context, DataKeySpec, DryRun, GrantTokens, KeyId, NumberOfBytes } from './kms-shapes.ts';
import { defineOperation, theKey } from './operation.ts';
import { structure } from './shape.ts';
import { checkWrapsDataKeys } from './symmetric-only.ts';

export const generateDataKeyWithoutPlaintext = defineOperation({
  service: 'kms',
  name: 'GenerateDataKeyWithoutPlaintext',
  summary: 'Makes a random data key, wrapped only: whoever needs it decrypts it later.',
  source: 'https://docs.aws.amazon.com/kms/latest/APIReference/API_GenerateDataKeyWithoutPlaintext.html',
  input: structure({ KeyId }, { EncryptionContext: Context, KeySpec: DataKeySpec, NumberOfBytes, GrantTokens, DryRun }),
  readOnly: true,
  mutates: false,
  crossAccount: true,
  acceptsAlias: true,
  keyUsage: 'ENCRYPT_DECRYPT',
  keyStates: ['Enabled', 'Updating'],
  isKeyUse: true,
  find(input, scope) {
    const { KeyId: given, EncryptionContext: context = NO_CONTEXT } = input;
    const target = keyTarget(scope, given, 'kms:GenerateDataKeyWithoutPlaintext', { forms: 'any', context });
    checkDataKeyLength(input);
    return [target];
  },
  check: (_, scope) => checkWrapsDataKeys(theKey(scope)),
  async handle(input, scope) {
    const { plaintext, wrapped, keyMaterialId } = await makeDataKey(input, scope);
    plaintext.fill(0);
    return {
      output: { CiphertextBlob: wrapped, KeyId: theKey(scope).arn, KeyMaterialId: keyMaterialId },
      additionalEventData: { keyMaterialId },
    };
  },
});
