import { parseBlob } from '../crypto/ciphertext-blob.ts';
import { NO_CONTEXT } from '../crypto/encryption-context.ts';
import { decryptWithKey, encryptWithKey } from '../key-stores/encrypt-with-key.ts';
import { currentMaterial } from './current-material.ts';
import { checkEncryptionAlgorithm } from './encryption-algorithm.ts';
import { ciphertextTarget } from './find-ciphertext-key.ts';
import { keyTarget } from './find-key.ts';
import { CiphertextBlob, Context, EncryptionAlgorithm, GrantTokens, KeyId } from './kms-shapes.ts';
import { defineOperation, theKey } from './operation.ts';
import { structure } from './shape.ts';

export const reEncrypt = defineOperation({
  service: 'kms',
  name: 'ReEncrypt',
  summary: 'Decrypts and encrypts again inside KMS, under another key or context; the plaintext never leaves.',
  source: 'https://docs.aws.amazon.com/kms/latest/APIReference/API_ReEncrypt.html',
  input: structure(
    { CiphertextBlob, DestinationKeyId: KeyId },
    {
      SourceEncryptionContext: Context,
      SourceKeyId: KeyId,
      DestinationEncryptionContext: Context,
      SourceEncryptionAlgorithm: EncryptionAlgorithm,
      DestinationEncryptionAlgorithm: EncryptionAlgorithm,
      GrantTokens,
    },
  ),
  readOnly: true,
  mutates: false,
  crossAccount: true,
  keyUsage: 'ENCRYPT_DECRYPT',
  keyStates: ['Enabled', 'Updating'],
  isKeyUse: true,
  record: {
    defaults: { sourceEncryptionAlgorithm: 'SYMMETRIC_DEFAULT', destinationEncryptionAlgorithm: 'SYMMETRIC_DEFAULT' },
  },
  find(input, scope) {
    const { SourceEncryptionContext = NO_CONTEXT, DestinationEncryptionContext = NO_CONTEXT } = input;
    return [
      ciphertextTarget(scope, input.CiphertextBlob, input.SourceKeyId, 'kms:ReEncryptFrom', SourceEncryptionContext),
      keyTarget(scope, input.DestinationKeyId, 'kms:ReEncryptTo', {
        forms: 'any',
        context: DestinationEncryptionContext,
      }),
    ];
  },
  check(input, scope) {
    checkEncryptionAlgorithm(input.SourceEncryptionAlgorithm, theKey(scope));
    checkEncryptionAlgorithm(input.DestinationEncryptionAlgorithm, theKey(scope));
  },
  async handle(input, scope) {
    const { SourceEncryptionContext = NO_CONTEXT, DestinationEncryptionContext = NO_CONTEXT } = input;
    const source = theKey(scope);
    const destination = theKey({ targets: scope.targets.slice(1) });
    const sourceKeyMaterialId = parseBlob(input.CiphertextBlob).header.keyMaterialId;
    const material = currentMaterial(destination);
    const destinationKeyMaterialId = material.keyMaterialId;
    const plaintext = await decryptWithKey(source, input.CiphertextBlob, SourceEncryptionContext, scope);
    const blob = await encryptWithKey(material, plaintext, DestinationEncryptionContext, scope);
    plaintext.fill(0);
    return {
      output: {
        CiphertextBlob: blob,
        SourceKeyId: source.arn,
        KeyId: destination.arn,
        SourceEncryptionAlgorithm: 'SYMMETRIC_DEFAULT',
        DestinationEncryptionAlgorithm: 'SYMMETRIC_DEFAULT',
        SourceKeyMaterialId: sourceKeyMaterialId,
        DestinationKeyMaterialId: destinationKeyMaterialId,
      },
      additionalEventData: { sourceKeyMaterialId, destinationKeyMaterialId },
    };
  },
});
