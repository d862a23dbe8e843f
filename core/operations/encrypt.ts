import { type EncryptionContext, NO_CONTEXT } from '../crypto/encryption-context.ts';
import { keyTarget } from './find-key.ts';
import { checkFits, checkMethod, encryptUnder, type Method } from './key-encryption.ts';
import { Context, DryRun, EncryptionAlgorithm, GrantTokens, KeyId, Plaintext } from './kms-shapes.ts';
import { loggedContext } from './logged-context.ts';
import { defineOperation, theKey } from './operation.ts';
import { eventData } from './recipient.ts';
import { structure } from './shape.ts';

export const encrypt = defineOperation({
  service: 'kms',
  name: 'Encrypt',
  summary: 'Encrypts up to 4096 bytes under a key.',
  source: 'https://docs.aws.amazon.com/kms/latest/APIReference/API_Encrypt.html',
  input: structure({ KeyId, Plaintext }, { EncryptionContext: Context, GrantTokens, EncryptionAlgorithm, DryRun }),
  readOnly: true,
  mutates: false,
  crossAccount: true,
  acceptsAlias: true,
  keyUsage: 'ENCRYPT_DECRYPT',
  keyStates: ['Enabled', 'Updating'],
  isKeyUse: true,
  record: {
    requestParameters: ({ KeyId, EncryptionAlgorithm = 'SYMMETRIC_DEFAULT', EncryptionContext }) => ({
      keyId: KeyId,
      encryptionAlgorithm: EncryptionAlgorithm,
      ...loggedContext(EncryptionContext),
    }),
  },
  find: ({ KeyId: given, EncryptionContext: context = NO_CONTEXT }, scope) => [
    keyTarget(scope, given, 'kms:Encrypt', { forms: 'any', context }),
  ],
  check(input, scope) {
    const key = theKey(scope);
    const method = methodOf(input);
    checkMethod(key, method);
    checkFits(key, method.algorithm, input.Plaintext);
  },
  async handle(input, scope) {
    const key = theKey(scope);
    const method = methodOf(input);
    const { bytes, keyMaterialId } = await encryptUnder(key, input.Plaintext, method, scope);
    return {
      output: { CiphertextBlob: bytes, KeyId: key.arn, EncryptionAlgorithm: method.algorithm },
      ...eventData(keyMaterialId === null ? {} : { keyMaterialId }),
    };
  },
});

type MethodInput = { readonly EncryptionAlgorithm?: string; readonly EncryptionContext?: EncryptionContext };

function methodOf({ EncryptionAlgorithm = 'SYMMETRIC_DEFAULT', EncryptionContext = NO_CONTEXT }: MethodInput): Method {
  return { algorithm: EncryptionAlgorithm, context: EncryptionContext };
}
