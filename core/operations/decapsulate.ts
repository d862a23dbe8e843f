import { checkAlgorithm } from './algorithm.ts';
import { currentMaterial } from './current-material.ts';
import { keyTarget } from './find-key.ts';
import { CiphertextBlob, DryRun, EncapsulationAlgorithm, GrantTokens, KeyId } from './kms-shapes.ts';
import { defineOperation, theKey } from './operation.ts';
import { structure } from './shape.ts';

export const decapsulate = defineOperation({
  service: 'kms',
  name: 'Decapsulate',
  summary: 'Recovers the secret that Encapsulate, or anybody with the public key, made (ML-KEM).',
  source: 'https://docs.aws.amazon.com/kms/latest/APIReference/API_Decapsulate.html',
  input: structure(
    { KeyId, SharedSecretCiphertextBlob: CiphertextBlob, EncapsulationAlgorithm },
    { GrantTokens, DryRun },
  ),
  readOnly: true,
  mutates: false,
  crossAccount: true,
  acceptsAlias: true,
  keyUsage: 'ENCAPSULATE_DECAPSULATE',
  keyStates: ['Enabled', 'Updating'],
  isKeyUse: true,
  find: ({ KeyId: given }, scope) => [keyTarget(scope, given, 'kms:Decapsulate', { forms: 'any' })],
  check: (input, scope) => checkAlgorithm(input.EncapsulationAlgorithm, theKey(scope)),
  async handle({ SharedSecretCiphertextBlob: ciphertext, EncapsulationAlgorithm: algorithm }, scope) {
    const key = theKey(scope);
    const secret = await scope.vault.decapsulate(currentMaterial(key), ciphertext);
    return { output: { KeyId: key.arn, SharedSecret: secret, EncapsulationAlgorithm: algorithm } };
  },
});
