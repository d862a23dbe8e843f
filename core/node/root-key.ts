import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs';
import { LabError } from '../lab/lab-error.ts';
import type { Bytes } from '../ports.ts';

/** The variable that holds a world's root key in base64, in place of the file beside the world. */
const ROOT_KEY_VARIABLE = 'KMSLAB_ROOT_KEY';

const ROOT_KEY_BYTES = 32;

/** What a key file begins with whose key is locked to a keychain; what the keychain made of the key is behind it. */
const LOCKED = Buffer.from('kmslab root key, locked to a keychain\n');

/** What locks a root key to this user of this computer. */
export interface Keychain {
  seal(key: Bytes): Uint8Array;
  /** @throws {LabError} for what this keychain did not seal */
  open(sealed: Uint8Array): Bytes;
}

/** Where a world's root key is: as it is in a file beside the world or in the variable, or locked to a keychain. */
export type RootKeyPlace = 'file' | 'variable' | 'keychain';

/** Where a world's root key lies when no variable holds it. */
export function rootKeyFile(world: string): string {
  return `${world}.key`;
}

/**
 * The root key of a world that is there.
 * @param keychain - opens a key that is locked to it; null where there is none to ask, as in a terminal
 * @throws {LabError} where there is none, or none that could be one, or it is locked.
 */
export function readRootKey(
  world: string,
  {
    keychain = null,
    env = process.env,
  }: { readonly keychain?: Keychain | null; readonly env?: NodeJS.ProcessEnv } = {},
): Bytes {
  const given = fromVariable(env);
  if (given !== null) return given;
  return readKeyFile(rootKeyFile(world), keychain);
}

/** Where the root key of a world is that is there. @throws {LabError} where there is none */
export function rootKeyPlace(world: string, env: NodeJS.ProcessEnv = process.env): RootKeyPlace {
  if (fromVariable(env) !== null) return 'variable';
  return lockedIn(bytesOf(rootKeyFile(world))) === null ? 'file' : 'keychain';
}

/**
 * Locks the root key of a world to a keychain, in the file that it is in. Nothing but that keychain opens the world then.
 * @throws {LabError} where there is no such file, or the keychain does not give back what it is given
 */
export function lockRootKey(world: string, keychain: Keychain, env: NodeJS.ProcessEnv = process.env): void {
  const path = keyFileOf(world, env);
  const key = readKeyFile(path, keychain);
  const sealed = keychain.seal(key);
  if (Buffer.compare(keychain.open(sealed), key) !== 0) {
    throw new LabError('the keychain does not give back what it was given');
  }
  replacePrivately(path, Buffer.concat([LOCKED, sealed]));
}

/** Puts the root key of a world as it is into its file again. @throws {LabError} where the keychain does not open it */
export function unlockRootKey(world: string, keychain: Keychain, env: NodeJS.ProcessEnv = process.env): void {
  const path = keyFileOf(world, env);
  replacePrivately(path, readKeyFile(path, keychain));
}

function keyFileOf(world: string, env: NodeJS.ProcessEnv): string {
  if (fromVariable(env) === null) return rootKeyFile(world);
  throw new LabError(`the root key of this world is in ${ROOT_KEY_VARIABLE}, not in a file beside it`);
}

/** The 32 bytes of a key file. @throws {LabError} where there is none, or none that could be a key, or it is locked. */
export function readKeyFile(path: string, keychain: Keychain | null = null): Bytes {
  const bytes = bytesOf(path);
  const sealed = lockedIn(bytes);
  if (sealed !== null && keychain === null) {
    throw new LabError(
      `the root key in ${path} is locked to a computer's keychain, which only the app of kmslab asks: open the world there; File, Unlock the root key, puts it back for all others`,
    );
  }
  if (sealed !== null && keychain !== null) return keychain.open(sealed);
  if (bytes.length !== ROOT_KEY_BYTES) {
    throw new LabError(`${path} is no root key: expected 32 bytes, got ${bytes.length}`);
  }
  return Uint8Array.from(bytes);
}

/**
 * The root key for a world that is to be made: the one that is there already, else a new one, kept where only this
 * user reads it. A key that is there is never overwritten: another world may need it.
 * @throws {LabError} where the file or the variable holds something else.
 */
export function makeRootKey(
  world: string,
  random: (length: number) => Bytes,
  env: NodeJS.ProcessEnv = process.env,
): Bytes {
  const path = rootKeyFile(world);
  if (fromVariable(env) !== null || existsSync(path)) return readRootKey(world, { env });
  const key = random(ROOT_KEY_BYTES);
  writePrivately(path, key);
  return key;
}

/** Writes a new file that only this user may read, and has it on the disk. @throws {LabError} when it is there already. */
export function writePrivately(path: string, bytes: Uint8Array): void {
  let file: number;
  try {
    file = openSync(path, 'wx', 0o600);
  } catch (error) {
    throw new LabError(`cannot write ${path}: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
  try {
    writeSync(file, bytes);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** Writes a file that only this user may read in the place of another, which is whole until the new one is. */
function replacePrivately(path: string, bytes: Uint8Array): void {
  const next = `${path}.new`;
  rmSync(next, { force: true }); // of a process that ended here
  writePrivately(next, bytes);
  renameSync(next, path);
}

/** What a keychain made of a key; null in a file that has the key as it is. */
function lockedIn(bytes: Buffer): Buffer | null {
  return bytes.subarray(0, LOCKED.length).equals(LOCKED) ? bytes.subarray(LOCKED.length) : null;
}

function bytesOf(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    throw new LabError(
      `the root key is not here: expected its 32 bytes in ${path}, or in ${ROOT_KEY_VARIABLE} as base64`,
      { cause: error },
    );
  }
}

function fromVariable(env: NodeJS.ProcessEnv): Bytes | null {
  const text = env[ROOT_KEY_VARIABLE];
  if (text === undefined || text === '') return null;
  const bytes = Uint8Array.from(Buffer.from(text, 'base64'));
  if (bytes.length !== ROOT_KEY_BYTES || !/^[A-Za-z0-9+/]+=*$/.test(text.trim())) {
    throw new LabError(`${ROOT_KEY_VARIABLE} is no root key: expected 32 bytes as base64`);
  }
  return bytes;
}
