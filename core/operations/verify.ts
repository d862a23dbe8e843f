import { KMSInvalidSignatureException } from '../errors/kms-errors.ts';
import { checkAlgorithm } from './algorithm.ts';
import { currentMaterial } from './current-material.ts';
import { keyTarget } from './find-key.ts';
import { DryRun, GrantTokens, KeyId, Message, MessageType, Signature, SigningAlgorithm } from './kms-shapes.ts';
import { checkMessage } from './message.ts';
import { defineOperation, theKey } from './operation.ts';
import { structure } from './shape.ts';

export const verify = defineOperation({
  service: 'kms',
  name: 'Verify',
  summary: 'Checks a signature inside KMS; one that is not valid is an error.',
  source: 'https://docs.aws.amazon.com/kms/latest/APIReference/API_Verify.html',
  input: structure({ KeyId, Message, Signature, SigningAlgorithm }, { MessageType, GrantTokens, DryRun }),
  readOnly: true,
  mutates: false,
  crossAccount: true,
  acceptsAlias: true,
  keyUsage: 'SIGN_VERIFY',
  keyStates: ['Enabled', 'Updating'],
  isKeyUse: true,
  record: { defaults: { messageType: 'RAW' } },
  find: ({ KeyId: given }, scope) => [keyTarget(scope, given, 'kms:Verify', { forms: 'any' })],
  check(input, scope) {
    checkAlgorithm(input.SigningAlgorithm, theKey(scope));
    checkMessage(input);
  },
  async handle(input, scope) {
    const key = theKey(scope);
    const { Message: message, MessageType: type = 'RAW', Signature: signature, SigningAlgorithm: algorithm } = input;
    const isValid = await scope.vault.verify(currentMaterial(key), algorithm, { message, type, signature });
    if (!isValid) throw new KMSInvalidSignatureException();
    return { output: { KeyId: key.arn, SignatureValid: true, SigningAlgorithm: algorithm } };
  },
});
