import { closeSync, existsSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs';
import { LabError } from '../lab/lab-error.ts';
import type { Bytes } from '../ports.ts';

/** The variable that holds a world's root key in base64, in place of the file beside the world. */
const ROOT_KEY_VARIABLE = 'KMSLAB_ROOT_KEY';

const ROOT_KEY_BYTES = 32;

/** Where a world's root key lies when no variable holds it. */
export function rootKeyFile(world: string): string {
  return `${world}.key`;
}

/** The root key of a world that is there. @throws {LabError} where there is none, or none that could be one. */
export function readRootKey(world: string, env: NodeJS.ProcessEnv = process.env): Bytes {
  const given = fromVariable(env);
  if (given !== null) return given;
  return readKeyFile(rootKeyFile(world));
}

/** The 32 bytes of a key file. @throws {LabError} where there is none, or none that could be a key. */
export function readKeyFile(path: string): Bytes {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    throw new LabError(
      `the root key is not here: expected its 32 bytes in ${path}, or in ${ROOT_KEY_VARIABLE} as base64`,
      { cause: error },
    );
  }
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
  if (fromVariable(env) !== null || existsSync(path)) return readRootKey(world, env);
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

function fromVariable(env: NodeJS.ProcessEnv): Bytes | null {
  const text = env[ROOT_KEY_VARIABLE];
  if (text === undefined || text === '') return null;
  const bytes = Uint8Array.from(Buffer.from(text, 'base64'));
  if (bytes.length !== ROOT_KEY_BYTES || !/^[A-Za-z0-9+/]+=*$/.test(text.trim())) {
    throw new LabError(`${ROOT_KEY_VARIABLE} is no root key: expected 32 bytes as base64`);
  }
  return bytes;
}
