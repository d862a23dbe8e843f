import { checkAlgorithm } from './algorithm.ts';
import { currentMaterial } from './current-material.ts';
import { keyTarget } from './find-key.ts';
import { DryRun, EncapsulationAlgorithm, GrantTokens, KeyId } from './kms-shapes.ts';
import { defineOperation, theKey } from './operation.ts';
import { structure } from './shape.ts';

export const encapsulate = defineOperation({
  service: 'kms',
  name: 'Encapsulate',
  summary: 'Makes a secret and the ciphertext that carries it to the holder of a private key (ML-KEM).',
  source: 'https://docs.aws.amazon.com/kms/latest/APIReference/API_Encapsulate.html',
  input: structure({ KeyId, EncapsulationAlgorithm }, { GrantTokens, DryRun }),
  readOnly: true,
  mutates: false,
  crossAccount: true,
  acceptsAlias: true,
  keyUsage: 'ENCAPSULATE_DECAPSULATE',
  keyStates: ['Enabled', 'Updating'],
  isKeyUse: true,
  find: ({ KeyId: given }, scope) => [keyTarget(scope, given, 'kms:Encapsulate', { forms: 'any' })],
  check: (input, scope) => checkAlgorithm(input.EncapsulationAlgorithm, theKey(scope)),
  async handle({ EncapsulationAlgorithm: algorithm }, scope) {
    const key = theKey(scope);
    const { sharedSecret, ciphertext } = await scope.vault.encapsulate(currentMaterial(key));
    return {
      output: {
        KeyId: key.arn,
        SharedSecret: sharedSecret,
        SharedSecretCiphertextBlob: ciphertext,
        EncapsulationAlgorithm: algorithm,
      },
    };
  },
});
