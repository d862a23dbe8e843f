import { type EncryptionContext, NO_CONTEXT } from '../crypto/encryption-context.ts';
import { decryptionTarget } from './find-ciphertext-key.ts';
import { ciphertextOf, DryRunModifiers } from './ignored-ciphertext.ts';
import { checkMethod, decryptUnder, type Method } from './key-encryption.ts';
import { CiphertextBlob, Context, DryRun, EncryptionAlgorithm, GrantTokens, KeyId } from './kms-shapes.ts';
import { loggedContext } from './logged-context.ts';
import { defineOperation, theKey } from './operation.ts';
import { eventData, handOver, Recipient } from './recipient.ts';
import { structure } from './shape.ts';

export const decrypt = defineOperation({
  service: 'kms',
  name: 'Decrypt',
  summary: 'Decrypts what KMS has encrypted; the ciphertext names its key by itself.',
  source: 'https://docs.aws.amazon.com/kms/latest/APIReference/API_Decrypt.html',
  input: structure(
    {},
    {
      CiphertextBlob,
      EncryptionContext: Context,
      GrantTokens,
      KeyId,
      EncryptionAlgorithm,
      Recipient,
      DryRun,
      DryRunModifiers,
    },
  ),
  readOnly: true,
  mutates: false,
  crossAccount: true,
  acceptsAlias: true,
  keyUsage: 'ENCRYPT_DECRYPT',
  keyStates: ['Enabled', 'Updating'],
  isKeyUse: true,
  record: {
    requestParameters: ({ KeyId, EncryptionAlgorithm = 'SYMMETRIC_DEFAULT', EncryptionContext }) => ({
      ...(KeyId === undefined ? {} : { keyId: KeyId }),
      encryptionAlgorithm: EncryptionAlgorithm,
      ...loggedContext(EncryptionContext),
    }),
  },
  find: (input, scope) => [
    decryptionTarget(scope, 'kms:Decrypt', {
      ciphertext: ciphertextOf(input),
      named: input.KeyId,
      ...methodOf(input),
    }),
  ],
  check: (input, scope) => checkMethod(theKey(scope), methodOf(input)),
  async handle(input, scope) {
    const key = theKey(scope);
    const method = methodOf(input);
    const ciphertext = ciphertextOf(input);
    if (ciphertext === null) return { output: {} };
    const { bytes, keyMaterialId } = await decryptUnder(key, ciphertext, method, scope);
    const { members, logged } = await handOver('Plaintext', bytes, input.Recipient, scope);
    return {
      output: {
        KeyId: key.arn,
        ...members,
        EncryptionAlgorithm: method.algorithm,
        ...(keyMaterialId === null || input.Recipient !== undefined ? {} : { KeyMaterialId: keyMaterialId }),
      },
      ...eventData({ ...(keyMaterialId === null ? {} : { keyMaterialId }), ...logged }),
    };
  },
});

type MethodInput = { readonly EncryptionAlgorithm?: string; readonly EncryptionContext?: EncryptionContext };

function methodOf({ EncryptionAlgorithm = 'SYMMETRIC_DEFAULT', EncryptionContext = NO_CONTEXT }: MethodInput): Method {
  return { algorithm: EncryptionAlgorithm, context: EncryptionContext };
}
