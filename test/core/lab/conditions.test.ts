import { describe, expect, it } from 'vitest';
import { ADMIN, labWith, OWN, type TestLab } from '../../helpers/lab-with.ts';

const KEY = '11111111-aaaa-4aaa-8aaa-111111111111';
const ANN = { as: `arn:aws:iam::${OWN}:user/ann`, region: 'us-east-1' } as const;
const BYTES = new Uint8Array([1, 2, 3]);
const ROLE = `arn:aws:iam::${OWN}:role/app`;

interface World {
  /** Of the statement that allows user ann; null for trust in the account. */
  readonly ofKey: object | null;
  /** Of the statement in ann's IAM policy that allows all; left out, ann has no policy. */
  readonly ofIam?: object;
}

/** A key whose policy lets user ann under a condition, and the administrator without one. */
async function world({ ofKey, ofIam }: World): Promise<TestLab> {
  const admin = { Effect: 'Allow', Principal: { AWS: ROLE.replace('app', 'admin') }, Action: 'kms:*', Resource: '*' };
  const named = { ...admin, Principal: { AWS: ANN.as }, Condition: ofKey ?? {} };
  const trust = { ...admin, Principal: { AWS: OWN } };
  const policies =
    ofIam === undefined ? [] : [statement({ Effect: 'Allow', Action: '*', Resource: '*', Condition: ofIam })];
  return labWith({
    principals: { 'main/role/admin': ['AdministratorAccess'], 'main/role/app': [], 'main/user/ann': policies },
    keys: [
      {
        account: 'main',
        region: 'us-east-1',
        id: KEY,
        alias: 'alias/app',
        policy: statement(admin, ofKey === null ? trust : named),
      },
    ],
  });
}

function statement(...statements: readonly object[]) {
  return { Version: '2012-10-17', Statement: statements };
}

async function mayCall(test: TestLab, operation: string, input: object): Promise<boolean> {
  const { reply } = await test.call(operation, { KeyId: KEY, ...input }, ANN);
  if (reply.ok) return true;
  expect(reply.error.name).toBe('AccessDeniedException');
  return false;
}

type Row = readonly [says: string, condition: object, operation: string, input: object, isAllowed: boolean];
const tenant = { StringEquals: { 'kms:EncryptionContext:tenant': '42' } };
const window = { NumericGreaterThanEquals: { 'kms:ScheduleKeyDeletionPendingWindowInDays': '21' } };
const year = { NumericLessThanEquals: { 'kms:RotationPeriodInDays': '365' } };
const keepsCheck = { Bool: { 'kms:BypassPolicyLockoutSafetyCheck': 'false' } };
const byAlias = { StringEquals: { 'kms:RequestAlias': 'alias/app' } };
const onlyDecrypt = { 'ForAllValues:StringEquals': { 'kms:GrantOperations': 'Decrypt' } };
const forServices = { Bool: { 'kms:GrantIsForAWSResource': 'true' } };
const toApp = { ArnEquals: { 'kms:GranteePrincipal': ROLE } };
const exact = { StringEquals: { 'kms:GrantConstraintType': 'EncryptionContextEquals' } };
const grantOf = (more: object) => ({ GranteePrincipal: ROLE, Operations: ['Decrypt'], ...more });
const exactly = { Constraints: { EncryptionContextEquals: { tenant: '42' } } };

