import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Serving, serve } from '../endpoint/serving.ts';
import { run } from './program.ts';

let folder: string;
let file: string;
let serving: Serving;

/** A world with a key, a volume under it and a refusal; and a server that has it open, its clock standing. */
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kmslab-twins-'));
  file = join(folder, 'lab.kmslab');
  await run(['world', 'new', file, '--seed', '1', '--start', '2026-01-01T09:00:00Z']);
  const aws = (...args: readonly string[]) => run(['aws', '--world', file, ...args]);
  const { stdout } = await aws('kms', 'create-key', '--query', 'KeyMetadata.KeyId', '--output', 'text');
  await aws('kms', 'create-alias', '--alias-name', 'alias/orders', '--target-key-id', stdout.trim());
  const volume = ['--availability-zone', 'us-east-1a', '--size', '1', '--encrypted', '--kms-key-id', 'alias/orders'];
  await aws('ec2', 'create-volume', ...volume);
  await run(['time', 'advance', 'next', '--world', file]);
  await aws('kms', 'describe-key', '--key-id', 'alias/none');
  serving = await serve('--world', file, '--at', '2026-01-01T10:00:00Z');
});
afterAll(async () => {
  await serving.stop();
  rmSync(folder, { recursive: true });
});

describe('a place without its screen tells the same of a file and of the serve that has it open', () => {
  it.each([
    ['key list', 'alias/orders'],
    ['key show alias/orders', '"keyState": "Enabled"'],
    ['trail', 'NotFoundException'],
    ['notices', 'EBS Volume Notification'],
    ['bill', '"month": "2026-01"'],
    ['time show', '2026-01-01T10:00:00.000Z'],
    ['flow', 'vol-'],
    ['who alias/orders', 'main/role/admin'],
  ])('%s', async (command, holds) => {
    const env = { XDG_RUNTIME_DIR: serving.runtimeFolder };
    const words = [...command.split(' '), '--json'];
    const [ofFile, ofServer] = [
      await run([...words, '--world', file]),
      await run([...words, '--connect', serving.url], env),
    ];
    expect(ofFile).toMatchObject({ code: 0, stderr: '' });
    expect(ofFile.stdout).toContain(holds);
    expect(ofServer).toEqual(ofFile);
  });

  it('why, but that a server knows whom it turned away', async () => {
    const ofFile = await run(['why', '--json', '--world', file]);
    const ofServer = await run(['why', '--json', '--connect', serving.url], { XDG_RUNTIME_DIR: serving.runtimeFolder });
    expect(JSON.parse(ofFile.stdout)).toMatchObject({ verdict: expect.any(String), turnedAway: [] });
    expect(JSON.parse(ofServer.stdout)).toEqual(JSON.parse(ofFile.stdout));
  });

  it('envelope does its lines in the server, as whoever is named, and tells what KMS saw of them', async () => {
    const lines = join(folder, 'lines');
    writeFileSync(
      lines,
      `aws kms generate-data-key --key-id alias/orders --key-spec AES_256 > dk.json
laptop pick dk.json Plaintext > dk.plain
laptop random 5000 > big.bin
laptop encrypt --key dk.plain big.bin > big.sealed`,
    );
    const env = { XDG_RUNTIME_DIR: serving.runtimeFolder };
    const told = await run(['envelope', lines, '--json', '--connect', serving.url], env);
    expect(told).toMatchObject({ code: 0, stderr: '' });
    expect(JSON.parse(told.stdout)).toMatchObject({
      envelope: { operation: 'GenerateDataKey', held: 'files', sealed: [{ from: { name: 'big.bin', bytes: 5000 } }] },
      traffic: { calls: 1, sentBytes: 0, sealedBytes: 5000 },
    });
    const { stdout } = await run(['trail', '--json', '--connect', serving.url], env);
    expect(stdout).toContain('"GenerateDataKey"');
    writeFileSync(lines, 'aws kms disable-key --key-id alias/none');
    const refused = await run(['envelope', lines, '--as', 'main/role/admin', '--connect', serving.url], env);
    expect(refused).toMatchObject({ code: 3, stderr: expect.stringContaining('An error occurred') });
    expect(await run(['envelope', '--connect', serving.url, '--world', file], env)).toMatchObject({ code: 2 });
  });

  it('time advance moves the clock of the server', async () => {
    const env = { XDG_RUNTIME_DIR: serving.runtimeFolder };
    const moved = await run(['time', 'advance', '2h', '--connect', serving.url, '--json'], env);
    expect(JSON.parse(moved.stdout)).toMatchObject({ now: '2026-01-01T12:00:00.000Z' });
    const refused = await run(['time', 'advance', '2h', '--world', file]);
    expect(refused).toMatchObject({ code: 2, stderr: expect.stringContaining('is open in another process') });
  });
});
