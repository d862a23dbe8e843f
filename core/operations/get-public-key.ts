import { isKeyPairSpec } from '../crypto/key-specs.ts';
import { UnsupportedOperationException } from '../errors/kms-errors.ts';
import { currentMaterial } from './current-material.ts';
import { keyTarget } from './find-key.ts';
import { specMembers } from './key-metadata.ts';
import { GrantTokens, KeyId } from './kms-shapes.ts';
import { defineOperation, theKey } from './operation.ts';
import { structure } from './shape.ts';

export const getPublicKey = defineOperation({
  service: 'kms',
  name: 'GetPublicKey',
  summary: 'Gives the public half of a key pair, for use outside KMS.',
  source: 'https://docs.aws.amazon.com/kms/latest/APIReference/API_GetPublicKey.html',
  input: structure({ KeyId }, { GrantTokens }),
  readOnly: true,
  mutates: false,
  crossAccount: true,
  acceptsAlias: true,
  keyStates: ['Enabled', 'Updating'],
  find: ({ KeyId: given }, scope) => [keyTarget(scope, given, 'kms:GetPublicKey', { forms: 'any' })],
  // KMS was seen to send no message. Source: keys.md section 5.
  check(_, scope) {
    if (!isKeyPairSpec(theKey(scope).keySpec)) throw new UnsupportedOperationException();
  },
  async handle(_, scope) {
    const key = theKey(scope);
    const PublicKey = await scope.vault.publicKey(currentMaterial(key));
    return { output: { KeyId: key.arn, PublicKey, ...specMembers(key), KeyUsage: key.keyUsage } };
  },
});