const OF_THE_KEY_POLICY: readonly Row[] = [
  ['the context that it asks for', tenant, 'Encrypt', { Plaintext: BYTES, EncryptionContext: { tenant: '42' } }, true],
  ['another context', tenant, 'Encrypt', { Plaintext: BYTES, EncryptionContext: { tenant: '43' } }, false],
  ['no context', tenant, 'GenerateDataKey', { KeySpec: 'AES_256' }, false],
  ['the alias', byAlias, 'DescribeKey', { KeyId: 'alias/app' }, true],
  ['the id in place of the alias', byAlias, 'DescribeKey', {}, false],
  ['the window that counts by default', window, 'ScheduleKeyDeletion', {}, true],
  ['a shorter window', window, 'ScheduleKeyDeletion', { PendingWindowInDays: 7 }, false],
  ['the period that counts by default', year, 'EnableKeyRotation', {}, true],
  ['a longer period', year, 'EnableKeyRotation', { RotationPeriodInDays: 730 }, false],
  ['a key that there is', { StringEquals: { 'kms:KeySpec': 'SYMMETRIC_DEFAULT' } }, 'DescribeKey', {}, true],
  ['a key of another usage', { StringEquals: { 'kms:KeyUsage': 'SIGN_VERIFY' } }, 'DescribeKey', {}, false],
  ['a single-Region key', { Bool: { 'kms:MultiRegion': 'false' } }, 'DescribeKey', {}, true],
  ['the caller’s account', { StringEquals: { 'kms:CallerAccount': OWN } }, 'DescribeKey', {}, true],
  ['a call through no service', { StringLike: { 'kms:ViaService': '*' } }, 'DescribeKey', {}, false],
  ['the caller’s name', { StringEquals: { 'aws:username': 'ann' } }, 'DescribeKey', {}, true],
  ['the Region', { StringNotEquals: { 'aws:RequestedRegion': 'us-east-1' } }, 'DescribeKey', {}, false],
  ['the lab’s clock', { DateLessThan: { 'aws:CurrentTime': '2026-01-02T00:00:00Z' } }, 'DescribeKey', {}, true],
  [
    'the lab’s clock, too late',
    { DateLessThan: { 'aws:CurrentTime': '2026-01-01T12:00:00Z' } },
    'DescribeKey',
    {},
    false,
  ],
  ['a grant of what it lists', onlyDecrypt, 'CreateGrant', grantOf({}), true],
  ['a grant of more', onlyDecrypt, 'CreateGrant', grantOf({ Operations: ['Decrypt', 'Encrypt'] }), false],
  ['a grant that no service makes', forServices, 'CreateGrant', grantOf({}), false],
  ['a grant to whom it names', toApp, 'CreateGrant', grantOf({}), true],
  ['a grant to another', toApp, 'CreateGrant', grantOf({ GranteePrincipal: ANN.as }), false],
  ['a grant under a constraint', exact, 'CreateGrant', grantOf(exactly), true],
  ['a grant under none', exact, 'CreateGrant', grantOf({}), false],
  ['a grant bound to the context', tenant, 'CreateGrant', grantOf(exactly), true],
  ['tags, which a key policy never sees', { Null: { 'aws:ResourceTag/team': 'true' } }, 'DescribeKey', {}, true],
];

const OF_AN_IAM_POLICY: readonly Row[] = [
  ['a tag that it allows', { StringEquals: { 'aws:RequestTag/team': 'red' } }, 'TagResource', tagged('red'), true],
  ['another tag', { StringEquals: { 'aws:RequestTag/team': 'red' } }, 'TagResource', tagged('blue'), false],
  ['an untagged key', { StringEquals: { 'aws:ResourceTag/team': 'red' } }, 'DescribeKey', {}, false],
  ['the key’s alias', { 'ForAnyValue:StringEquals': { 'kms:ResourceAliases': 'alias/app' } }, 'DescribeKey', {}, true],
  ['no such alias', { 'ForAnyValue:StringEquals': { 'kms:ResourceAliases': 'alias/x' } }, 'DescribeKey', {}, false],
];

function tagged(TagValue: string) {
  return { Tags: [{ TagKey: 'team', TagValue }] };
}

