import { checkAlgorithm } from './algorithm.ts';
import { currentMaterial } from './current-material.ts';
import { keyTarget } from './find-key.ts';
import { DryRun, GrantTokens, KeyId, Message, MessageType, SigningAlgorithm } from './kms-shapes.ts';
import { checkMessage } from './message.ts';
import { defineOperation, theKey } from './operation.ts';
import { structure } from './shape.ts';

export const sign = defineOperation({
  service: 'kms',
  name: 'Sign',
  summary: 'Signs a message, or its digest, with a private key that never leaves KMS.',
  source: 'https://docs.aws.amazon.com/kms/latest/APIReference/API_Sign.html',
  input: structure({ KeyId, Message, SigningAlgorithm }, { MessageType, GrantTokens, DryRun }),
  readOnly: true,
  mutates: false,
  crossAccount: true,
  acceptsAlias: true,
  keyUsage: 'SIGN_VERIFY',
  keyStates: ['Enabled', 'Updating'],
  isKeyUse: true,
  record: { defaults: { messageType: 'RAW' } },
  find: ({ KeyId: given }, scope) => [keyTarget(scope, given, 'kms:Sign', { forms: 'any' })],
  check(input, scope) {
    checkAlgorithm(input.SigningAlgorithm, theKey(scope));
    checkMessage(input);
  },
  async handle({ Message: message, MessageType: type = 'RAW', SigningAlgorithm: algorithm }, scope) {
    const key = theKey(scope);
    const signature = await scope.vault.sign(currentMaterial(key), algorithm, message, type);
    return { output: { KeyId: key.arn, Signature: signature, SigningAlgorithm: algorithm } };
  },
});
