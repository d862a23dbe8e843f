import type { KeyMaterial } from '../keys/key-context.ts';
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
  summary: 'Lists the rotations of a key, and with ALL_KEY_MATERIAL its first material too.',
  source: 'https://docs.aws.amazon.com/kms/latest/APIReference/API_ListKeyRotations.html',
  input: structure({ KeyId }, { IncludeKeyMaterial: oneOf(['ALL_KEY_MATERIAL', 'ROTATIONS_ONLY']), Limit, Marker }),
  readOnly: true,
  mutates: false,
  refusesKeyStores: true,
  find: ({ KeyId: given }, scope) => [keyTarget(scope, given, 'kms:ListKeyRotations')],
  check: (_, scope) => checkSymmetric(theKey(scope)),
  handle(input, scope) {
    const { keyId, machine } = theKey(scope);
    const { materials } = machine.context;
    const wanted = input.IncludeKeyMaterial === 'ALL_KEY_MATERIAL' ? materials : materials.filter(isRotation);
    const { items, truncation } = page(wanted, ({ keyMaterialId }) => keyMaterialId, input, {
      normally: 100,
      most: 1000,
    });
    const current = materials.at(-1);
    const Rotations = items.map((material) => ({
      KeyId: keyId,
      KeyMaterialId: material.keyMaterialId,
      KeyMaterialState: material === current ? 'CURRENT' : 'NON_CURRENT',
      ...(material.rotationType === null
        ? {}
        : { RotationDate: epochSeconds(material.since), RotationType: material.rotationType }),
    }));
    return { output: { Rotations, ...truncation } };
  },
});

function isRotation({ rotationType }: KeyMaterial): boolean {
  return rotationType !== null;
}
