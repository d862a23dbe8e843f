import { describe, expect, it } from 'vitest';
import type { Secret } from '../../../../core/services/secrets-manager/secret.ts';
import { ADMIN, CLERK, DAY_MS, document, KEY, may, OTHER_KEY, READER, secretsLab } from './secrets-lab.ts';

const VIA = 'secretsmanager.us-east-1.amazonaws.com';
const DENIED = { name: 'AccessDeniedException', message: 'Access to KMS is not allowed' };

describe('the value of a secret under a customer managed key', () => {
  it('needs kms:GenerateDataKey and kms:Decrypt of who writes, and kms:Decrypt of who reads', async () => {
    const secrets = await secretsLab([may('secretsmanager:*'), may('kms:GenerateDataKey', KEY)]);
    const made = { Name: 'a', SecretString: 'x', KmsKeyId: KEY };
    expect(await secrets.refusal(CLERK, 'CreateSecret', made)).toEqual({
      ...DENIED,
      because: 'no-identity-policy-statement',
    });
    expect(await secrets.refusal(READER, 'CreateSecret', made)).toMatchObject(DENIED); // no Decrypt: the key is tried
    await secrets.create('db', 'hunter2', { KmsKeyId: 'alias/orders' });
    expect(await secrets.refusal(CLERK, 'GetSecretValue', { SecretId: 'db' })).toMatchObject(DENIED);
    expect(await secrets.refusal(CLERK, 'PutSecretValue', { SecretId: 'db', SecretString: 'y' })).toMatchObject(DENIED);
    expect(await secrets.reason(READER, 'PutSecretValue', { SecretId: 'db', SecretString: 'y' })).toBeNull();
    expect(await secrets.reason(CLERK, 'DescribeSecret', { SecretId: 'db' })).toBeNull();
  });

  it('can be granted by its ARN in the encryption context, through Secrets Manager alone', async () => {
    const condition = {
      StringLike: { 'kms:EncryptionContext:SecretARN': 'arn:aws:secretsmanager:*:*:secret:mine-*' },
      StringEquals: { 'kms:ViaService': VIA },
    };
    const secrets = await secretsLab([may('secretsmanager:*'), may('kms:Decrypt', KEY, { Condition: condition })]);
    await secrets.create('mine', 'mine', { KmsKeyId: KEY });
    await secrets.create('other', 'other', { KmsKeyId: KEY });
    expect(await secrets.get('mine', {}, READER)).toMatchObject({ SecretString: 'mine' });
    expect(await secrets.refusal(READER, 'GetSecretValue', { SecretId: 'other' })).toMatchObject(DENIED);
    const { value, versionId } = versionOf(secrets, 'mine');
    const SecretARN = (await secrets.describe('mine')).ARN;
    const directly = {
      CiphertextBlob: Uint8Array.from(Buffer.from(value.wrapped, 'base64')),
      EncryptionContext: { SecretARN, SecretVersionId: versionId },
    };
    expect(await secrets.reason(READER, 'Decrypt', directly)).not.toBeNull();
    expect(await secrets.reason(ADMIN, 'Decrypt', directly)).toBeNull();
  });

  it.each([
    ['disabled', 'DisableKey', {}, 'key-disabled'],
    ['in deletion', 'ScheduleKeyDeletion', { PendingWindowInDays: 7 }, 'key-pending-deletion'],
  ])('is not to be had while its key is %s, nor any other', async (_, operation, more, because) => {
    const secrets = await secretsLab();
    await secrets.create('db', 'hunter2', { KmsKeyId: KEY });
    await secrets.call(ADMIN, operation, { KeyId: KEY, ...more });
    expect(await secrets.refusal(ADMIN, 'GetSecretValue', { SecretId: 'db' })).toEqual({
      name: 'DecryptionFailure',
      message: "Secrets Manager can't decrypt the protected secret text using the provided KMS key.",
      because,
    });
    expect(await secrets.refusal(ADMIN, 'PutSecretValue', { SecretId: 'db', SecretString: 'y' })).toMatchObject({
      name: 'EncryptionFailure',
      because,
    });
  });

  it('is lost with its key; the secret lives on under another', async () => {
    const secrets = await secretsLab();
    await secrets.create('db', 'hunter2', { KmsKeyId: KEY });
    await secrets.call(ADMIN, 'ScheduleKeyDeletion', { KeyId: KEY, PendingWindowInDays: 7 });
    await secrets.advance(8 * DAY_MS);
    await secrets.call(ADMIN, 'UpdateSecret', { SecretId: 'db', KmsKeyId: OTHER_KEY });
    expect(await secrets.refusal(ADMIN, 'GetSecretValue', { SecretId: 'db' })).toEqual({
      ...DENIED,
      because: 'ciphertext-of-unknown-key',
    });
    await secrets.put('db', 'hunter3');
    expect(await secrets.get('db')).toMatchObject({ SecretString: 'hunter3' });
  });

  it('is refused under a key that is not there', async () => {
    const secrets = await secretsLab();
    const made = { Name: 'a', SecretString: 'x', KmsKeyId: 'alias/nothing' };
    expect(await secrets.reason(ADMIN, 'CreateSecret', made)).toEqual({
      name: 'EncryptionFailure',
      because: 'no-such-alias',
    });
    expect(secrets.lab.world.secrets.size).toBe(0);
  });

  it('opens in no other secret, and as no other version', async () => {
    const secrets = await secretsLab();
    for (const name of ['mine', 'other']) await secrets.create(name, name, { KmsKeyId: KEY });
    const [mine, other] = [secretOf(secrets, 'mine'), secretOf(secrets, 'other')];
    other.versions = mine.versions;
    expect(await secrets.reason(ADMIN, 'GetSecretValue', { SecretId: 'other' })).toEqual({
      name: 'DecryptionFailure',
      because: 'invalid-ciphertext',
    });
    mine.versions = mine.versions.map((one) => {
      const { sealed } = one.value;
      return { ...one, value: { ...one.value, sealed: `${sealed.slice(0, 20)}AAAA${sealed.slice(24)}` } };
    });
    expect(await secrets.reason(ADMIN, 'GetSecretValue', { SecretId: 'mine' })).toEqual({
      name: 'InternalServiceError',
      because: 'invalid-ciphertext',
    });
  });
});

