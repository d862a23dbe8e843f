import { describe, expect, it } from 'vitest';
import {
  ADMIN,
  ARN,
  DECRYPTER,
  EXECUTION,
  KEY,
  type LambdaLab,
  lambdaLab,
  OTHER_KEY,
  OWN,
  SECRET,
  SUPPORT,
  VARIABLES,
} from './lambda-lab.ts';

const POLICY = (Action: string) =>
  JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action, Resource: '*' }] });

describe('who sees the variables of a function', () => {
  it('under aws/lambda: everybody who may look at the function, without any right on a key', async () => {
    const at = await lambdaLab();
    await at.create();
    expect(await at.seen(SUPPORT)).toEqual({ Variables: VARIABLES });
  });

  it('under a key of one’s own: those alone who may decrypt, and others get KMS’s refusal in their place', async () => {
    const at = await lambdaLab();
    await at.create({ KMSKeyArn: KEY });
    expect(await at.seen(ADMIN)).toEqual({ Variables: VARIABLES });
    const { Error: error } = (await at.seen(SUPPORT)) as { Error: { ErrorCode: string; Message: string } };
    expect(error.ErrorCode).toBe('AccessDeniedException');
    expect(error.Message).toContain(`is not authorized to perform: kms:Decrypt on resource: ${KEY}`);
  });

  it('in every operation that shows them', async () => {
    const at = await lambdaLab();
    await at.create({ KMSKeyArn: KEY });
    const { Configuration } = await at.call(SUPPORT, 'GetFunction', { FunctionName: ARN });
    const { Functions } = await at.call(SUPPORT, 'ListFunctions');
    for (const shown of [Configuration, ...(Functions as readonly unknown[])]) {
      expect(shown).toMatchObject({
        FunctionName: 'billing',
        Environment: { Error: { ErrorCode: expect.any(String) } },
      });
      expect(JSON.stringify(shown)).not.toContain(SECRET);
    }
  });

  it('a role that is let in by its IAM policy, through Lambda alone', async () => {
    const at = await lambdaLab();
    await at.create({ KMSKeyArn: KEY });
    await at.call(ADMIN, 'PutRolePolicy', {
      RoleName: 'support',
      PolicyName: 'through-lambda',
      PolicyDocument: JSON.stringify({
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Action: 'kms:Decrypt',
            Resource: KEY,
            Condition: { StringEquals: { 'kms:ViaService': 'lambda.us-east-1.amazonaws.com' } },
          },
        ],
      }),
    });
    expect(await at.seen(SUPPORT)).toEqual({ Variables: VARIABLES });
  });
});

