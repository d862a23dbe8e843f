import { loggedDate } from '../audit/logged-date.ts';
import { ExpiredImportTokenException, IncorrectKeyMaterialException } from '../errors/kms-errors.ts';
import { primaryOf } from '../keys/multi-region.ts';
import { keyTarget } from './find-key.ts';
import { checkImportMembers, checkMaterial, expiryOf } from './import-rules.ts';
import { KeyId, KeyMaterialId } from './kms-shapes.ts';
import { defineOperation, theKey } from './operation.ts';
import { blob, oneOf, string, structure, timestamp } from './shape.ts';

export const importKeyMaterial = defineOperation({
  service: 'kms',
  name: 'ImportKeyMaterial',
  summary: 'Puts your own key material, wrapped by GetParametersForImport, into a key of origin EXTERNAL.',
  source: 'https://docs.aws.amazon.com/kms/latest/APIReference/API_ImportKeyMaterial.html',
  input: structure(
    { KeyId, ImportToken: blob({ min: 1, max: 6144 }), EncryptedKeyMaterial: blob({ min: 1, max: 6144 }) },
    {
      ValidTo: timestamp(),
      ExpirationModel: oneOf(['KEY_MATERIAL_EXPIRES', 'KEY_MATERIAL_DOES_NOT_EXPIRE']),
      ImportType: oneOf(['NEW_KEY_MATERIAL', 'EXISTING_KEY_MATERIAL']),
      KeyMaterialDescription: string({ min: 0, max: 256 }),
      KeyMaterialId,
    },
  ),
  readOnly: false,
  mutates: true,
  origins: ['EXTERNAL'],
  keyStates: ['Enabled', 'Disabled', 'PendingImport', 'Updating'],
  event: 'ImportKeyMaterial',
  record: {
    requestParameters: (input) => ({
      keyId: input.KeyId,
      expirationModel: input.ExpirationModel ?? 'KEY_MATERIAL_EXPIRES',
      ...(input.ValidTo === undefined ? {} : { validTo: loggedDate(input.ValidTo) }),
      ...(input.ImportType === undefined ? {} : { importType: input.ImportType }),
      ...(input.KeyMaterialDescription === undefined ? {} : { keyMaterialDescription: input.KeyMaterialDescription }),
      ...(input.KeyMaterialId === undefined ? {} : { keyMaterialId: input.KeyMaterialId }),
    }),
  },
  find: ({ KeyId: given }, scope) => [keyTarget(scope, given, 'kms:ImportKeyMaterial')],
  check(input, scope) {
    expiryOf(input, scope.at);
    checkImportMembers(theKey(scope), input);
  },
  async handle(input, scope) {
    const key = theKey(scope);
    const unwrapped = await scope.vault.unwrapMaterial(key, input.ImportToken, input.EncryptedKeyMaterial);
    try {
      if (scope.at > unwrapped.validTo) throw new ExpiredImportTokenException();
      const { keyMaterialId } = unwrapped;
      if (keyMaterialId === null) {
        throw new IncorrectKeyMaterialException(
          `The key material is not valid for a key of key spec ${key.keySpec}.`,
          'unfit-key-material',
        );
      }
      const { isReplica } = key.machine.context;
      const primary = isReplica ? primaryOf(scope.world, key)?.machine.context : undefined;
      const ofPrimary = [...(primary?.materials ?? []), ...(primary?.pendingMaterial ? [primary.pendingMaterial] : [])];
      checkMaterial(key, input, keyMaterialId, isReplica ? ofPrimary.map((one) => one.keyMaterialId) : null);
      await unwrapped.keep();
      const description = input.KeyMaterialDescription ?? null;
      const validTo = expiryOf(input, scope.at);
      const event = { type: 'ImportKeyMaterial', keyMaterialId, at: scope.at, validTo, description } as const;
      return {
        output: { KeyId: key.arn, KeyMaterialId: keyMaterialId },
        facts: [{ type: 'keyChanged', keyArn: key.arn, event }],
      };
    } finally {
      unwrapped.discard();
    }
  },
});
