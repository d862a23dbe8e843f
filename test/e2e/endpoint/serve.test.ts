import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateKeyCommand, DescribeKeyCommand, KMSClient, ListKeysCommand } from '@aws-sdk/client-kms';
import { describe, expect, it } from 'vitest';
import { run, start } from '../terminal/program.ts';
import { serve } from './serving.ts';

const SETUP = `
title: A key that is there
world:
  start: 2026-01-01T00:00:00Z
  accounts: { shop: '123456789012' }
  principals: { shop/role/owner: { policies: [AdministratorAccess] } }
  keys: [{ account: shop, region: us-east-1, id: 1234abcd-12ab-34cd-56ef-1234567890ab, alias: alias/orders }]
steps:
  - as: shop/role/owner
    region: us-east-1
    run: aws kms disable-key --key-id 1234abcd-12ab-34cd-56ef-1234567890ab
`;

describe('kmslab serve', () => {
  it('is ready, lets in whom kmslab env tells how, and ends with 0', async () => {
    const serving = await serve();
    const env = await serving.env();
    expect(env).toMatchObject({ AWS_ENDPOINT_URL: serving.url, AWS_REGION: 'us-east-1' });
    const client = clientOf(env);
    const { KeyMetadata } = await client.send(new CreateKeyCommand({}));
    expect(KeyMetadata?.Arn).toMatch(/^arn:aws:kms:us-east-1:111122223333:key\//);
    const { Keys } = await clientOf(await serving.env('partner/role/admin')).send(new ListKeysCommand({}));
    expect(Keys).toEqual([]);
    expect(await serving.stop()).toBe(0);
  });

  it('says where it is in one line, and ends with 0 on Ctrl+C', async () => {
    const child = start(['serve', '--port', '0']);
    const text = await new Promise<string>((resolve) =>
      child.stdout?.once('data', (data: Buffer) => resolve(String(data))),
    );
    expect(text).toMatch(/^kmslab: ready at http:\/\/127\.0\.0\.1:\d+\n$/);
    child.kill('SIGINT');
    expect(await new Promise((resolve) => child.once('close', resolve))).toBe(0);
  });

  it('takes account, Region and instant as it is told', async () => {
    const serving = await serve('--account', '123456789012', '--region', 'eu-west-1', '--at', '2030-01-01T00:00:00Z');
    const { KeyMetadata } = await clientOf(await serving.env()).send(new CreateKeyCommand({}));
    expect(KeyMetadata?.Arn).toMatch(/^arn:aws:kms:eu-west-1:123456789012:key\//);
    expect(KeyMetadata?.CreationDate).toEqual(new Date('2030-01-01T00:00:00Z'));
    await serving.stop();
  });

  it('plays a scenario first', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'kmslab-setup-'));
    writeFileSync(join(folder, 'setup.yaml'), SETUP);
    const serving = await serve('--setup', join(folder, 'setup.yaml'));
    rmSync(folder, { recursive: true });
    const client = clientOf(await serving.env('shop/role/owner'));
    const { KeyMetadata } = await client.send(new DescribeKeyCommand({ KeyId: 'alias/orders' }));
    expect(KeyMetadata).toMatchObject({ AWSAccountId: '123456789012', KeyState: 'Disabled' });
    await serving.stop();
  });

  it('with a world in a file takes the same credentials when it is started again, and has the same keys', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'kmslab-world-'));
    const file = join(folder, 'my.kmslab');
    const first = await serve('--world', file);
    const client = clientOf(await first.env());
    const { KeyMetadata } = await client.send(new CreateKeyCommand({}));
    const env = await first.env();
    await first.stop();
    const second = await serve('--world', file);
    const again = clientOf({ ...env, AWS_ENDPOINT_URL: second.url });
    const { Keys } = await again.send(new ListKeysCommand({}));
    expect(Keys?.map(({ KeyArn }) => KeyArn)).toEqual([KeyMetadata?.Arn]);
    await second.stop();
    rmSync(folder, { recursive: true });
  });

  it.each([
    [['--auth', 'maybe'], 'verify or trust'],
    [['--region', 'moon-1'], 'moon-1'],
    [['--account', '12'], '12 digits'],
    [['--at', 'soon'], 'soon'],
    [['--port', '70000'], '65535'],
    [['--setup', 'rotatoin'], 'did you mean "rotation"?'],
    [['--setup', import.meta.filename], 'serve.test.ts:'], // no scenario: the place that is wrong is told
    [['--jsonl', '--quiet'], 'got both'],
  ])('%j is refused in one line, with exit code 2', async (args, said) => {
    const { code, stdout, stderr } = await run(['serve', '--port', '0', ...args]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(said);
    expect(stderr).toMatch(/^kmslab: [^\n]*\n$/);
  });

  it('says which port it can’t have', async () => {
    const serving = await serve();
    const { code, stderr } = await run(['serve', '--port', new URL(serving.url).port]);
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining('EADDRINUSE') });
    await serving.stop();
  });

  it('answers what is under way before it ends', async () => {
    const serving = await serve('--auth', 'trust');
    const body = '{"Limit":1}';
    const socket = connect(Number(new URL(serving.url).port), '127.0.0.1');
    const head = `POST / HTTP/1.1\r\nHost: localhost\r\nX-Amz-Target: TrentService.ListKeys\r\nContent-Type: application/x-amz-json-1.1\r\nContent-Length: ${body.length}\r\n\r\n`;
    socket.write(head + body.slice(0, 3));
    await new Promise((resolve) => socket.once('connect', resolve));
    await run(['env', '--connect', serving.url]); // by now the server has read the head
    const ended = serving.stop();
    socket.write(body.slice(3));
    let text = '';
    for await (const chunk of socket) text += String(chunk);
    expect(text).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
    expect(await ended).toBe(0);
  });
});

