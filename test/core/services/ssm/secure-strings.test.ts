import { describe, expect, it } from 'vitest';
import type { Parameter } from '../../../../core/services/ssm/parameter.ts';
import { ADMIN, arnOf, CLERK, KEY, READER, ssmLab } from './ssm-lab.ts';

const TIERS = ['Standard', 'Advanced'] as const;
const may = (Action: string | string[], Resource = '*') => ({ Effect: 'Allow', Action, Resource });

describe.each(TIERS)('a SecureString of tier %s', (Tier) => {
  it('is a ciphertext without decryption, and its value with it', async () => {
    const ssm = await ssmLab();
    await ssm.put('/app/pass', 'hunter2 ä', { Tier });
    const { Value } = await ssm.get('/app/pass', false);
    expect(Buffer.from(Value, 'base64').toString('base64')).toBe(Value);
    expect(Value).not.toContain('hunter2');
    expect(await ssm.get('/app/pass')).toMatchObject({ Value: 'hunter2 ä', Type: 'SecureString' });
    expect(await ssm.told('GetParametersByPath', { Path: '/app', WithDecryption: true })).toMatchObject([
      { Value: 'hunter2 ä' },
    ]);
    expect(await ssm.told('GetParameterHistory', { Name: '/app/pass', WithDecryption: true })).toMatchObject([
      { Value: 'hunter2 ä', Tier, KeyId: 'alias/aws/ssm' },
    ]);
  });

  it('needs kms:Decrypt of who reads it in clear, and of nobody who takes the ciphertext', async () => {
    const ssm = await ssmLab();
    await ssm.put('/app/pass', 'hunter2', { Tier, KeyId: 'alias/orders' });
    expect((await ssm.get('/app/pass', false, CLERK)).Value).not.toContain('hunter2');
    const refused = await ssm.refusal(CLERK, 'GetParameter', { Name: '/app/pass', WithDecryption: true });
    expect(refused.name).toBe('AccessDeniedException');
    expect(refused.because).toBe('no-identity-policy-statement');
    expect(refused.message).toMatch(
      /\(Service: AWSKMS; Status Code: 400; Error Code: AccessDeniedException; Request ID: [0-9a-f-]{36}; Proxy: null\)$/,
    );
  });

  it('can be granted by its ARN in the encryption context', async () => {
    const condition = { StringEquals: { 'kms:EncryptionContext:PARAMETER_ARN': arnOf('app/mine') } };
    const ssm = await ssmLab([may('ssm:*'), { ...may('kms:Decrypt'), Condition: condition }]);
    await ssm.put('/app/mine', 'mine', { Tier, KeyId: KEY });
    await ssm.put('/app/other', 'other', { Tier, KeyId: KEY });
    expect(await ssm.get('/app/mine', true, READER)).toMatchObject({ Value: 'mine' });
    expect(await ssm.refusal(READER, 'GetParameter', { Name: '/app/other', WithDecryption: true })).toMatchObject({
      name: 'AccessDeniedException',
    });
  });

  it('is refused with KMS’s words by a key that is not there or not usable', async () => {
    const ssm = await ssmLab();
    const put = { Name: 'p', Value: 'x', Type: 'SecureString', Tier };
    const missing = await ssm.refusal(ADMIN, 'PutParameter', { ...put, KeyId: 'alias/nothing' });
    expect(missing).toMatchObject({ name: 'InvalidKeyId', because: 'no-such-alias' });
    expect(missing.message).toMatch(
      /^Alias arn:aws:kms:us-east-1:111122223333:alias\/nothing is not found\. \(Service: AWSKMS; Status Code: 400; Error Code: NotFoundException;/,
    );
    await ssm.call(ADMIN, 'PutParameter', { ...put, KeyId: KEY });
    await ssm.call(ADMIN, 'DisableKey', { KeyId: KEY });
    const disabled = await ssm.refusal(ADMIN, 'GetParameter', { Name: 'p', WithDecryption: true });
    expect(disabled).toMatchObject({ name: 'InvalidKeyId', because: 'key-disabled' });
    expect(disabled.message).toMatch(/^arn:aws:kms:.* is disabled\. \(Service: AWSKMS;/);
    expect(await ssm.refusal(ADMIN, 'PutParameter', { ...put, KeyId: KEY, Overwrite: true })).toMatchObject({
      name: 'InvalidKeyId',
    });
    expect((await ssm.get('p', false)).Version).toBe(1);
  });

  it('goes back to aws/ssm where a new version names no key, and old versions stay under theirs', async () => {
    const ssm = await ssmLab();
    await ssm.put('p', 'one', { Tier, KeyId: KEY });
    await ssm.put('p', 'two', { Overwrite: true });
    await ssm.call(ADMIN, 'DisableKey', { KeyId: KEY });
    expect(await ssm.get('p')).toMatchObject({ Value: 'two' });
    expect(await ssm.refusal(ADMIN, 'GetParameter', { Name: 'p:1', WithDecryption: true })).toMatchObject({
      name: 'InvalidKeyId',
    });
  });

  it('opens under no other name', async () => {
    const ssm = await ssmLab();
    await ssm.put('mine', 'mine', { Tier });
    await ssm.put('other', 'other', { Tier });
    const { world } = ssm.lab as unknown as { world: { parameters: Map<string, Parameter> } };
    const [mine, other] = [world.parameters.get(arnOf('mine')), world.parameters.get(arnOf('other'))];
    if (mine === undefined || other === undefined) throw new Error('no parameters');
    other.versions = mine.versions;
    const refused = await ssm.refusal(ADMIN, 'GetParameter', { Name: 'other', WithDecryption: true });
    expect(refused.because).toBe('invalid-ciphertext');
  });
});
