import { ValidationException } from '../errors/common-errors.ts';
import { checkAlgorithm } from './algorithm.ts';
import { currentMaterial } from './current-material.ts';
import { keyTarget } from './find-key.ts';
import { DryRun, GrantTokens, KeyAgreementAlgorithm, KeyId, PublicKey } from './kms-shapes.ts';
import { defineOperation, theKey } from './operation.ts';
import { eventData, handOver, Recipient } from './recipient.ts';
import { structure } from './shape.ts';

export const deriveSharedSecret = defineOperation({
  service: 'kms',
  name: 'DeriveSharedSecret',
  summary: 'Derives the secret that a private key shares with a peer’s public key (ECDH).',
  source: 'https://docs.aws.amazon.com/kms/latest/APIReference/API_DeriveSharedSecret.html',
  input: structure({ KeyId, KeyAgreementAlgorithm, PublicKey }, { GrantTokens, DryRun, Recipient }),
  readOnly: true,
  mutates: false,
  crossAccount: true,
  acceptsAlias: true,
  keyUsage: 'KEY_AGREEMENT',
  keyStates: ['Enabled', 'Updating'],
  isKeyUse: true,
  find: ({ KeyId: given }, scope) => [keyTarget(scope, given, 'kms:DeriveSharedSecret', { forms: 'any' })],
  check: (input, scope) => checkAlgorithm(input.KeyAgreementAlgorithm, theKey(scope)),
  async handle({ PublicKey: peer, KeyAgreementAlgorithm: algorithm, Recipient: recipient }, scope) {
    const key = theKey(scope);
    const secret = await scope.vault.deriveSharedSecret(currentMaterial(key), peer);
    if (secret === null) {
      // AWS's text is unpublished. Source: KMS API Reference, DeriveSharedSecret, PublicKey.
      throw new ValidationException(`PublicKey is not a valid public key of key spec ${key.keySpec}.`);
    }
    const { members, logged } = await handOver('SharedSecret', secret, recipient, scope);
    return {
      output: { KeyId: key.arn, ...members, KeyAgreementAlgorithm: algorithm, KeyOrigin: key.origin },
      ...eventData(logged),
    };
  },
});
