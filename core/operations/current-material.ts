import type { KeyRecord } from '../keys/key-record.ts';
import { currentKeyMaterialId } from '../keys/key-snapshot.ts';

/** The id of the material that encrypts now. A key that may be used has one. */
export function currentMaterial(key: KeyRecord): string {
  const keyMaterialId = currentKeyMaterialId(key.machine);
  if (keyMaterialId === null) throw new Error(`${key.arn} has no key material`);
  return keyMaterialId;
}