describe('kmslab env', () => {
  it('without a server says how to start one', async () => {
    const { code, stderr } = await run(['env'], { XDG_RUNTIME_DIR: '/nowhere' });
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining('kmslab serve') });
  });

  it('tells the way through a VPC endpoint', async () => {
    const setup = join(import.meta.dirname, 'aws-cli', 'guard-rails.yaml');
    const serving = await serve('--setup', setup);
    const through = (id: string) =>
      run(['env', '--connect', serving.url, '--through', id, '--json'], { XDG_RUNTIME_DIR: serving.runtimeFolder });
    const env = JSON.parse((await through('vpce-0123456789abcdef0')).stdout);
    expect(env).toMatchObject({
      AWS_ENDPOINT_URL_KMS: `${serving.url}/vpce/vpce-0123456789abcdef0`,
      AWS_ENDPOINT_URL_STS: serving.url,
      AWS_REGION: 'us-east-1',
    });
    const client = clientOf({ ...env, AWS_ENDPOINT_URL: env.AWS_ENDPOINT_URL_KMS });
    expect((await client.send(new ListKeysCommand({}))).Keys).toHaveLength(3);
    const refused = client.send(new DescribeKeyCommand({ KeyId: 'alias/orders' }));
    await expect(refused).rejects.toThrow('because no VPC endpoint policy allows the kms:DescribeKey action');
    expect(await through('vpce-1')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("no VPC endpoint 'vpce-1'"),
    });
    await serving.stop();
  });

  it('refuses a principal that is not there', async () => {
    const serving = await serve();
    await expect(serving.env('main/user/nobody')).rejects.toThrow('nobody');
    await serving.stop();
  });
});

function clientOf(env: Readonly<Record<string, string>>): KMSClient {
  const { AWS_ENDPOINT_URL = '', AWS_REGION = '', AWS_ACCESS_KEY_ID = '', AWS_SECRET_ACCESS_KEY = '' } = env;
  return new KMSClient({
    endpoint: AWS_ENDPOINT_URL,
    region: AWS_REGION,
    credentials: { accessKeyId: AWS_ACCESS_KEY_ID, secretAccessKey: AWS_SECRET_ACCESS_KEY },
  });
}
