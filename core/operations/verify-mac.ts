import { KMSInvalidMacException } from '../errors/kms-errors.ts';
import { checkAlgorithm } from './algorithm.ts';
import { currentMaterial } from './current-material.ts';
import { keyTarget } from './find-key.ts';
import { DryRun, GrantTokens, KeyId, Mac, MacAlgorithm, Message } from './kms-shapes.ts';
import { defineOperation, theKey } from './operation.ts';
import { structure } from './shape.ts';

export const verifyMac = defineOperation({
  service: 'kms',
  name: 'VerifyMac',
  summary: 'Checks a MAC inside KMS; one that is not valid is an error.',
  source: 'https://docs.aws.amazon.com/kms/latest/APIReference/API_VerifyMac.html',
  input: structure({ Message, KeyId, MacAlgorithm, Mac }, { GrantTokens, DryRun }),
  readOnly: true,
  mutates: false,
  crossAccount: true,
  acceptsAlias: true,
  keyUsage: 'GENERATE_VERIFY_MAC',
  keyStates: ['Enabled', 'Updating'],
  isKeyUse: true,
  find: ({ KeyId: given }, scope) => [keyTarget(scope, given, 'kms:VerifyMac', { forms: 'any' })],
  check: (input, scope) => checkAlgorithm(input.MacAlgorithm, theKey(scope)),
  async handle({ Message: message, MacAlgorithm: algorithm, Mac: mac }, scope) {
    const key = theKey(scope);
    if (!(await scope.vault.verifyMac(currentMaterial(key), algorithm, message, mac))) {
      throw new KMSInvalidMacException();
    }
    return { output: { KeyId: key.arn, MacValid: true, MacAlgorithm: algorithm } };
  },
});
