import { describe, expect, it } from 'vitest';
import { ADMIN, document, KEY, may, READER, STRANGER, secretsLab } from './secrets-lab.ts';

const PARTNER = { AWS: 'arn:aws:iam::444455556666:root' };
const ofPartner = document(may('secretsmanager:GetSecretValue', '*', { Principal: PARTNER }));
const DEFAULT_KEY_MESSAGE =
  "You can't access a secret from a different AWS account if you encrypt the secret with the default KMS service key.";

/** The key's policy: its own account, and the partner's through Secrets Manager. */
const KEY_POLICY = document(
  may('kms:*', '*', { Principal: { AWS: 'arn:aws:iam::111122223333:root' } }),
  may('kms:Decrypt', '*', {
    Principal: PARTNER,
    Condition: { StringEquals: { 'kms:ViaService': 'secretsmanager.us-east-1.amazonaws.com' } },
  }),
);

describe('a secret for another account', () => {
  it('needs its policy, the key’s policy, and its reader’s own', async () => {
    const secrets = await secretsLab();
    const SecretId = await secrets.create('db', 'hunter2', { KmsKeyId: KEY });
    expect(await secrets.reason(STRANGER, 'GetSecretValue', { SecretId })).toEqual({
      name: 'AccessDeniedException',
      because: 'no-key-policy-statement',
    });
    await secrets.call(ADMIN, 'PutResourcePolicy', { SecretId: 'db', ResourcePolicy: ofPartner });
    expect(await secrets.refusal(STRANGER, 'GetSecretValue', { SecretId })).toMatchObject({
      name: 'AccessDeniedException',
      message: 'Access to KMS is not allowed',
    });
    await secrets.call(ADMIN, 'PutKeyPolicy', { KeyId: KEY, Policy: KEY_POLICY });
    expect(await secrets.get(SecretId, {}, STRANGER)).toMatchObject({ SecretString: 'hunter2' });
    expect(await secrets.reason(STRANGER, 'PutSecretValue', { SecretId, SecretString: 'x' })).not.toBeNull();
    await secrets.call(ADMIN, 'DeleteResourcePolicy', { SecretId: 'db' });
    expect(await secrets.reason(STRANGER, 'GetSecretValue', { SecretId })).not.toBeNull();
  });

  it('is told in both accounts’ trails', async () => {
    const secrets = await secretsLab();
    const SecretId = await secrets.create('db', 'hunter2', { KmsKeyId: KEY });
    await secrets.call(ADMIN, 'PutResourcePolicy', { SecretId, ResourcePolicy: ofPartner });
    await secrets.call(ADMIN, 'PutKeyPolicy', { KeyId: KEY, Policy: KEY_POLICY });
    const from = secrets.lab.world.trailLength;
    await secrets.get(SecretId, {}, STRANGER);
    const told = secrets.records(from).filter(({ eventName }) => eventName === 'GetSecretValue');
    expect(told.map(({ recipientAccountId }) => recipientAccountId)).toEqual(['444455556666', '111122223333']);
    expect(told[0]).toMatchObject({
      eventSource: 'secretsmanager.amazonaws.com',
      readOnly: true,
      requestParameters: { secretId: SecretId },
      responseElements: null,
      resources: [{ type: 'AWS::SecretsManager::Secret', ARN: SecretId, accountId: '111122223333' }],
    });
  });

  it('can’t be under aws/secretsmanager', async () => {
    const secrets = await secretsLab();
    const SecretId = await secrets.create('db', 'hunter2');
    const all = document(may('secretsmanager:*', '*', { Principal: PARTNER }));
    await secrets.call(ADMIN, 'PutResourcePolicy', { SecretId, ResourcePolicy: all });
    const refused = {
      name: 'InvalidRequestException',
      message: DEFAULT_KEY_MESSAGE,
      because: 'secret-under-default-key',
    };
    expect(await secrets.refusal(STRANGER, 'GetSecretValue', { SecretId })).toEqual(refused);
    expect(await secrets.refusal(STRANGER, 'PutSecretValue', { SecretId, SecretString: 'x' })).toEqual(refused);
  });

  it('is named by its whole ARN, and nobody there learns which names are taken', async () => {
    const secrets = await secretsLab();
    const arn = await secrets.create('db', 'x', { KmsKeyId: KEY });
    await secrets.call(ADMIN, 'PutResourcePolicy', { SecretId: 'db', ResourcePolicy: ofPartner });
    expect((await secrets.refusal(STRANGER, 'GetSecretValue', { SecretId: arn.slice(0, -7) })).name).toBe(
      'AccessDeniedException',
    );
    expect((await secrets.refusal(STRANGER, 'GetSecretValue', { SecretId: 'db' })).name).toBe(
      'ResourceNotFoundException',
    );
  });
});

