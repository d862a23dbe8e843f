import { beforeEach, describe, expect, it } from 'vitest';
import { labWith, OTHER, OWN, type TestLab, trusting } from '../../helpers/lab-with.ts';

const USER = { as: `arn:aws:iam::${OWN}:user/ann`, region: 'us-east-1' } as const;
const LOCKOUT = [
  'MalformedPolicyDocumentException',
  'The new key policy will not allow you to update the key policy in the future.',
];
const policy = (...Statement: readonly object[]) => JSON.stringify({ Version: '2012-10-17', Statement });
const allow = (AWS: string, Action: string, more: object = {}) => ({
  Effect: 'Allow',
  Principal: { AWS },
  Action,
  Resource: '*',
  ...more,
});
const trust = allow(`arn:aws:iam::${OWN}:root`, 'kms:*');

let test: TestLab;
let KeyId: string;
beforeEach(async () => {
  test = await labWith({
    principals: { 'main/role/admin': ['AdministratorAccess'], 'partner/role/admin': [], 'main/user/ann': [] },
  });
  KeyId = await test.key();
});
const policyNow = async () =>
  JSON.parse(String((await test.ok('GetKeyPolicy', { KeyId })).Policy)) as { Statement: object[] };

describe('the key policy that CreateKey writes', () => {
  it('trusts the account as a whole, under AWS’s Sid', async () => {
    expect((await policyNow()).Statement).toEqual([{ Sid: 'Enable IAM User Permissions', ...trust }]);
  });

  it('is the given one, where one is given', async () => {
    KeyId = await test.key({ Policy: policy({ Sid: 'Mine', ...trust }) });
    expect((await policyNow()).Statement).toEqual([{ Sid: 'Mine', ...trust }]);
  });

  it('must let its writer change it again; no key is made otherwise', async () => {
    expect(await test.refusal('CreateKey', { Policy: policy(allow(USER.as, 'kms:*')) })).toEqual(LOCKOUT);
    expect((await test.ok('ListKeys')).Keys).toHaveLength(1);
  });
});

