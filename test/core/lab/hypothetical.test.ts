import { describe, expect, it } from 'vitest';
import { arnOf, DAY, OTHER_ADMIN, type TestLab } from '../../helpers/lab-with.ts';
import { APP, EVE, KEY_ID, whyIf, whyLab } from './views/why-lab.ts';

const trailLength = async ({ lab }: TestLab) => (await lab.ask({ type: 'trail' })).length;

describe('a call that nobody makes', () => {
  it('is answered as the call would be, with what it would have beside it', async () => {
    const test = await whyLab();
    const verdict = async (call: Parameters<typeof whyIf>[1]) => (await whyIf(test, call)).verdict;
    expect(await verdict({})).toBe('denied');
    expect(await verdict({ encryptionContext: { tenant: '7' } })).toBe('allowed');
    expect(await verdict({ encryptionContext: { tenant: '8' } })).toBe('denied');
    expect(await verdict({ as: EVE.as })).toBe('denied');
    expect(await verdict({ as: EVE.as, via: 'ec2' })).toBe('allowed');
    expect(await verdict({ as: EVE.as, via: 's3.amazonaws.com' })).toBe('denied');
    expect(await verdict({ as: 'main/role/admin', action: 'Sign' })).toBe('refused'); // an AES key signs nothing
    expect(await verdict({ as: 'main/role/admin', action: 'kms:createkey', key: undefined as never })).toBe('allowed');
  });

  it.each([
    'Encrypt',
    'Decrypt',
    'GenerateDataKey',
    'ReEncrypt',
    'DescribeKey',
    'PutKeyPolicy',
    'CreateGrant',
  ] as const)('has the words that %s is refused with', async (operation) => {
    const test = await whyLab();
    const { CiphertextBlob } = await test.ok('Encrypt', { KeyId: KEY_ID, Plaintext: Uint8Array.of(1) });
    const inputs = {
      Encrypt: { Plaintext: Uint8Array.of(1) },
      Decrypt: { CiphertextBlob },
      GenerateDataKey: { KeySpec: 'AES_256' },
      ReEncrypt: { CiphertextBlob, DestinationKeyId: KEY_ID },
      DescribeKey: {},
      PutKeyPolicy: { Policy: '{}' },
      CreateGrant: { GranteePrincipal: EVE.as, Operations: ['Decrypt'] },
    };
    const key = operation === 'Decrypt' || operation === 'ReEncrypt' ? {} : { KeyId: KEY_ID };
    const [name, message] = await test.refusal(operation, { ...key, ...inputs[operation] }, EVE);
    const action = operation === 'ReEncrypt' ? 'kms:ReEncryptFrom' : `kms:${operation}`;
    expect((await whyIf(test, { as: EVE.as, action, key: KEY_ID })).error).toMatchObject({ name, message });
  });

  it('leaves nothing behind: no row of the trail, no use of the key', async () => {
    const test = await whyLab();
    const before = [test.store.length, await trailLength(test)];
    await whyIf(test, { encryptionContext: { tenant: '7' } });
    await whyIf(test, { as: EVE.as });
    expect([test.store.length, await trailLength(test)]).toEqual(before);
    expect((await test.lab.ask({ type: 'key', keyArn: arnOf(KEY_ID) }))?.lastUsed).toBeNull();
  });

  it('that the policies allow is told what the key says to it', async () => {
    const test = await whyLab();
    await test.ok('DisableKey', { KeyId: KEY_ID });
    const why = await whyIf(test, { encryptionContext: { tenant: '7' } });
    expect(why).toMatchObject({
      verdict: 'refused',
      error: { name: 'DisabledException' },
      keyCheck: { result: 'refused' },
    });
    expect(why.decisions.map(({ isAllowed }) => isAllowed)).toEqual([true]);
    expect(why.fix).toBe(`aws kms enable-key --key-id ${KEY_ID}`);
    expect((await whyIf(test)).keyCheck.result).toBe('notReached');
  });

  it('brings the token of a grant, or its id, that does not count everywhere yet', async () => {
    const test = await whyLab();
    const { GrantToken, GrantId } = await test.ok('CreateGrant', {
      KeyId: KEY_ID,
      GranteePrincipal: EVE.as,
      Operations: ['Decrypt'],
    });
    const verdict = async (...grantTokens: readonly unknown[]) =>
      (await whyIf(test, { as: EVE.as, grantTokens: grantTokens.map(String) })).verdict;
    expect(await verdict()).toBe('allowed');
    expect(await verdict(GrantToken)).toBe('allowed');
    expect(await verdict(GrantId)).toBe('allowed');
    expect(await verdict('nonsense')).toBe('refused');
    await test.ok('RevokeGrant', { KeyId: KEY_ID, GrantId });
    expect(await verdict()).toBe('denied');
  });

  it('names the key by its alias where that counts, in another account and Region too', async () => {
    const test = await whyLab();
    const KeyId = await test.key({}, { ...OTHER_ADMIN, region: 'eu-west-1' });
    const arn = arnOf(KeyId, { accountId: '444455556666', region: 'eu-west-1' });
    for (const key of [KeyId, arn]) {
      const why = await whyIf(test, { key });
      expect(why).toMatchObject({ region: 'eu-west-1', keys: [{ keyArn: arn, alias: null }], verdict: 'denied' });
    }
    const byAlias = await whyIf(test, { key: KEY_ID, alias: 'alias/orders' });
    expect(byAlias.keys).toMatchObject([{ keyArn: arnOf(KEY_ID), alias: 'alias/orders' }]);
    expect((await whyIf(test, { action: 'kms:DisableKey' })).keys).toMatchObject([{ alias: null }]);
  });

  it('is made with a second factor, from an address, through an endpoint, in a session that is cut down', async () => {
    const test = await whyLab();
    const put = (Condition: object) =>
      test.ok('PutKeyPolicy', {
        KeyId: KEY_ID,
        Policy: JSON.stringify({
          Version: '2012-10-17',
          Statement: [
            {
              Effect: 'Allow',
              Principal: { AWS: `arn:aws:iam::111122223333:role/admin` },
              Action: 'kms:*',
              Resource: '*',
            },
            { Effect: 'Allow', Principal: { AWS: APP.as }, Action: 'kms:Decrypt', Resource: '*', Condition },
          ],
        }),
      });
    const verdict = async (call: Parameters<typeof whyIf>[1]) => (await whyIf(test, call)).verdict;
    await put({ Bool: { 'aws:MultiFactorAuthPresent': 'true' } });
    expect([await verdict({}), await verdict({ mfa: true })]).toEqual(['denied', 'allowed']);
    await put({ IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } });
    expect([await verdict({}), await verdict({ sourceIp: '203.0.113.9' })]).toEqual(['denied', 'allowed']);
    await put({ StringEquals: { 'aws:SourceVpce': 'vpce-1a2b3c4d' } });
    expect([await verdict({}), await verdict({ vpcEndpointId: 'vpce-1a2b3c4d' })]).toEqual(['denied', 'allowed']);
    const sessionPolicy = JSON.stringify({
      Version: '2012-10-17',
      Statement: { Effect: 'Allow', Action: 'kms:Encrypt', Resource: '*' },
    });
    await put({ Null: { 'aws:SourceVpce': 'true' } });
    expect([await verdict({}), await verdict({ sessionPolicy })]).toEqual(['allowed', 'denied']);
  });

  it('reads members of the input, and time as the lab’s clock has it', async () => {
    const test = await whyLab();
    const grants = { action: 'kms:CreateGrant', as: EVE.as, via: 'ec2' } as const;
    expect((await whyIf(test, grants)).verdict).toBe('allowed');
    await test.pass(DAY);
    expect(
      (await whyIf(test, { ...grants, input: { Operations: ['Decrypt'], GranteePrincipal: APP.as } })).verdict,
    ).toBe('allowed');
  });

  it.each([
    [{ as: 'main/role/nobody' }, 'the lab has no principal arn:aws:iam::111122223333:role/nobody'],
    [{ as: 'nobody' }, "expected a principal such as main/role/admin, or its ARN, got 'nobody'"],
    [{ action: 'kms:Decript' }, "expected an action of KMS such as kms:Decrypt, got 'kms:Decript'"],
    [{ action: 's3:GetObject' }, "expected an action of KMS such as kms:Decrypt, got 's3:GetObject'"],
    [{ key: undefined as never }, 'expected a key: kms:Decrypt is asked about one'],
    [{ action: 'kms:ListKeys' }, "expected no key: kms:ListKeys is asked about none, got 'alias/orders'"],
    [{ key: 'alias/none' }, 'the lab has no key alias/none'],
    [{ alias: KEY_ID }, `expected an alias of ${arnOf(KEY_ID)}, got '${KEY_ID}'`],
    [{ via: 'e c 2' }, "expected a service such as ec2 or ec2.amazonaws.com, got 'e c 2'"],
    [{ region: 'moon-1' }, "expected a Region such as us-east-1, got 'moon-1'"],
    [{ sessionPolicy: '{' }, /^session policy: /],
  ] as const)('%j is refused in the lab’s own words', async (call, words) => {
    await expect(whyIf(await whyLab(), call)).rejects.toThrow(words);
  });
});
