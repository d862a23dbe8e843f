import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { announceServer, runningServers } from '../../../core/node/server-file.ts';

const SERVER = { url: 'http://127.0.0.1:1', pid: process.pid, token: 'a'.repeat(64) };
const unexpected = (why: string) => {
  throw new Error(why);
};
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kmslab-servers-'));
  vi.stubEnv('XDG_RUNTIME_DIR', folder);
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

it('a server that is announced is found, until it is withdrawn', () => {
  const withdraw = announceServer(SERVER, unexpected);
  expect(runningServers()).toEqual([SERVER]);
  withdraw();
  expect(runningServers()).toEqual([]);
});

it('two endpoints of one process are found apart', () => {
  const another = { ...SERVER, url: 'http://127.0.0.1:2' };
  const withdraw = announceServer(SERVER, unexpected);
  announceServer(another, unexpected);
  expect(runningServers()).toHaveLength(2);
  withdraw();
  expect(runningServers()).toEqual([another]);
});

it('a server whose process has ended is forgotten, and other files in the folder are let be', () => {
  announceServer({ ...SERVER, pid: 2 ** 30 }, unexpected);
  const other = join(folder, 'kmslab', 'notes.json');
  writeFileSync(other, '{}');
  expect(runningServers()).toEqual([]);
  expect(existsSync(other)).toBe(true);
  expect(existsSync(join(folder, 'kmslab', `${2 ** 30}-1.json`))).toBe(false);
});

it('a folder that is a link to elsewhere is not trusted: nothing is written there, and nothing deleted', () => {
  const elsewhere = join(folder, 'elsewhere');
  mkdirSync(elsewhere, { mode: 0o700 });
  writeFileSync(join(elsewhere, '7-1.json'), 'mine');
  symlinkSync(elsewhere, join(folder, 'kmslab'));
  const told = vi.fn();
  announceServer(SERVER, told);
  expect(told).toHaveBeenCalledWith(expect.stringContaining('will not find this server'));
  expect(runningServers()).toEqual([]);
  expect(existsSync(join(elsewhere, `${SERVER.pid}-1.json`))).toBe(false);
  expect(existsSync(join(elsewhere, '7-1.json'))).toBe(true);
});

it('a folder that others may look into is not trusted', () => {
  announceServer(SERVER, unexpected);
  chmodSync(join(folder, 'kmslab'), 0o755);
  expect(runningServers()).toEqual([]);
});
