import type { KeyMaterial } from '../keys/key-material.ts';
import type { KeyRecord } from '../keys/key-record.ts';
import { lacksMaterial } from '../keys/multi-region.ts';
import type { World } from '../lab/world.ts';
import { keyTarget } from './find-key.ts';
import { epochSeconds } from './key-metadata.ts';
import { KeyId, Limit, Marker } from './kms-shapes.ts';
import { defineOperation, theKey } from './operation.ts';
import { page } from './pagination.ts';
import { oneOf, structure } from './shape.ts';
import { checkSymmetric } from './symmetric-only.ts';

export const listKeyRotations = defineOperation({
  service: 'kms',
  name: 'ListKeyRotations',
  summary:
    'Lists the rotations of a key, and with ALL_KEY_MATERIAL its first material and what waits for rotation too.',
  source: 'https://docs.aws.amazon.com/kms/latest/APIReference/API_ListKeyRotations.html',
  input: structure({ KeyId }, { IncludeKeyMaterial: oneOf(['ALL_KEY_MATERIAL', 'ROTATIONS_ONLY']), Limit, Marker }),
  readOnly: true,
  mutates: false,
  origins: ['AWS_KMS', 'EXTERNAL'],
  find: ({ KeyId: given }, scope) => [keyTarget(scope, given, 'kms:ListKeyRotations')],
  check: (_, scope) => checkSymmetric(theKey(scope)),
  handle(input, scope) {
    const key = theKey(scope);
    const { materials, pendingMaterial } = key.machine.context;
    const all = pendingMaterial === null ? materials : [...materials, pendingMaterial];
    const wanted = input.IncludeKeyMaterial === 'ALL_KEY_MATERIAL' ? all : materials.filter(isRotation);
    const { items, truncation } = page(wanted, ({ keyMaterialId }) => keyMaterialId, input, {
      normally: 100,
      most: 1000,
    });
    return { output: { Rotations: items.map((material) => entryOf(material, key, scope.world)), ...truncation } };
  },
});

function isRotation({ rotationType }: KeyMaterial): boolean {
  return rotationType !== null;
}

/** Source: KMS API Reference, RotationsListEntry; lifecycle.md section 3. */
function entryOf(material: KeyMaterial, key: KeyRecord, world: World): Readonly<Record<string, unknown>> {
  const { keyMaterialId, imported, rotationType, since } = material;
  return {
    KeyId: key.keyId,
    KeyMaterialId: keyMaterialId,
    ...(imported === undefined || imported.description === '' ? {} : { KeyMaterialDescription: imported.description }),
    ...(imported === undefined ? {} : { ImportState: imported.isPresent ? 'IMPORTED' : 'PENDING_IMPORT' }),
    KeyMaterialState: stateOf(material, key, world),
    ...(imported?.isPresent !== true
      ? {}
      : imported.validTo === null
        ? { ExpirationModel: 'KEY_MATERIAL_DOES_NOT_EXPIRE' }
        : { ExpirationModel: 'KEY_MATERIAL_EXPIRES', ValidTo: epochSeconds(imported.validTo) }),
    ...(rotationType === null ? {} : { RotationDate: epochSeconds(since), RotationType: rotationType }),
  };
}

function stateOf({ keyMaterialId }: KeyMaterial, key: KeyRecord, world: World): string {
  const { materials, pendingMaterial } = key.machine.context;
  if (keyMaterialId === pendingMaterial?.keyMaterialId) {
    return lacksMaterial(world, key, keyMaterialId) ? 'PENDING_MULTI_REGION_IMPORT_AND_ROTATION' : 'PENDING_ROTATION';
  }
  return keyMaterialId === materials.at(-1)?.keyMaterialId ? 'CURRENT' : 'NON_CURRENT';
}
