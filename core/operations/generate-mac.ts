import { checkAlgorithm } from './algorithm.ts';
import { currentMaterial } from './current-material.ts';
import { keyTarget } from './find-key.ts';
import { DryRun, GrantTokens, KeyId, MacAlgorithm, Message } from './kms-shapes.ts';
import { defineOperation, theKey } from './operation.ts';
import { structure } from './shape.ts';

export const generateMac = defineOperation({
  service: 'kms',
  name: 'GenerateMac',
  summary: 'Makes a MAC of a message with an HMAC key that never leaves KMS.',
  source: 'https://docs.aws.amazon.com/kms/latest/APIReference/API_GenerateMac.html',
  input: structure({ Message, KeyId, MacAlgorithm }, { GrantTokens, DryRun }),
  readOnly: true,
  mutates: false,
  crossAccount: true,
  acceptsAlias: true,
  keyUsage: 'GENERATE_VERIFY_MAC',
  keyStates: ['Enabled', 'Updating'],
  isKeyUse: true,
  find: ({ KeyId: given }, scope) => [keyTarget(scope, given, 'kms:GenerateMac', { forms: 'any' })],
  check: (input, scope) => checkAlgorithm(input.MacAlgorithm, theKey(scope)),
  async handle({ Message: message, MacAlgorithm: algorithm }, scope) {
    const key = theKey(scope);
    const mac = await scope.vault.mac(currentMaterial(key), algorithm, message);
    return { output: { Mac: mac, MacAlgorithm: algorithm, KeyId: key.arn } };
  },
});