describe('another key', () => {
  it('takes the versions with labels along; deprecated ones stay under theirs', async () => {
    const secrets = await secretsLab();
    await secrets.create('db', 'zero', { KmsKeyId: KEY });
    const zero = (await secrets.get('db')).VersionId;
    await secrets.put('db', 'one');
    await secrets.put('db', 'two');
    await secrets.put('db', 'three', { VersionStages: ['AWSPENDING'] });
    const from = secrets.lab.world.trailLength;
    await secrets.call(ADMIN, 'UpdateSecret', { SecretId: 'db', KmsKeyId: 'alias/other' });
    expect(secrets.callsToKms(from).map(([call]) => call)).toEqual([
      'GenerateDataKey',
      'Decrypt',
      ...['Decrypt', 'Encrypt'],
      ...['Decrypt', 'Encrypt'],
      ...['Decrypt', 'Encrypt'],
    ]);
    await secrets.call(ADMIN, 'DisableKey', { KeyId: KEY });
    for (const [VersionStage, SecretString] of Object.entries({
      AWSPREVIOUS: 'one',
      AWSCURRENT: 'two',
      AWSPENDING: 'three',
    })) {
      expect(await secrets.get('db', { VersionStage })).toMatchObject({ SecretString });
    }
    expect((await secrets.refusal(ADMIN, 'GetSecretValue', { SecretId: 'db', VersionId: zero })).name).toBe(
      'DecryptionFailure',
    );
    const { Versions } = await secrets.call(ADMIN, 'ListSecretVersionIds', { SecretId: 'db', IncludeDeprecated: true });
    expect((Versions as { KmsKeyIds: string[] }[]).map(({ KmsKeyIds: [id] }) => id)).toEqual([
      KEY,
      ...['alias/other', 'alias/other', 'alias/other'],
    ]);
  });

  it('is tried first: who may not use it changes nothing', async () => {
    const secrets = await secretsLab();
    await secrets.create('db', 'one');
    const change = { SecretId: 'db', KmsKeyId: KEY };
    expect(await secrets.refusal(CLERK, 'UpdateSecret', change)).toMatchObject(DENIED);
    expect(await secrets.describe('db')).not.toHaveProperty('KmsKeyId');
  });

  it('leaves versions as they are where kms:Encrypt under it is not allowed', async () => {
    const secrets = await secretsLab([may('secretsmanager:*'), may(['kms:GenerateDataKey', 'kms:Decrypt'])]);
    await secrets.create('db', 'one', { KmsKeyId: KEY });
    await secrets.call(READER, 'UpdateSecret', { SecretId: 'db', KmsKeyId: OTHER_KEY });
    expect(versionOf(secrets, 'db').value.keyArn).toBe(KEY);
    await secrets.put('db', 'two');
    expect(versionOf(secrets, 'db').value.keyArn).toBe(OTHER_KEY);
    expect(await secrets.get('db', { VersionStage: 'AWSPREVIOUS' })).toMatchObject({ SecretString: 'one' });
  });

  it('is aws/secretsmanager where the text is empty', async () => {
    const secrets = await secretsLab();
    await secrets.create('db', 'one', { KmsKeyId: KEY });
    await secrets.call(ADMIN, 'UpdateSecret', { SecretId: 'db', KmsKeyId: '' });
    expect(await secrets.describe('db')).not.toHaveProperty('KmsKeyId');
    await secrets.call(ADMIN, 'DisableKey', { KeyId: KEY });
    expect(await secrets.get('db', {}, CLERK)).toMatchObject({ SecretString: 'one' });
  });

  it('follows an alias that points elsewhere since, when it is named again', async () => {
    const secrets = await secretsLab();
    await secrets.create('db', 'one', { KmsKeyId: 'alias/orders' });
    await secrets.call(ADMIN, 'UpdateAlias', { AliasName: 'alias/orders', TargetKeyId: OTHER_KEY });
    expect(versionOf(secrets, 'db').value.keyArn).toBe(KEY);
    await secrets.call(ADMIN, 'UpdateSecret', { SecretId: 'db', KmsKeyId: 'alias/orders' });
    expect(versionOf(secrets, 'db').value.keyArn).toBe(OTHER_KEY);
  });
});

