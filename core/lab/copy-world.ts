import type { KeyArn } from '../cloud/arn.ts';
import { keepRootKeyCheck, ROOT_KEY_CHECK } from '../crypto/root-key-check.ts';
import { SealedMaterials } from '../crypto/sealed-materials.ts';
import type { Ports } from '../ports.ts';
import { WorldFiles } from './world-files.ts';

/** A store and what its secrets are sealed under, an AES-GCM key. */
export interface SealedStore {
  readonly ports: Ports;
  readonly rootKey: CryptoKey;
}

/**
 * Puts a whole world into an empty store, with its secrets sealed anew: its journal, its material, also what AWS would
 * have destroyed, its blocks and its files. Nothing may change in the world meanwhile.
 */
export async function copyWorld(from: SealedStore, into: SealedStore): Promise<void> {
  const [source, target] = [from.ports.store, into.ports.store];
  await keepRootKeyCheck(into.ports, into.rootKey);
  const [materials, materialsAnew] = [
    new SealedMaterials(from.ports, from.rootKey),
    new SealedMaterials(into.ports, into.rootKey),
  ];
  for (const { keyArn, keyMaterialId } of source.sealed()) {
    if (keyArn === ROOT_KEY_CHECK.keyArn) continue;
    const raw = await materials.take(keyArn as KeyArn, keyMaterialId);
    await materialsAnew.put(keyArn as KeyArn, keyMaterialId, raw);
    raw.fill(0);
  }
  for (const id of source.blockIds()) {
    const bytes = source.getBlock(id);
    if (bytes !== undefined) target.putBlock(id, bytes);
  }
  const [files, filesAnew] = [new WorldFiles(from.ports, from.rootKey), new WorldFiles(into.ports, into.rootKey)];
  await files.load();
  for (const [name, bytes] of files.all) await filesAnew.write(name, bytes);
  // Last, with what was only recorded meanwhile.
  target.append([...source.journal()]);
  target.flush();
}
