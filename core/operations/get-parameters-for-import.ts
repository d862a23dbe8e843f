import {
  IMPORT_ALGORITHMS,
  type ImportAlgorithm,
  WRAPPING_KEY_SPECS,
  type WrappingKeySpec,
} from '../crypto/import-tokens.ts';
import { factsOf } from '../crypto/key-specs.ts';
import { UnsupportedOperationException } from '../errors/kms-errors.ts';
import type { KeyRecord } from '../keys/key-record.ts';
import { DAY_MS } from '../keys/key-state.ts';
import { keyTarget } from './find-key.ts';
import { epochSeconds } from './key-metadata.ts';
import { KeyId } from './kms-shapes.ts';
import { defineOperation, theKey } from './operation.ts';
import { oneOf, structure } from './shape.ts';

export const getParametersForImport = defineOperation({
  service: 'kms',
  name: 'GetParametersForImport',
  summary: 'Gives a public key to wrap key material with, and the token to import it by within 24 hours.',
  source: 'https://docs.aws.amazon.com/kms/latest/APIReference/API_GetParametersForImport.html',
  input: structure(
    {
      KeyId,
      WrappingAlgorithm: oneOf(['RSAES_PKCS1_V1_5', ...IMPORT_ALGORITHMS, 'SM2PKE']),
      WrappingKeySpec: oneOf([...WRAPPING_KEY_SPECS, 'SM2']),
    },
    {},
  ),
  readOnly: true,
  mutates: false,
  origins: ['EXTERNAL'],
  keyStates: ['Enabled', 'Disabled', 'PendingImport'],
  find: ({ KeyId: given }, scope) => [keyTarget(scope, given, 'kms:GetParametersForImport')],
  check(input, scope) {
    checkWrapping(theKey(scope), input);
  },
  async handle(input, scope) {
    const key = theKey(scope);
    const validTo = scope.at + DAY_MS;
    const { algorithm, spec } = checkWrapping(key, input);
    const { publicKey, token } = await scope.vault.importParameters(key, { algorithm, spec, validTo });
    return {
      output: { KeyId: key.arn, ImportToken: token, PublicKey: publicKey, ParametersValidTo: epochSeconds(validTo) },
    };
  },
});

/**
 * Refuses a wrapping that AWS has given up, or that the key's material does not go through.
 * Simplified: no SM2, which AWS has in its China Regions.
 * @throws {UnsupportedOperationException} The texts are ours.
 * Source: KMS Developer Guide, "Select a wrapping key spec" and "Select a wrapping algorithm"; lifecycle.md section 6.
 */
function checkWrapping(
  { keySpec }: KeyRecord,
  {
    WrappingAlgorithm,
    WrappingKeySpec: spec,
  }: { readonly WrappingAlgorithm: string; readonly WrappingKeySpec: string },
): { readonly algorithm: ImportAlgorithm; readonly spec: WrappingKeySpec } {
  const algorithm = IMPORT_ALGORITHMS.find((one) => one === WrappingAlgorithm);
  const wrappingSpec = WRAPPING_KEY_SPECS.find((one) => one === spec);
  if (algorithm === undefined || wrappingSpec === undefined) {
    throw new UnsupportedOperationException(`Wrapping algorithm ${WrappingAlgorithm} with ${spec} is not supported.`);
  }
  const isDirect = algorithm.startsWith('RSAES_OAEP');
  const { kind } = factsOf(keySpec);
  const isTooLong =
    kind === 'rsa' ||
    kind === 'mlDsa' ||
    kind === 'mlKem' ||
    (keySpec === 'ECC_NIST_P521' && wrappingSpec === 'RSA_2048');
  if (isDirect && isTooLong) {
    throw new UnsupportedOperationException(
      `Key material of key spec ${keySpec} cannot be wrapped by ${algorithm} under ${wrappingSpec}; use RSA_AES_KEY_WRAP_SHA_256.`,
    );
  }
  return { algorithm, spec: wrappingSpec };
}