describe('the policy of a secret', () => {
  it('lets in by itself whom it names in its own account, and denies whom it denies', async () => {
    const secrets = await secretsLab([may('secretsmanager:ListSecrets')]);
    const Principal = { AWS: 'arn:aws:iam::111122223333:role/reader' };
    await secrets.create('db', 'x');
    const put = (statement: object) =>
      secrets.call(ADMIN, 'PutResourcePolicy', { SecretId: 'db', ResourcePolicy: document(statement as never) });
    await put(may('secretsmanager:GetSecretValue', '*', { Principal }));
    expect(await secrets.get('db', {}, READER)).toMatchObject({ SecretString: 'x' });
    await put({ ...may('secretsmanager:GetSecretValue', '*', { Principal: '*' }), Effect: 'Deny' });
    expect(await secrets.reason(ADMIN, 'GetSecretValue', { SecretId: 'db' })).toEqual({
      name: 'AccessDeniedException',
      because: 'explicit-deny-key-policy',
    });
  });

  it('is told as it was written', async () => {
    const secrets = await secretsLab();
    await secrets.create('db', 'x');
    expect(await secrets.call(ADMIN, 'GetResourcePolicy', { SecretId: 'db' })).not.toHaveProperty('ResourcePolicy');
    await secrets.call(ADMIN, 'PutResourcePolicy', { SecretId: 'db', ResourcePolicy: ofPartner });
    expect(await secrets.call(ADMIN, 'GetResourcePolicy', { SecretId: 'db' })).toMatchObject({
      Name: 'db',
      ResourcePolicy: ofPartner,
    });
  });

  it.each([
    ['{', 'This resource policy contains a syntax error.'],
    [
      document(may('secretsmanager:*', '*', { Principal: { AWS: 'arn:aws:iam::111122223333:role/none' } })),
      'This resource policy contains an unsupported principal.',
    ],
    [document(may('secretsmanager:*', '*')), 'This resource policy contains a syntax error.'],
  ])('is no %s', async (ResourcePolicy, message) => {
    const secrets = await secretsLab();
    await secrets.create('db', 'x');
    const refused = { name: 'MalformedPolicyDocumentException', message, because: 'malformed-policy' };
    const input = { SecretId: 'db', ResourcePolicy };
    expect(await secrets.refusal(ADMIN, 'PutResourcePolicy', input)).toEqual(refused);
    expect(await secrets.refusal(ADMIN, 'ValidateResourcePolicy', input)).toEqual(refused);
  });

  const everybody = may('secretsmanager:GetSecretValue', '*', { Principal: '*' });
  const ofOrganization = { ...everybody, Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-abcdefghij' } } };

  it('may be public, unless the request blocks that', async () => {
    const secrets = await secretsLab();
    await secrets.create('db', 'x');
    const put = (statement: object, BlockPublicPolicy: boolean) => {
      const ResourcePolicy = document(statement as never);
      return secrets.reason(ADMIN, 'PutResourcePolicy', { SecretId: 'db', ResourcePolicy, BlockPublicPolicy });
    };
    expect(await put(everybody, true)).toEqual({ name: 'PublicPolicyException', because: 'public-secret-policy' });
    expect(await put(ofOrganization, true)).toBeNull();
    expect(await put(everybody, false)).toBeNull();
  });

  it.each([
    ['fits', ofPartner, []],
    ['is public', document(everybody), ['PublicAccess']],
    ['locks out', document({ ...may('secretsmanager:*', '*', { Principal: '*' }), Effect: 'Deny' }), ['Lockout']],
  ])('is validated: one that %s', async (_, ResourcePolicy, checks) => {
    const secrets = await secretsLab();
    await secrets.create('db', 'x');
    const told = await secrets.call(ADMIN, 'ValidateResourcePolicy', { SecretId: 'db', ResourcePolicy });
    expect(told.PolicyValidationPassed).toBe(checks.length === 0);
    expect((told.ValidationErrors as { CheckName: string }[]).map(({ CheckName }) => CheckName)).toEqual(checks);
    expect(await secrets.call(ADMIN, 'GetResourcePolicy', { SecretId: 'db' })).not.toHaveProperty('ResourcePolicy');
    if (checks[0] !== 'Lockout') return;
    const unnamed = await secrets.call(ADMIN, 'ValidateResourcePolicy', { ResourcePolicy });
    expect(unnamed.PolicyValidationPassed).toBe(true); // without a secret nobody is locked out of one
  });
});
