import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DescribeKeyCommand, EncryptCommand, KMSClient } from '@aws-sdk/client-kms';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { WhyView } from '../../../core/index.ts';
import { type Serving, serve } from '../endpoint/serving.ts';
import { run } from './program.ts';

const KEY_ID = '1234abcd-12ab-34cd-56ef-1234567890ab';
const POLICY = {
  Version: '2012-10-17',
  Statement: [
    {
      Sid: 'Admin',
      Effect: 'Allow',
      Principal: { AWS: 'arn:aws:iam::111122223333:role/admin' },
      Action: 'kms:*',
      Resource: '*',
    },
    {
      Sid: 'Tenant seven',
      Effect: 'Allow',
      Principal: { AWS: 'arn:aws:iam::111122223333:role/app' },
      Action: 'kms:Encrypt',
      Resource: '*',
      Condition: { StringEquals: { 'kms:EncryptionContext:tenant': '7' } },
    },
  ],
};
const SETUP = `
title: Who may
world:
  start: 2026-01-01T00:00:00Z
  accounts: { prod: '111122223333' }
  principals: { prod/role/admin: { policies: [AdministratorAccess] }, prod/role/app: { policies: [] } }
  keys: [{ account: prod, region: us-east-1, id: ${KEY_ID}, alias: alias/orders, policy: orders.json }]
files:
  orders.json: '${JSON.stringify(POLICY)}'
steps: []
`;

let folder: string;
let world: string;
let serving: Serving;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kmslab-why-'));
  world = join(folder, 'world.kmslab');
  const setup = join(folder, 'setup.yaml');
  writeFileSync(setup, SETUP);
  serving = await serve('--world', world, '--setup', setup);
});
afterAll(() => rmSync(folder, { recursive: true }));

/** The command with the files of the running serve in sight, as its user has them. */
const onServe = (...args: readonly string[]) => run(args, { XDG_RUNTIME_DIR: serving.runtimeFolder });

/** The message of a call that is refused, as the SDK got it over the wire, and the request's id. */
async function refused(): Promise<{ readonly message: string; readonly requestId: string }> {
  const env = await serving.env('prod/role/app');
  const client = new KMSClient({
    endpoint: serving.url,
    region: 'us-east-1',
    credentials: { accessKeyId: env.AWS_ACCESS_KEY_ID ?? '', secretAccessKey: env.AWS_SECRET_ACCESS_KEY ?? '' },
  });
  const context = { tenant: '8' };
  const command = new EncryptCommand({
    KeyId: 'alias/orders',
    Plaintext: Buffer.from('x'),
    EncryptionContext: context,
  });
  const error = await client.send(command).then(
    () => new Error('it was let through'),
    (thrown: Error & { readonly $metadata: { readonly requestId?: string } }) => thrown,
  );
  const described = client.send(new DescribeKeyCommand({ KeyId: 'alias/orders' })); // another refusal, the last one
  await expect(described).rejects.toThrow('kms:DescribeKey');
  return { message: error.message, requestId: '$metadata' in error ? (error.$metadata.requestId ?? '') : '' };
}

