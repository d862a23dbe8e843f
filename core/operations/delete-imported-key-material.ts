import { NotFoundException } from '../errors/kms-errors.ts';
import { relatedKeys } from '../keys/multi-region.ts';
import type { Fact } from '../lab/facts.ts';
import { keyTarget } from './find-key.ts';
import { KeyId, KeyMaterialId } from './kms-shapes.ts';
import { defineOperation, theKey } from './operation.ts';
import { structure } from './shape.ts';

export const deleteImportedKeyMaterial = defineOperation({
  service: 'kms',
  name: 'DeleteImportedKeyMaterial',
  summary: 'Takes imported key material away at once; the key waits until the same material is imported again.',
  source: 'https://docs.aws.amazon.com/kms/latest/APIReference/API_DeleteImportedKeyMaterial.html',
  input: structure({ KeyId }, { KeyMaterialId }),
  readOnly: false,
  mutates: true,
  origins: ['EXTERNAL'],
  keyStates: ['Enabled', 'Disabled', 'PendingImport', 'PendingDeletion', 'PendingReplicaDeletion'],
  event: 'DeleteImportedKeyMaterial',
  find: ({ KeyId: given }, scope) => [keyTarget(scope, given, 'kms:DeleteImportedKeyMaterial')],
  check(input, scope) {
    const { materials, pendingMaterial } = theKey(scope).machine.context;
    const known = [...materials, pendingMaterial].some((one) => one?.keyMaterialId === input.KeyMaterialId);
    if (input.KeyMaterialId !== undefined && !known) {
      throw new NotFoundException(`Key material ${input.KeyMaterialId} is not found.`, 'no-such-key-material');
    }
  },
  handle(input, scope) {
    const key = theKey(scope);
    const { materials, pendingMaterial, isReplica } = key.machine.context;
    const keyMaterialId = input.KeyMaterialId ?? materials.at(-1)?.keyMaterialId ?? null;
    // What waits in a primary to be rotated in is taken from its replicas too. Source: API_DeleteImportedKeyMaterial.
    const isShared = !isReplica && pendingMaterial !== null && pendingMaterial.keyMaterialId === keyMaterialId;
    const keys = isShared ? relatedKeys(scope.world, key) : [key];
    const facts = keys.map((one): Fact => {
      if (keyMaterialId !== null) scope.vault.close({ key: one, keyMaterialId });
      return { type: 'keyChanged', keyArn: one.arn, event: { type: 'DeleteImportedKeyMaterial', keyMaterialId } };
    });
    return { output: { KeyId: key.arn, ...(keyMaterialId === null ? {} : { KeyMaterialId: keyMaterialId }) }, facts };
  },
});