it('a key policy may let in only who comes through Secrets Manager', async () => {
  const account = may('kms:*', '*', { Principal: { AWS: 'arn:aws:iam::111122223333:role/admin' } });
  const through = may(['kms:GenerateDataKey', 'kms:Decrypt'], '*', {
    Principal: { AWS: 'arn:aws:iam::111122223333:role/clerk' },
    Condition: { StringEquals: { 'kms:ViaService': VIA } },
  });
  const secrets = await secretsLab();
  await secrets.call(ADMIN, 'PutKeyPolicy', { KeyId: KEY, Policy: document(account, through) });
  await secrets.call(CLERK, 'CreateSecret', { Name: 'db', SecretString: 'x', KmsKeyId: KEY });
  expect(await secrets.get('db', {}, CLERK)).toMatchObject({ SecretString: 'x' });
  expect(await secrets.reason(CLERK, 'GenerateDataKey', { KeyId: KEY, KeySpec: 'AES_256' })).not.toBeNull();
});

function secretOf(secrets: Awaited<ReturnType<typeof secretsLab>>, name: string): Secret {
  const secret = [...secrets.lab.world.secrets.values()].find((one) => one.name === name);
  if (secret === undefined) throw new Error(`no secret ${name}`);
  return secret;
}

function versionOf(secrets: Awaited<ReturnType<typeof secretsLab>>, name: string) {
  const version = secretOf(secrets, name).versions.find(({ stages }) => stages.includes('AWSCURRENT'));
  if (version === undefined) throw new Error(`${name} has no current version`);
  return version;
}