describe('PutKeyPolicy', () => {
  it('replaces the policy as a whole', async () => {
    expect(await test.ok('PutKeyPolicy', { KeyId, Policy: policy(trust, allow(USER.as, 'kms:DescribeKey')) })).toEqual(
      {},
    );
    expect((await policyNow()).Statement).toEqual([trust, allow(USER.as, 'kms:DescribeKey')]);
    expect((await test.call('DescribeKey', { KeyId }, USER)).reply.ok).toBe(true);
    await test.ok('PutKeyPolicy', { KeyId, Policy: trusting(OWN) });
    expect((await test.call('DescribeKey', { KeyId }, USER)).reply.ok).toBe(false);
  });

  it.each(['DisableKey', 'ScheduleKeyDeletion'])('works after %s too, as in every key state', async (operation) => {
    await test.ok(operation, { KeyId });
    expect(await test.ok('PutKeyPolicy', { KeyId, Policy: trusting(OWN) })).toEqual({});
  });

  it('has one name for policies: default', async () => {
    const Policy = trusting(OWN);
    expect(await test.ok('PutKeyPolicy', { KeyId, Policy, PolicyName: 'default' })).toEqual({});
    expect((await test.refusal('PutKeyPolicy', { KeyId, Policy, PolicyName: 'mine' }))[0]).toBe('ValidationException');
    expect((await test.refusal('GetKeyPolicy', { KeyId, PolicyName: 'mine' }))[0]).toBe('NotFoundException');
    expect(await test.ok('ListKeyPolicies', { KeyId })).toEqual({ PolicyNames: ['default'], Truncated: false });
  });

  it('refuses a policy that would shut its writer out, unless told not to look', async () => {
    const Policy = policy(allow(USER.as, 'kms:*'));
    expect(await test.refusal('PutKeyPolicy', { KeyId, Policy })).toEqual(LOCKOUT);
    expect(await test.ok('PutKeyPolicy', { KeyId, Policy, BypassPolicyLockoutSafetyCheck: true })).toEqual({});
    const [name] = await test.refusal('DescribeKey', { KeyId });
    expect(name).toBe('AccessDeniedException');
  });

  it('refuses principals that do not exist, in AWS’s words', async () => {
    const Policy = policy(trust, allow(`arn:aws:iam::${OWN}:user/nobody`, 'kms:*'));
    expect(await test.refusal('PutKeyPolicy', { KeyId, Policy })).toEqual([
      'MalformedPolicyDocumentException',
      'Policy contains a statement with one or more invalid principals.',
    ]);
  });

  it.each([
    ['that is no JSON', '{"Version":'],
    ['that is no object', '[]'],
    ['of another version', JSON.stringify({ Version: '2020-01-01', Statement: [trust] })],
    ['without statements', JSON.stringify({ Version: '2012-10-17' })],
    ['with an effect that is none', policy({ ...trust, Effect: 'Maybe' })],
    ['with a member that IAM does not know', policy({ ...trust, Colour: 'red' })],
    [
      'with a condition operator that there is not',
      policy(trust, { ...trust, Condition: { StringIs: { 'aws:PrincipalTag/team': 'red' } } }),
    ],
  ])('refuses a policy %s, and changes nothing', async (_, Policy) => {
    const before = await policyNow();
    const trailBefore = test.lab.world.trailLength;
    expect((await test.refusal('PutKeyPolicy', { KeyId, Policy }))[0]).toBe('MalformedPolicyDocumentException');
    expect(await policyNow()).toEqual(before);
    // The refusal itself is recorded, and the look at the policy.
    expect(test.lab.world.trailLength).toBe(trailBefore + 2);
  });

  it('takes a condition, and weighs it with every call from then on', async () => {
    const onlyAes = { StringEquals: { 'kms:EncryptionContext:tenant': '42' } };
    const Policy = policy(trust, { ...trust, Effect: 'Deny', Action: 'kms:Encrypt', Condition: onlyAes });
    await test.ok('PutKeyPolicy', { KeyId, Policy });
    const input = { KeyId, Plaintext: new Uint8Array([1]) };
    await test.ok('Encrypt', { ...input, EncryptionContext: { tenant: '43' } });
    expect((await test.refusal('Encrypt', { ...input, EncryptionContext: { tenant: '42' } }))[0]).toBe(
      'AccessDeniedException',
    );
    await test.ok('Encrypt', { ...input, EncryptionContext: { tenant: '43' } });
  });

  it('takes a policy of 32,768 bytes, and none of one more', async () => {
    const sized = (bytes: number) => {
      const empty = policy({ Sid: '', ...trust }).length;
      return policy({ Sid: 'a'.repeat(bytes - empty), ...trust });
    };
    expect(await test.ok('PutKeyPolicy', { KeyId, Policy: sized(32_768) })).toEqual({});
    expect((await test.refusal('PutKeyPolicy', { KeyId, Policy: sized(32_769) }))[0]).toBe('LimitExceededException');
    // É is one character and two bytes of UTF-8.
    const accented = policy({ ...trust, Sid: 'a' }).replace('"Version"', `"Id":"${'É'.repeat(16_384)}","Version"`);
    expect((await test.refusal('PutKeyPolicy', { KeyId, Policy: accented }))[0]).toBe('LimitExceededException');
  });

  it('lets another account in only where its own IAM policies do as well', async () => {
    await test.ok('PutKeyPolicy', { KeyId, Policy: trusting(OWN, OTHER) });
    const partner = { as: `arn:aws:iam::${OTHER}:role/admin`, region: 'us-east-1' };
    const arn = `arn:aws:kms:us-east-1:${OWN}:key/${KeyId}`;
    const [name, message] = await test.refusal('DescribeKey', { KeyId: arn }, partner);
    expect([name, message]).toEqual([
      'AccessDeniedException',
      `User: arn:aws:sts::${OTHER}:assumed-role/admin/kmslab is not authorized to perform: kms:DescribeKey on resource: ${arn} because no identity-based policy allows the kms:DescribeKey action`,
    ]);
  });
});
