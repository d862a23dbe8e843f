import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Lab } from '../../../core/index.ts';
import { openWorldFile } from '../../../core/node/index.ts';
import { WORLD_FORMAT } from '../../../core/node/sqlite/world-format.ts';
import { infoOf, verifyFile } from '../../../core/node/world-admin.ts';
import { ADMIN } from '../../helpers/lab-with.ts';

const ANN = 'arn:aws:iam::111122223333:user/ann';
const AUDITOR = 'arn:aws:iam::111122223333:role/ops/auditor';

let folder: string;
let file: string;
let lab: Lab;
async function openOlder(name: string): Promise<void> {
  folder = mkdtempSync(join(tmpdir(), 'kmslab-older-'));
  file = join(folder, 'world.kmslab');
  for (const end of ['', '.key']) {
    copyFileSync(new URL(`../../vectors/worlds/${name}${end}`, import.meta.url), `${file}${end}`);
  }
  lab = (await openWorldFile(file, { missing: 'refuse' })).lab;
}
afterEach(async () => {
  await lab.close().catch(() => undefined);
  rmSync(folder, { recursive: true });
});

const policiesOf = (arn: string) => {
  const identity = lab.world.identities.get(arn);
  return { attached: identity?.attachedPolicies, inline: identity?.inlinePolicies.map(({ name }) => name) };
};

describe('a world that a kmslab of format 1 wrote, with a checkpoint', () => {
  beforeEach(() => openOlder('format-1.kmslab'));

  it('has its users and roles, whose AWS managed policies are attached ones', () => {
    expect(policiesOf(ADMIN.as)).toEqual({ attached: ['arn:aws:iam::aws:policy/AdministratorAccess'], inline: [] });
    expect(policiesOf(AUDITOR)).toEqual({
      attached: ['arn:aws:iam::aws:policy/ReadOnlyAccess'],
      inline: ['main-role-ops-auditor-policy-2'],
    });
    expect(policiesOf(ANN)).toEqual({ attached: [], inline: ['users.json'] });
    expect(lab.world.identities.get(AUDITOR)).toMatchObject({
      path: '/ops/',
      createDate: Date.UTC(2026, 0, 1),
      maxSessionSeconds: 3_600,
    });
  });

  it('lets in whom it let in', async () => {
    const [keyArn = ''] = lab.world.keys.keys();
    for (const as of [ADMIN.as, ANN]) {
      const input = { KeyId: keyArn, Plaintext: Uint8Array.of(1) };
      expect((await lab.call({ service: 'kms', operation: 'Encrypt', input, as, region: 'us-east-1' })).reply.ok).toBe(
        true,
      );
    }
    const input = { RoleArn: AUDITOR, RoleSessionName: 'audit' };
    const asked = { service: 'sts', operation: 'AssumeRole', input, as: ANN, region: 'us-east-1' };
    expect((await lab.call(asked)).reply.ok).toBe(true);
    expect(lab.accessKeys.find('AKIAIOSFODNN7EXAMPLE')?.principalArn).toBe(ANN);
  });

  it('is whole afterwards, in the format of today', async () => {
    await lab.close();
    expect(infoOf(file).format).toBe(WORLD_FORMAT);
    expect((await verifyFile(file)).flatMap(({ wrong }) => wrong)).toEqual([]);
  });
});

describe('a world that a kmslab of format 2 wrote, with a checkpoint', () => {
  beforeEach(() => openOlder('format-2.kmslab'));

  const call = async (service: string, operation: string, input: object) => {
    const { reply } = await lab.call({ service, operation, input, as: ADMIN.as, region: 'us-east-1' });
    if (!reply.ok) throw new Error(reply.error.message);
    return reply.output;
  };

  it('has its volume and its snapshot, which is shared', async () => {
    const { Volumes } = await call('ec2', 'DescribeVolumes', {});
    expect(Volumes).toMatchObject([{ State: 'available', Encrypted: true }]);
    expect([...lab.world.snapshots.values()]).toMatchObject([{ sharedWith: ['444455556666'] }]);
  });

  it('makes a volume of that snapshot', async () => {
    const [SnapshotId] = lab.world.snapshots.keys();
    const { VolumeId } = await call('ec2', 'CreateVolume', { AvailabilityZone: 'us-east-1a', SnapshotId });
    await lab.act({ type: 'advance', by: 60_000 });
    expect(lab.world.volumes.get(String(VolumeId))?.machine.value).toBe('available');
  });

  it('has its object, its organization and its way for a VPC', async () => {
    const { Body } = await call('s3', 'GetObject', { Bucket: 'older-bucket', Key: 'o.txt' });
    expect(new TextDecoder().decode(Body as Uint8Array)).toBe('an old object');
    expect(lab.world.organizations.all.size).toBe(1);
    expect(lab.world.vpcEndpoints.size).toBe(1);
  });

  it('has what came after the checkpoint', () => {
    const [key] = lab.world.keys.values();
    expect(key?.machine.context).toMatchObject({ rotationPeriodInDays: 365 });
  });

  it('is whole afterwards, in the format of today', async () => {
    await lab.close();
    expect(infoOf(file).format).toBe(WORLD_FORMAT);
    expect((await verifyFile(file)).flatMap(({ wrong }) => wrong)).toEqual([]);
  });
});

describe('a world that a kmslab of format 3 wrote, with a checkpoint', () => {
  beforeEach(() => openOlder('format-3.kmslab'));

  const run = async (line: string) => {
    const { exitCode, stdout, stderr } = await lab.runAws(line, { as: ADMIN.as, region: 'us-east-1' });
    if (exitCode !== 0) throw new Error(stderr);
    return stdout.trim();
  };

  it('has its message, its parameter, its item and its database, all under its key', async () => {
    const address = 'https://sqs.us-east-1.amazonaws.com/111122223333/older';
    expect(await run(`aws sqs receive-message --queue-url ${address} --query Messages[].Body --output text`)).toBe(
      'older-message',
    );
    const parameter = 'aws ssm get-parameter --name /older/pass --with-decryption';
    expect(await run(`${parameter} --query Parameter.Value --output text`)).toBe('older-value');
    const item = `aws dynamodb get-item --table-name older --key '{"id":{"S":"a"}}'`;
    expect(await run(`${item} --query Item.text.S --output text`)).toBe('older item');
    expect([...lab.world.databases.values()]).toMatchObject([
      { dbInstanceIdentifier: 'older', machine: { value: 'available' } },
    ]);
  });

  it('has what came after the checkpoint', () => {
    const [, key] = lab.world.keys.values();
    expect(key?.machine.context).toMatchObject({ rotationPeriodInDays: 365 });
  });

  it('takes secrets from now on', async () => {
    await run('aws secretsmanager create-secret --name new --secret-string x --kms-key-id alias/older');
    expect(await run('aws secretsmanager get-secret-value --secret-id new --query SecretString --output text')).toBe(
      'x',
    );
  });

  it('is whole afterwards, in the format of today', async () => {
    await lab.close();
    expect(infoOf(file).format).toBe(WORLD_FORMAT);
    expect((await verifyFile(file)).flatMap(({ wrong }) => wrong)).toEqual([]);
  });
});
