import { describe, expect, it } from 'vitest';
import { openLab } from '../../../../core/index.ts';
import { verifyWorld } from '../../../../core/lab/verify-world.ts';
import { isTold } from '../../../helpers/sightings.ts';
import { ADMIN, DAY_MS, document, KEY, may, READER, STRANGER, secretsLab } from './secrets-lab.ts';

const SECRET = 'canary text that was kept as a secret';

describe('secrets at rest', () => {
  it.each([
    ['aws/secretsmanager', {}],
    ['a customer managed key', { KmsKeyId: KEY }],
  ])('under %s: no fact, trace, record or view holds a value', async (_, key) => {
    const secrets = await secretsLab();
    const made = await secrets.outcome(ADMIN, 'CreateSecret', { Name: 'db', SecretString: SECRET, ...key });
    const put = await secrets.outcome(ADMIN, 'PutSecretValue', {
      SecretId: 'db',
      SecretBinary: new TextEncoder().encode(SECRET),
    });
    const read = await secrets.outcome(ADMIN, 'GetSecretValue', { SecretId: 'db' });
    const told = [made, put, read].flatMap(({ trace, records }) => [trace, records]);
    for (const one of [...told, [...secrets.store.journal()], await secrets.lab.ask({ type: 'view' })])
      expect(isTold(one, SECRET)).toBe(false);
    expect(made.records[0]?.requestParameters).not.toHaveProperty('secretString');
  });

  it('open again in a world that is opened again, with their versions, policies, replicas and dates', async () => {
    const rootKey = new Uint8Array(32).fill(3);
    const secrets = await secretsLab(undefined, {}, rootKey);
    const arn = await secrets.create('db', 'one', { KmsKeyId: KEY, AddReplicaRegions: [{ Region: 'us-west-2' }] });
    await secrets.put('db', 'two');
    const all = may('secretsmanager:DescribeSecret', '*', { Principal: { AWS: '444455556666' } });
    await secrets.call(ADMIN, 'PutResourcePolicy', { SecretId: 'db', ResourcePolicy: document(all) });
    await secrets.create('gone', 'x');
    await secrets.call(ADMIN, 'DeleteSecret', { SecretId: 'gone', RecoveryWindowInDays: 7 });
    const before = await secrets.describe('db');
    const lab = await openLab(secrets.ports, rootKey);
    const call = async (operation: string, input: object, who = ADMIN) => {
      const { reply } = await lab.call({ service: 'secretsmanager', operation, input, ...who });
      return reply.ok ? reply.output : reply.error.name;
    };
    expect(await call('DescribeSecret', { SecretId: 'db' })).toEqual(before);
    expect(await call('GetSecretValue', { SecretId: 'db' })).toMatchObject({ SecretString: 'two' });
    expect(await call('GetSecretValue', { SecretId: 'db' }, { ...ADMIN, region: 'us-west-2' })).toMatchObject({
      SecretString: 'two',
    });
    expect(await call('DescribeSecret', { SecretId: arn }, STRANGER)).toMatchObject({ Name: 'db' });
    for (const finding of await verifyWorld(secrets.ports, rootKey)) expect(finding).toMatchObject({ wrong: [] });
    await lab.act({ type: 'advance', by: 7 * DAY_MS });
    expect(await call('DescribeSecret', { SecretId: 'gone' })).toBe('ResourceNotFoundException');
  });
});

describe('why', () => {
  it('tells of a refusal by KMS what KMS decided, and of one by the secret’s policy which statement', async () => {
    const secrets = await secretsLab();
    await secrets.create('db', 'x', { KmsKeyId: KEY });
    const outcome = await secrets.outcome(READER, 'GetSecretValue', { SecretId: 'db' });
    expect(outcome.reply).toMatchObject({ ok: false, error: { because: 'no-identity-policy-statement' } });
    const why = await secrets.lab.ask({ type: 'why', requestId: outcome.requestId });
    expect(JSON.stringify(why)).toContain('kms:Decrypt');
    const Deny = { ...may('secretsmanager:GetSecretValue', '*', { Principal: '*', Sid: 'Nobody' }), Effect: 'Deny' };
    await secrets.call(ADMIN, 'PutResourcePolicy', { SecretId: 'db', ResourcePolicy: document(Deny) });
    const denied = await secrets.outcome(ADMIN, 'GetSecretValue', { SecretId: 'db' });
    const told = JSON.stringify(await secrets.lab.ask({ type: 'why', requestId: denied.requestId }));
    expect(told).toContain('policy of secret db-');
    expect(told).toContain('aws secretsmanager');
  });
});