describe('a function that starts', () => {
  it('sees its variables by the grant, though its role has no permission at all', async () => {
    const at = await lambdaLab();
    await at.create({ KMSKeyArn: KEY });
    expect(await at.invoke()).toMatchObject({ StatusCode: 200, answer: { environment: VARIABLES } });
    expect(at.grants).toMatchObject([
      {
        granteePrincipal: `arn:aws:sts::${OWN}:assumed-role/billing/billing`,
        operations: ['Decrypt', 'RetireGrant'],
      },
    ]);
  });

  it('sees nothing without an environment, and asks nothing of KMS', async () => {
    const at = await lambdaLab();
    await at.create({ Environment: {} });
    expect((await at.invoke()).answer).toEqual({ environment: {} });
    expect(at.records().filter(({ eventSource }) => eventSource === 'kms.amazonaws.com')).toEqual([]);
  });

  it.each([
    ['disabled', 'DisableKey', { KeyId: KEY }, 'KMSDisabledException', 'key-disabled'],
    ['in deletion', 'ScheduleKeyDeletion', { KeyId: KEY }, 'KMSInvalidStateException', 'key-pending-deletion'],
  ] as const)('does not start with its key %s', async (_, operation, input, name, because) => {
    const at = await lambdaLab();
    await at.create({ KMSKeyArn: KEY });
    await at.call(ADMIN, operation, input);
    expect(await at.refusal(ADMIN, 'Invoke', { FunctionName: 'billing' })).toMatchObject({ name, because });
  });

  it('does not start with its key deleted: KMSNotFoundException', async () => {
    const at = await lambdaLab();
    await at.create({ KMSKeyArn: KEY });
    await at.call(ADMIN, 'ScheduleKeyDeletion', { KeyId: KEY, PendingWindowInDays: 7 });
    await at.lab.act({ type: 'advance', by: 8 * 86_400_000 });
    const refused = { name: 'KMSNotFoundException', because: 'no-such-key' };
    expect(await at.refusal(ADMIN, 'Invoke', { FunctionName: 'billing' })).toMatchObject(refused);
  });

  it('does not start with its grant revoked, until its configuration is updated: KMSAccessDeniedException', async () => {
    const at = await lambdaLab();
    await at.create({ KMSKeyArn: KEY });
    await at.call(ADMIN, 'RevokeGrant', { KeyId: KEY, GrantId: at.grants[0]?.grantId });
    const refused = await at.refusal(ADMIN, 'Invoke', { FunctionName: 'billing' });
    expect(refused.name).toBe('KMSAccessDeniedException');
    expect(refused.message).toMatch(
      /^Lambda was unable to decrypt the environment variables because KMS access was denied\. Please check the function's KMS key settings\. KMS Exception: AccessDeniedException KMS Message: User: arn:aws:sts::111122223333:assumed-role\/billing\/billing is not authorized/,
    );
    await at.update({ Environment: { Variables: VARIABLES } });
    expect((await at.invoke()).StatusCode).toBe(200);
  });

  it('does not start with a role that Lambda may not assume any more', async () => {
    const at = await lambdaLab();
    await at.create();
    await at.call(ADMIN, 'DeleteRole', { RoleName: 'billing' });
    const refused = { name: 'AccessDeniedException', because: 'role-does-not-trust' };
    expect(await at.refusal(ADMIN, 'Invoke', { FunctionName: 'billing' })).toMatchObject(refused);
  });
});

describe('the encryption helpers', () => {
  const sealed = async (at: LambdaLab, context: object, key = KEY) => {
    const Plaintext = new TextEncoder().encode(SECRET);
    const { CiphertextBlob } = await at.call(ADMIN, 'Encrypt', { KeyId: key, Plaintext, EncryptionContext: context });
    return Buffer.from(CiphertextBlob as Uint8Array).toString('base64');
  };
  const ASK = { decrypt: ['DB_PASSWORD'] };

  it('hide a value from everybody but the function’s code, which decrypts it as its role', async () => {
    const at = await lambdaLab();
    const ciphertext = await sealed(at, { LambdaFunctionName: 'billing' }, OTHER_KEY);
    await at.create({ Role: DECRYPTER, KMSKeyArn: KEY, Environment: { Variables: { DB_PASSWORD: ciphertext } } });
    expect(JSON.stringify(await at.seen(ADMIN))).not.toContain(SECRET);
    const from = at.lab.world.trailLength;
    expect((await at.invoke(ASK)).answer).toEqual({
      environment: { DB_PASSWORD: ciphertext },
      decrypted: { DB_PASSWORD: SECRET },
    });
    const own = at.records(from).at(-1);
    expect(own).toMatchObject({
      eventName: 'Decrypt',
      requestParameters: { encryptionContext: { LambdaFunctionName: 'billing' } },
      userIdentity: { arn: `arn:aws:sts::${OWN}:assumed-role/decrypter/billing` },
    });
    expect(own?.userIdentity).not.toHaveProperty('invokedBy');
  });

  it.each([
    ['the role may not decrypt', EXECUTION, 'billing', 'AccessDeniedException'],
    ['the value was sealed for another function', DECRYPTER, 'greeter', 'InvalidCiphertextException'],
  ] as const)('end in the function’s own error where %s', async (_, Role, sealedFor, errorType) => {
    const at = await lambdaLab();
    const ciphertext = await sealed(at, { LambdaFunctionName: sealedFor });
    await at.create({ Role, Environment: { Variables: { DB_PASSWORD: ciphertext } } });
    const { answer, FunctionError, StatusCode } = await at.invoke(ASK);
    expect({ FunctionError, StatusCode }).toEqual({ FunctionError: 'Unhandled', StatusCode: 200 });
    expect(answer).toMatchObject({ errorType });
  });

  it('are needed: a plain value is no ciphertext', async () => {
    const at = await lambdaLab();
    await at.create({ Role: DECRYPTER });
    expect((await at.invoke(ASK)).answer).toMatchObject({ errorType: 'Error' });
  });
});

