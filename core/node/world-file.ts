import { existsSync, rmSync } from 'node:fs';
import type { Lab } from '../lab/lab.ts';
import { LabError } from '../lab/lab-error.ts';
import { createLab, openLab } from '../lab/make-lab.ts';
import type { Store } from '../lab/store.ts';
import type { Bytes, Ports } from '../ports.ts';
import { nodePorts } from './node-ports.ts';
import { type Keychain, makeRootKey, readRootKey } from './root-key.ts';
import type { OpenStore } from './sqlite/open-store.ts';

/** How a world file is opened. */
interface WorldFileOptions {
  /** What to do where there is no world: `must be` makes one, and refuses a file that is there. */
  readonly missing: 'refuse' | 'make' | 'must be';
  /** Makes a new world in the store of these ports; the default world, as it is now, where left out. */
  readonly make?: (ports: Ports, rootKey: Bytes) => Promise<unknown>;
  /** Opens a root key that is locked to it; none where left out. */
  readonly keychain?: Keychain | null;
}

/** An open world. Close the lab: then everything is in the file, and another process may open it. */
interface OpenWorldFile {
  readonly lab: Lab;
  /** Keeps everything and lets go at once; for a process that has no time to close the lab. */
  readonly letGo: () => void;
  readonly isNew: boolean;
  /** Where the file is kept as it was, when it had to be brought to a newer format. */
  readonly copyOfOlder: string | null;
}

/**
 * Opens the lab in a world file, with its root key from beside the file or from KMSLAB_ROOT_KEY.
 * @throws {LabError} in one line: no world, not a world, a later version's, in use, or a root key that is
 * another world's, or locked to a keychain that is not at hand.
 */
export async function openWorldFile(path: string, options: WorldFileOptions): Promise<OpenWorldFile> {
  const isThere = existsSync(path);
  if (!isThere && options.missing === 'refuse') throw noWorld(path);
  // SQLite is native code, which takes a while to load: nobody pays for it who opens no file.
  const { openStore } = await import('./sqlite/open-store.ts');
  const opened = openStore(path);
  try {
    if (opened.isNew && options.missing === 'refuse') throw noWorld(path);
    if (!opened.isNew && options.missing === 'must be') throw new LabError(`${path} is a world already`);
    const lab = await openIn(opened, path, options);
    return { lab, letGo: () => opened.store.close(), isNew: opened.isNew, copyOfOlder: opened.copyOfOlder };
  } catch (error) {
    opened.store.close();
    // Not where another process has made a world since this one looked.
    if (!isThere && opened.isNew)
      for (const end of ['', '-wal', '-shm', '-lock']) rmSync(`${path}${end}`, { force: true });
    throw error;
  }
}

/**
 * Saves a lab's world, which may be in memory, as a new world file with a root key of its own, and opens it. The lab
 * goes on as it was.
 * @throws {LabError} where a world is there already, or the file can't be written.
 */
export function saveWorldFile(lab: Lab, path: string): Promise<OpenWorldFile> {
  return openWorldFile(path, { missing: 'must be', make: (ports, rootKey) => lab.copyInto(ports, rootKey) });
}

async function openIn(
  { store, isNew }: OpenStore,
  path: string,
  { make = makeDefault, keychain = null }: WorldFileOptions,
): Promise<Lab> {
  const ports = portsFor(store);
  if (!isNew) return openLab(ports, readRootKey(path, { keychain }));
  const rootKey = makeRootKey(path, ports.random.bytes);
  await make(ports, rootKey);
  store.made();
  return openLab(ports, rootKey); // what made it may have been a scenario, whose hour is over
}

function makeDefault(ports: Ports, rootKey: Bytes): Promise<unknown> {
  return createLab(ports, undefined, undefined, rootKey);
}

function portsFor(store: Store): Ports {
  return { ...nodePorts(), store };
}

/** What is said where a world was expected. */
export function noWorld(path: string): LabError {
  return new LabError(`there is no world in ${path}; make one with: kmslab world new ${path}`);
}