describe('a condition is weighed on the way of every request', () => {
  it.each(OF_THE_KEY_POLICY)('of the key policy: %s', async (_, ofKey, operation, input, isAllowed) => {
    expect(await mayCall(await world({ ofKey }), operation, input)).toBe(isAllowed);
  });

  it.each(OF_AN_IAM_POLICY)('of an IAM policy: %s', async (_, ofIam, operation, input, isAllowed) => {
    expect(await mayCall(await world({ ofKey: null, ofIam }), operation, input)).toBe(isAllowed);
  });

  it('of an IAM policy: the key’s tags, from the moment at which it has them', async () => {
    const test = await world({ ofKey: null, ofIam: { StringEquals: { 'aws:ResourceTag/team': 'red' } } });
    const before = await mayCall(test, 'DescribeKey', {});
    await test.ok('TagResource', { KeyId: KEY, ...tagged('red') }, ADMIN);
    const tagged1 = await mayCall(test, 'DescribeKey', {});
    await test.ok('UntagResource', { KeyId: KEY, TagKeys: ['team'] }, ADMIN);
    expect([before, tagged1, await mayCall(test, 'DescribeKey', {})]).toEqual([false, true, false]);
  });

  it('of an IAM policy: what a new key is to be', async () => {
    const test = await world({ ofKey: null, ofIam: { StringEquals: { 'kms:KeySpec': 'SYMMETRIC_DEFAULT' } } });
    const bypassed = { BypassPolicyLockoutSafetyCheck: true };
    expect((await test.call('CreateKey', bypassed, ANN)).reply.ok).toBe(true);
    expect((await test.refusal('CreateKey', { KeySpec: 'RSA_2048', KeyUsage: 'SIGN_VERIFY' }, ANN))[1]).toBe(
      `User: ${ANN.as} is not authorized to perform: kms:CreateKey on resource: * because no identity-based policy allows the kms:CreateKey action`,
    );
  });

  it('of the key that a ciphertext names, with the context of the Decrypt', async () => {
    const test = await world({ ofKey: tenant });
    const input = { Plaintext: BYTES, EncryptionContext: { tenant: '42' } };
    const { CiphertextBlob } = await test.ok('Encrypt', { KeyId: KEY, ...input }, ANN);
    const decrypt = { KeyId: undefined, CiphertextBlob };
    expect(await mayCall(test, 'Decrypt', { ...decrypt, EncryptionContext: { tenant: '42' } })).toBe(true);
    expect(await mayCall(test, 'Decrypt', { ...decrypt, EncryptionContext: { tenant: '43' } })).toBe(false);
  });

  it('of both keys of a ReEncrypt, each with its own context', async () => {
    const test = await world({ ofKey: { ...tenant, BoolIfExists: { 'kms:ReEncryptOnSameKey': 'true' } } });
    const context = { tenant: '42' };
    const made = await test.ok('Encrypt', { KeyId: KEY, Plaintext: BYTES, EncryptionContext: context }, ANN);
    const input = {
      KeyId: undefined,
      CiphertextBlob: made.CiphertextBlob,
      DestinationKeyId: KEY,
      SourceEncryptionContext: context,
    };
    expect(await mayCall(test, 'ReEncrypt', { ...input, DestinationEncryptionContext: context })).toBe(true);
    expect(await mayCall(test, 'ReEncrypt', { ...input, DestinationEncryptionContext: { tenant: '43' } })).toBe(false);
  });

  it('of a key policy that would lock its writer out', async () => {
    const test = await world({ ofKey: {} });
    const put = (condition: object, more: object = {}) => {
      const named = {
        Effect: 'Allow',
        Principal: { AWS: ANN.as },
        Action: 'kms:*',
        Resource: '*',
        Condition: condition,
      };
      return test.call('PutKeyPolicy', { KeyId: KEY, Policy: JSON.stringify(statement(named)), ...more }, ANN);
    };
    const never = { StringEquals: { 'kms:ViaService': 's3.us-east-1.amazonaws.com' } };
    expect((await put(never)).reply).toMatchObject({ ok: false, error: { because: 'policy-lockout' } });
    expect((await put(keepsCheck)).reply.ok).toBe(true);
    expect((await put({}, { BypassPolicyLockoutSafetyCheck: true })).reply).toMatchObject({
      ok: false,
      error: { name: 'AccessDeniedException' },
    });
  });
});