describe('a configuration that is updated', () => {
  it('moves the environment under another key, and back, with one grant at a time', async () => {
    const at = await lambdaLab();
    await at.create();
    expect((await at.update({ KMSKeyArn: KEY })).Environment).toEqual({ Variables: VARIABLES });
    expect(at.grants.map(({ keyArn }) => keyArn)).toEqual([KEY]);
    await at.update({ KMSKeyArn: OTHER_KEY });
    expect(at.grants.map(({ keyArn }) => keyArn)).toEqual([OTHER_KEY]);
    expect((await at.invoke()).answer).toEqual({ environment: VARIABLES });
    await at.update({ KMSKeyArn: '' });
    expect(await at.seen(SUPPORT)).toEqual({ Variables: VARIABLES });
  });

  it('does not move what the caller may not open', async () => {
    const at = await lambdaLab();
    await at.create({ KMSKeyArn: KEY });
    await at.call(ADMIN, 'PutRolePolicy', {
      RoleName: 'support',
      PolicyName: 'all',
      PolicyDocument: POLICY('lambda:*'),
    });
    const move = { FunctionName: 'billing', KMSKeyArn: '' };
    expect((await at.refusal(SUPPORT, 'UpdateFunctionConfiguration', move)).name).toBe('AccessDeniedException');
    expect(await at.seen(ADMIN)).toEqual({ Variables: VARIABLES });
  });

  it('changes settings without a look at the environment, of which the caller then sees what it may', async () => {
    const at = await lambdaLab();
    await at.create({ KMSKeyArn: KEY });
    await at.call(ADMIN, 'PutRolePolicy', {
      RoleName: 'support',
      PolicyName: 'all',
      PolicyDocument: POLICY('lambda:*'),
    });
    const changed = await at.update({ Timeout: 30, Description: 'longer' }, SUPPORT);
    expect(changed).toMatchObject({ Timeout: 30, Description: 'longer', Environment: { Error: expect.anything() } });
    expect((await at.invoke()).answer).toEqual({ environment: VARIABLES });
  });

  it('gives another role a grant of its own', async () => {
    const at = await lambdaLab();
    await at.create({ KMSKeyArn: KEY });
    await at.update({ Role: DECRYPTER });
    expect(at.grants.map(({ granteePrincipal }) => granteePrincipal)).toEqual([
      `arn:aws:sts::${OWN}:assumed-role/decrypter/billing`,
    ]);
    expect((await at.invoke()).answer).toEqual({ environment: VARIABLES });
  });

  it('takes the environment away, and the grant with it', async () => {
    const at = await lambdaLab();
    await at.create({ KMSKeyArn: KEY });
    await at.update({ Environment: { Variables: {} } });
    expect(await at.seen()).toBeUndefined();
    expect(at.grants).toEqual([]);
  });

  it('gives the grant back with the function', async () => {
    const at = await lambdaLab();
    await at.create({ KMSKeyArn: KEY });
    await at.call(ADMIN, 'DeleteFunction', { FunctionName: 'billing' });
    expect(at.grants).toEqual([]);
    expect(at.lab.world.functions.size).toBe(0);
  });
});
