import { checkRootKey, keepRootKeyCheck } from '../crypto/root-key-check.ts';
import type { Bytes, Ports } from '../ports.ts';
import { Checkpoints } from './checkpoints.ts';
import { Ids } from './ids.ts';
import { Lab } from './lab.ts';
import { reopen } from './rebuild.ts';
import { rootKeys } from './root-keys.ts';
import { World } from './world.ts';
import { DEFAULT_WORLD, type WorldSpec } from './world-spec.ts';

const DEFAULT_SEED = 1;

/**
 * A lab: one world and the one door to it. It is a `LabClient` itself, for front ends in the same process.
 * @param seed - ids are drawn from it: the same seed, the same ids.
 * @param rootKey - 32 bytes; what is kept of the world is sealed under it, and its access keys come from it.
 * @throws {LabError} when the world's specification is wrong.
 */
export async function createLab(
  ports: Ports,
  world: WorldSpec = DEFAULT_WORLD,
  seed: number = DEFAULT_SEED,
  rootKey: Bytes = ports.random.bytes(32),
): Promise<Lab> {
  const keys = await rootKeys(ports, rootKey);
  const lab = new Lab(ports, keys, new World(), new Ids(seed), null);
  await lab.start(world, seed);
  await keepRootKeyCheck(ports, keys.material);
  return lab;
}

/**
 * Takes up the world that is in the store, where `createLab` or another process has left it. Close the lab when it is
 * done with.
 * @throws {LabError} when the root key is another world's.
 */
export async function openLab(ports: Ports, rootKey: Bytes): Promise<Lab> {
  const keys = await rootKeys(ports, rootKey);
  await checkRootKey(ports, keys.material);
  const { world, changes } = reopen(ports.store);
  const ids = new Ids(world.seed, world.openings + 1);
  const lab = new Lab(ports, keys, world, ids, new Checkpoints(ports.store, changes));
  await lab.resume();
  return lab;
}