describe('kmslab why', () => {
  let message: string;
  let requestId: string;
  let told: WhyView;

  it('tells of a running serve why a request was refused: AWS’s words, the statement, the change', async () => {
    ({ message, requestId } = await refused());
    const { code, stdout, stderr } = await onServe('why', '--request', requestId);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const lines = stdout.split('\n');
    expect(lines).toContain(`AccessDeniedException: ${message}`);
    expect(lines).toContain('✗         "kms:EncryptionContext:tenant": "7"  ← the request has "8"');
    expect(lines).toContain('-          "kms:EncryptionContext:tenant": "7"');
    expect(stdout).not.toContain('\u001b');
    const ascii = await onServe('why', '--request', requestId, '--ascii');
    expect(ascii.stdout.split('\n')).toContain('x         "kms:EncryptionContext:tenant": "7"  <- the request has "8"');
    const json = await onServe('why', '--request', requestId, '--json');
    told = JSON.parse(json.stdout);
    expect(told).toMatchObject({ requestId, verdict: 'denied', error: { name: 'AccessDeniedException', message } });
  });

  it('without an id tells of the last refusal, from the file as well, while it is served', async () => {
    for (const where of [[], ['--connect', serving.url], ['--world', world]]) {
      const { code, stdout } = await onServe('why', ...where, '--json');
      expect([where, code, JSON.parse(stdout).operation]).toEqual([where, 0, 'DescribeKey']);
    }
  });

  it('tells the same when the world is opened again', async () => {
    expect(await serving.stop()).toBe(0);
    serving = await serve('--world', world);
    const again = await onServe('why', '--request', requestId, '--json');
    expect(JSON.parse(again.stdout)).toEqual(told);
    const fromFile = await run(['why', '--world', world, '--request', requestId, '--json']);
    expect(JSON.parse(fromFile.stdout)).toEqual(told);
  });

  it('answers of a call that nobody makes with its exit code', async () => {
    const call = ['--as', 'prod/role/app', '--action', 'kms:Encrypt', '--key', 'alias/orders', '--context'];
    expect(await onServe('why', ...call, 'tenant=7')).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^✓ WOULD BE ALLOWED/),
    });
    expect(await onServe('why', ...call, 'tenant=8')).toMatchObject({
      code: 1,
      stdout: expect.stringMatching(/^✗ WOULD BE DENIED/),
    });
    const more = await onServe('why', ...call, 'tenant=7', 'order=42', '--json');
    expect(JSON.parse(more.stdout)).toMatchObject({ requestId: null, verdict: 'allowed' });
    const trail = await onServe('why', '--json');
    expect(JSON.parse(trail.stdout).operation).toBe('DescribeKey'); // nothing was recorded
  });

  it('mentions a later request that was turned away at the door, which a file has not', async () => {
    const credentials = { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'not-it' };
    const stranger = new KMSClient({ endpoint: serving.url, region: 'us-east-1', credentials, maxAttempts: 1 });
    await expect(stranger.send(new DescribeKeyCommand({ KeyId: 'alias/orders' }))).rejects.toThrow();
    const { stdout } = await onServe('why');
    expect(stdout.replaceAll(/\s+/g, ' ')).toMatch(
      /Later, at \S+ \S+Z, a request was refused before it reached the lab, .* \(access key AKIAIOSFODNN7EXAMPLE\): UnrecognizedClientException: The security token/,
    );
    const { requestId, turnedAway } = JSON.parse((await onServe('why', '--json')).stdout);
    expect(turnedAway).toMatchObject([{ name: 'UnrecognizedClientException' }]);
    expect((await onServe('why', '--request', requestId)).stdout).not.toContain('Later, at');
    expect((await onServe('why', '--world', world)).stdout).not.toContain('Later, at');
  });

  it('of the IAM policy of a principal says whose place it takes', async () => {
    const file = join(folder, 'reader.json');
    const statement = { Effect: 'Allow', Action: 'kms:Decrypt', Resource: '*' };
    writeFileSync(file, JSON.stringify({ Version: '2012-10-17', Statement: statement }));
    for (const who of ['prod/role/app', 'arn:aws:iam::111122223333:role/app']) {
      const unnamed = await onServe('who', 'alias/orders', '--if-iam', `${who}=${file}`);
      expect(unnamed).toMatchObject({ code: 0, stdout: expect.stringContaining(`${who}: as a new policy\n`) });
      const named = await onServe('who', 'alias/orders', '--if-iam', `${who}:reader=${file}`);
      expect(named).toMatchObject({ code: 0, stdout: expect.stringContaining(`${who}: as reader, a new policy\n`) });
    }
  });

  it.each([
    [['env', '--connect', ''], 'expected a URL such as http://127.0.0.1:4599, got ""'],
    [['env', '--connect', '--json'], '--connect: expected a value behind it'],
    [['why', '--request', 'none'], 'the lab knows no request none'],
    [['why', '--as', 'prod/role/app'], 'expected --action'],
    [['why', '--as', 'prod/role/nobody', '--action', 'kms:Sign', '--key', 'alias/orders'], 'nobody'],
    [['why', '--as', 'prod/role/app', '--action', 'kms:Sign', '--key', 'alias/orders', '--context', 'x'], 'NAME=VALUE'],
    [['why', '--kee', 'x'], 'did you mean --key?'],
    [['why', '--world', 'a', '--connect', 'b'], 'got both'],
    [['why', '--world', '/no/such.kmslab'], 'there is no world in /no/such.kmslab'],
    [['who'], 'expected kmslab who KEY'],
    [['who', 'alias/none'], 'the lab has no key alias/none'],
    [['who', 'alias/orders', '--if-policy', '/no/such.json'], 'cannot read /no/such.json'],
    [['who', 'alias/orders', '--if-iam', 'x.json'], 'expected PRINCIPAL=FILE or PRINCIPAL:POLICY=FILE'],
    [['who', 'alias/orders', '--if-scp', 'x.json'], '--if-scp: expected WHERE=FILE'],
  ] as const)('%j is refused in one line, with exit code 2', async (args, said) => {
    const { code, stdout, stderr } = await onServe(...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(said);
    expect(stderr).toMatch(/^kmslab: [^\n]*\n$/);
  });

  it('without a serve says how to start one', async () => {
    const { code, stderr } = await run(['why'], { XDG_RUNTIME_DIR: '/nowhere' });
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining('kmslab serve') });
  });
});

describe('kmslab who', () => {
  it('tells who may, and who would gain and lose by another key policy', async () => {
    const who = await onServe('who', 'alias/orders', '--action', 'Encrypt', '--context', 'tenant=7');
    expect(who).toMatchObject({ code: 0, stderr: '' });
    expect(who.stdout).toMatch(/^prod\/role\/app +✓ yes$/m);
    const file = join(folder, 'new.json');
    writeFileSync(file, JSON.stringify({ ...POLICY, Statement: POLICY.Statement.slice(0, 1) }));
    const without = await onServe('who', 'alias/orders', '--if-policy', file, '--context', 'tenant=7');
    expect(without.code).toBe(0);
    expect(without.stdout).toMatch(/^- LOSES {2}prod\/role\/app: Encrypt$/m);
    expect(without.stdout).toContain('The key policy could be changed by prod/role/admin.');
  });

  it('ends with 1 where nobody could change the key policy any more', async () => {
    const file = join(folder, 'locked.json');
    writeFileSync(file, JSON.stringify({ ...POLICY, Statement: POLICY.Statement.slice(1) }));
    const { code, stdout } = await onServe('who', 'alias/orders', '--if-policy', file, '--json');
    expect(code).toBe(1);
    expect(JSON.parse(stdout).mayChangePolicy).toEqual({ before: ['prod/role/admin'], after: [] });
    expect(await serving.stop()).toBe(0);
  });

  it('ends with 1 where nobody can, without any change too', async () => {
    const setup = join(folder, 'locked.yaml');
    writeFileSync(setup, SETUP.replace('"Action":"kms:*"', '"Action":"kms:Describe*"'));
    const locked = await serve('--setup', setup);
    const { code, stdout } = await run(['who', 'alias/orders', '--json'], { XDG_RUNTIME_DIR: locked.runtimeFolder });
    expect({ code, may: JSON.parse(stdout).mayChangePolicy }).toEqual({ code: 1, may: [] });
    expect(await locked.stop()).toBe(0);
  });
});
