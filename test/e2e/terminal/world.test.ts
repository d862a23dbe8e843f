import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WORLD_FORMAT } from '../../../core/node/sqlite/world-format.ts';
import { serve } from '../endpoint/serving.ts';
import { run } from './program.ts';

let folder: string;
let file: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kmslab-world-'));
  file = join(folder, 'world.kmslab');
  const made = await run(['world', 'new', file, '--start', '2026-01-01T00:00:00Z', '--json']);
  expect(made).toMatchObject({ code: 0, stderr: '' });
  expect(JSON.parse(made.stdout)).toEqual({ file, rootKey: `${file}.key`, now: Date.UTC(2026, 0, 1) });
});
afterAll(() => rmSync(folder, { recursive: true }));

const aws = (...args: readonly string[]) => run(['aws', '--world', file, ...args]);

describe('a world in a file', () => {
  it('lasts from command to command', async () => {
    const made = await aws('kms', 'create-key', '--query', 'KeyMetadata.KeyId', '--output', 'text');
    expect(made).toMatchObject({ code: 0, stderr: '' });
    const keyId = made.stdout.trim();
    const listed = await aws('kms', 'list-keys', '--query', 'Keys[].KeyId', '--output', 'text');
    expect(listed.stdout.trim()).toBe(keyId);
    const text = join(folder, 'text');
    writeFileSync(text, 'between two processes');
    const sealed = await aws(
      ...['kms', 'encrypt', '--key-id', keyId, '--plaintext', `fileb://${text}`, '--query', 'CiphertextBlob'],
      ...['--output', 'text'],
    );
    writeFileSync(join(folder, 'sealed'), Buffer.from(sealed.stdout.trim(), 'base64'));
    const opened = await aws('kms', 'decrypt', '--ciphertext-blob', `fileb://${folder}/sealed`, '--query', 'Plaintext');
    expect(Buffer.from(JSON.parse(opened.stdout), 'base64').toString()).toBe('between two processes');
  });

  it('is told of, looked through, compacted, exported and imported', async () => {
    const info = JSON.parse((await run(['world', 'info', file, '--json'])).stdout);
    expect(info).toMatchObject({
      format: WORLD_FORMAT,
      clock: 'standing',
      now: Date.UTC(2026, 0, 1),
      keys: { Enabled: 1 },
    });
    expect((await run(['world', 'verify', file])).code).toBe(0);
    expect((await run(['world', 'compact', file])).code).toBe(0);
    const [to, other] = [join(folder, 'out.jsonl'), join(folder, 'other.kmslab')];
    expect((await run(['world', 'export', file, to])).code).toBe(0);
    expect((await run(['world', 'import', to, other])).code).toBe(0);
    const verified = await run(['world', 'verify', other, '--json']);
    expect(JSON.parse(verified.stdout)).toMatchObject({ ok: true });
    const listed = await run(['aws', '--world', other, 'kms', 'list-keys', '--query', 'length(Keys)']);
    expect(listed.stdout).toBe('1\n');
  });

  it('has a clock that a command moves, and tells what fell due', async () => {
    const other = join(folder, 'clock.kmslab');
    await run(['world', 'new', other, '--start', '2026-01-01T00:00:00Z']);
    const on = (...args: readonly string[]) => run(['aws', '--world', other, 'kms', ...args]);
    const keyId = (await on('create-key', '--query', 'KeyMetadata.KeyId', '--output', 'text')).stdout.trim();
    await on('schedule-key-deletion', '--key-id', keyId, '--pending-window-in-days', '7');
    expect(await run(['world', 'advance', other, '8d'])).toMatchObject({
      code: 0,
      stdout: `2026-01-08 00:00:00Z  key/${keyId}: PendingDeletion → Deleted\nit is 2026-01-09T00:00:00.000Z\n`,
    });
    expect((await on('describe-key', '--key-id', keyId)).code).toBe(254);
    for (const time of ['soon', '2025-01-01T00:00:00Z'])
      expect(await run(['world', 'advance', other, time])).toMatchObject({ code: 2, stdout: '' });
  });

  it('is used by whoever is asked for, by name or ARN', async () => {
    const whoAmI = ['sts', 'get-caller-identity', '--query', 'Arn', '--output', 'text'];
    const by = (...own: readonly string[]) => run(['aws', ...own, '--world', file, ...whoAmI]);
    expect((await by('--as', 'partner/role/admin')).stdout).toBe(
      'arn:aws:sts::444455556666:assumed-role/admin/kmslab\n',
    );
    expect((await by('--as=arn:aws:iam::111122223333:root')).stdout).toBe('arn:aws:iam::111122223333:root\n');
    expect(await by('--as', 'nobody')).toMatchObject({
      code: 2,
      stderr: "kmslab: expected a principal such as main/role/admin, or its ARN, got 'nobody'\n",
    });
  });

  it('is reached through a VPC endpoint that is asked for', async () => {
    const other = join(folder, 'endpoint.kmslab');
    await run(['world', 'new', other]);
    const on = (...args: readonly string[]) => run(['aws', '--world', other, ...args]);
    const policy = { Statement: { Effect: 'Allow', Principal: '*', Action: 'kms:ListKeys', Resource: '*' } };
    const made = await on(
      ...['ec2', 'create-vpc-endpoint', '--vpc-endpoint-type', 'Interface', '--vpc-id', 'vpc-0123456789abcdef0'],
      ...['--service-name', 'com.amazonaws.us-east-1.kms', '--policy-document', JSON.stringify(policy)],
      ...['--query', 'VpcEndpoint.VpcEndpointId', '--output', 'text'],
    );
    const through = ['--through', made.stdout.trim()];
    expect(await on(...through, 'kms', 'list-keys')).toMatchObject({ code: 0 });
    expect(await on(...through, 'kms', 'list-aliases')).toMatchObject({
      code: 254,
      stderr: expect.stringContaining('because no VPC endpoint policy allows the kms:ListAliases action'),
    });
    expect(await on(...through, 'kms', 'list-keys', '--region', 'eu-west-1')).toMatchObject({
      code: 252,
      stderr: expect.stringContaining('nothing in eu-west-1 is reached through it'),
    });
    expect(await on('--through', 'vpce-1', 'kms', 'list-keys')).toEqual({
      code: 2,
      stdout: '',
      stderr: "kmslab: this world has no VPC endpoint 'vpce-1'\n",
    });
  });

  it('is served, and meanwhile refused to a second process, which may look on', async () => {
    const serving = await serve('--world', file, '--auth', 'trust');
    const refused = await aws('kms', 'list-keys');
    expect(refused).toMatchObject({ code: 2, stdout: '' });
    expect(refused.stderr).toMatch(/^kmslab: .* is open in another process[^\n]*\n$/);
    const there = await run(['world', 'info', file, '--json']);
    const asked = await run(['world', 'info', '--connect', serving.url, '--json'], {
      XDG_RUNTIME_DIR: serving.runtimeFolder,
    });
    expect(JSON.parse(there.stdout)).toMatchObject({ file, accounts: JSON.parse(asked.stdout).accounts });
    expect(JSON.parse(asked.stdout)).toMatchObject({ clock: 'following', keys: JSON.parse(there.stdout).keys });
    const verified = await run(['world', 'verify', file, '--connect', serving.url]);
    expect(verified).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('end the serve, then kmslab world verify'),
    });
    expect(await serving.stop()).toBe(0);
    expect((await aws('kms', 'list-keys')).code).toBe(0);
  });

  it.each([
    [['world'], 'expected kmslab world new|info'],
    [['world', 'nfo'], 'did you mean "info"?'],
    [['world', 'info'], 'expected kmslab world info FILE, or a kmslab serve'],
    [['world', 'info', '/no/such.kmslab'], 'there is no world in /no/such.kmslab'],
    [['aws', '--world'], 'expected FILE behind --world'],
    [['aws', '--through'], 'expected VPCE behind --through'],
    [['aws', '--world', '/no/such/folder/world', 'kms', 'list-keys'], 'is its folder there'],
    [['serve', '--world', '/no/such/folder/world'], 'is its folder there'],
  ] as const)('%j is refused in one line, with exit code 2', async (args, said) => {
    const { code, stdout, stderr } = await run(args, { XDG_RUNTIME_DIR: folder }); // a serve of whoever runs the tests is none of theirs
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(said);
    expect(stderr).toMatch(/^kmslab: [^\n]*\n$/);
  });

  it('is made where it is missing, and says so beside the answer', async () => {
    const fresh = join(folder, 'fresh.kmslab');
    const { code, stdout, stderr } = await run(['aws', '--world', fresh, 'kms', 'list-keys', '--query', 'Keys']);
    expect({ code, stdout }).toEqual({ code: 0, stdout: '[]\n' });
    expect(stderr).toContain(`made a new world in ${fresh}`);
    expect(existsSync(`${fresh}.key`)).toBe(true);
  });
});
