import { type EncryptionContext, NO_CONTEXT } from '../crypto/encryption-context.ts';
import type { KeyRecord } from '../keys/key-record.ts';
import { decryptionTarget } from './find-ciphertext-key.ts';
import { keyTarget } from './find-key.ts';
import { ciphertextOf, DryRunModifiers } from './ignored-ciphertext.ts';
import { checkFits, checkMethod, decryptUnder, encryptUnder, type Method } from './key-encryption.ts';
import { CiphertextBlob, Context, DryRun, EncryptionAlgorithm, GrantTokens, KeyId } from './kms-shapes.ts';
import { type CheckScope, defineOperation, theKey } from './operation.ts';
import { eventData } from './recipient.ts';
import { structure } from './shape.ts';

export const reEncrypt = defineOperation({
  service: 'kms',
  name: 'ReEncrypt',
  summary: 'Decrypts and encrypts again inside KMS, under another key or context; the plaintext never leaves.',
  source: 'https://docs.aws.amazon.com/kms/latest/APIReference/API_ReEncrypt.html',
  input: structure(
    { DestinationKeyId: KeyId },
    {
      CiphertextBlob,
      SourceEncryptionContext: Context,
      SourceKeyId: KeyId,
      DestinationEncryptionContext: Context,
      SourceEncryptionAlgorithm: EncryptionAlgorithm,
      DestinationEncryptionAlgorithm: EncryptionAlgorithm,
      GrantTokens,
      DryRun,
      DryRunModifiers,
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
  find: (input, scope) => [
    decryptionTarget(scope, 'kms:ReEncryptFrom', {
      ciphertext: ciphertextOf(input),
      named: input.SourceKeyId,
      ...sourceMethod(input),
    }),
    keyTarget(scope, input.DestinationKeyId, 'kms:ReEncryptTo', {
      forms: 'any',
      context: destinationMethod(input).context,
    }),
  ],
  check(input, scope) {
    checkMethod(theKey(scope), sourceMethod(input));
    checkMethod(destinationOf(scope), destinationMethod(input));
  },
  async handle(input, scope) {
    const [source, destination] = [theKey(scope), destinationOf(scope)];
    const [from, to] = [sourceMethod(input), destinationMethod(input)];
    const ciphertext = ciphertextOf(input);
    if (ciphertext === null) return { output: {} };
    const opened = await decryptUnder(source, ciphertext, from, scope);
    checkFits(destination, to.algorithm, opened.bytes);
    const sealed = await encryptUnder(destination, opened.bytes, to, scope);
    opened.bytes.fill(0);
    const sourceId = opened.keyMaterialId;
    const destinationId = sealed.keyMaterialId;
    return {
      output: {
        CiphertextBlob: sealed.bytes,
        SourceKeyId: source.arn,
        KeyId: destination.arn,
        SourceEncryptionAlgorithm: from.algorithm,
        DestinationEncryptionAlgorithm: to.algorithm,
        ...(sourceId === null ? {} : { SourceKeyMaterialId: sourceId }),
        ...(destinationId === null ? {} : { DestinationKeyMaterialId: destinationId }),
      },
      ...eventData({
        ...(sourceId === null ? {} : { sourceKeyMaterialId: sourceId }),
        ...(destinationId === null ? {} : { destinationKeyMaterialId: destinationId }),
      }),
    };
  },
});

interface Methods {
  readonly SourceEncryptionContext?: EncryptionContext;
  readonly SourceEncryptionAlgorithm?: string;
  readonly DestinationEncryptionContext?: EncryptionContext;
  readonly DestinationEncryptionAlgorithm?: string;
}

function sourceMethod(input: Methods): Method {
  const { SourceEncryptionAlgorithm: algorithm = 'SYMMETRIC_DEFAULT', SourceEncryptionContext: context } = input;
  return { algorithm, context: context ?? NO_CONTEXT };
}

function destinationMethod(input: Methods): Method {
  const { DestinationEncryptionAlgorithm: algorithm = 'SYMMETRIC_DEFAULT' } = input;
  return { algorithm, context: input.DestinationEncryptionContext ?? NO_CONTEXT };
}

function destinationOf({ targets }: CheckScope): KeyRecord {
  return theKey({ targets: targets.slice(1) });
}
