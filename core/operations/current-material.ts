import type { MaterialRef } from '../crypto/vault.ts';
import type { KeyRecord } from '../keys/key-record.ts';
import { currentKeyMaterialId } from '../keys/key-snapshot.ts';

/** The material of a key that encrypts and signs now. A key that may be used has one. */
export function currentMaterial(key: KeyRecord): MaterialRef & { readonly key: KeyRecord } {
  const keyMaterialId = currentKeyMaterialId(key.machine);
  if (keyMaterialId === null) throw new Error(`${key.arn} has no key material`);
  return { key, keyMaterialId };
}
