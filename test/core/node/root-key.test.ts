import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LabError } from '../../../core/index.ts';
import { type Keychain, lockRootKey, openWorldFile, rootKeyPlace, unlockRootKey } from '../../../core/node/index.ts';
import { exportFile, verifyFile } from '../../../core/node/world-admin.ts';
import { ADMIN } from '../../helpers/lab-with.ts';

/** A keychain of somebody's: it opens what it sealed, and nothing else. */
function keychainOf(owner: string): Keychain {
  const mark = Buffer.from(`sealed for ${owner}:`);
  return {
    seal: (key) => Buffer.concat([mark, key.map((byte) => byte ^ 0x5a)]),
    open(sealed) {
      if (Buffer.compare(sealed.subarray(0, mark.length), mark) !== 0) throw new LabError('not mine');
      return Uint8Array.from(sealed.subarray(mark.length), (byte) => byte ^ 0x5a);
    },
  };
}
const ANN = keychainOf('ann');

let folder: string;
let world: string;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kmslab-root-key-'));
  world = join(folder, 'shop.kmslab');
  const { lab } = await openWorldFile(world, { missing: 'make' });
  await lab.act({ type: 'run', line: 'aws kms create-key', ...ADMIN });
  await lab.close();
});
afterEach(() => rmSync(folder, { recursive: true }));

const keyFile = () => readFileSync(`${world}.key`);
const open = async (keychain?: Keychain) => {
  const { lab } = await openWorldFile(world, { missing: 'refuse', ...(keychain && { keychain }) });
  const keys = lab.world.keys.size;
  await lab.close();
  return keys;
};

describe('a root key that is locked to a keychain', () => {
  it('is in no file any more, says so at the head of its own, and opens the world with that keychain', async () => {
    const key = keyFile();
    lockRootKey(world, ANN);
    expect(keyFile().includes(key)).toBe(false);
    expect(keyFile().toString('latin1')).toMatch(/^kmslab root key, locked to a keychain\nsealed for ann:/);
    expect(statSync(`${world}.key`).mode & 0o777).toBe(0o600);
    expect(existsSync(`${world}.key.new`)).toBe(false);
    expect(rootKeyPlace(world)).toBe('keychain');
    expect(await open(ANN)).toBe(1);
  });

  it('opens nothing in a terminal, which says in one line why, and how it is undone', async () => {
    lockRootKey(world, ANN);
    const says =
      /^the root key in \S+\.key is locked to a computer's keychain, which only the app of kmslab asks: open the world there; File, Unlock the root key, puts it back for all others$/;
    await expect(open()).rejects.toThrow(says);
    await expect(verifyFile(world)).rejects.toThrow(says);
    await expect(exportFile(world, join(folder, 'out.jsonl'))).rejects.toThrow(says);
    await expect(open(keychainOf('eve'))).rejects.toThrow('not mine');
  });

  it('is the same key again when it is unlocked, and only who can open it unlocks it', async () => {
    const key = keyFile();
    lockRootKey(world, ANN);
    expect(() => unlockRootKey(world, keychainOf('eve'))).toThrow('not mine');
    expect(rootKeyPlace(world)).toBe('keychain');
    unlockRootKey(world, ANN);
    expect(keyFile()).toEqual(key);
    expect(rootKeyPlace(world)).toBe('file');
    expect(await open()).toBe(1);
  });

  it('is locked by no keychain that would not give it back, and by nobody who has it in the variable', async () => {
    const key = keyFile();
    const forgetful: Keychain = { seal: () => Buffer.from('?'), open: () => new Uint8Array(32) };
    expect(() => lockRootKey(world, forgetful)).toThrow('does not give back');
    const env = { KMSLAB_ROOT_KEY: key.toString('base64') };
    expect(() => lockRootKey(world, ANN, env)).toThrow('is in KMSLAB_ROOT_KEY, not in a file');
    expect(rootKeyPlace(world, env)).toBe('variable');
    expect(keyFile()).toEqual(key);
  });

  it('is whole where a process ended on the way before', async () => {
    writeFileSync(`${world}.key.new`, 'half');
    lockRootKey(world, ANN);
    expect(await open(ANN)).toBe(1);
    expect(existsSync(`${world}.key.new`)).toBe(false);
  });
});
