import { describe, expect, it } from 'vitest';
import type { Outcome, WhyView } from '../../../core/index.ts';
import { ADMIN, arnOf, type Caller, labWith, OTHER, OWN, START, type TestLab } from '../../helpers/lab-with.ts';

const ROOT = {
  Sid: 'Enable IAM User Permissions',
  Effect: 'Allow',
  Principal: { AWS: `arn:aws:iam::${OWN}:root` },
  Action: 'kms:*',
  Resource: '*',
};
const USE_ALL_KEYS = {
  Version: '2012-10-17',
  Statement: [{ Sid: 'UseAllKeys', Effect: 'Allow', Action: 'kms:*', Resource: '*' }],
};
const Plaintext = Uint8Array.of(104, 105);

const userOf = (name: string, account = OWN): Caller => ({
  as: `arn:aws:iam::${account}:user/${name}`,
  region: 'us-east-1',
});
const [ANN, BOB, CYD, WU] = [userOf('ann'), userOf('bob'), userOf('cyd'), userOf('wu', OTHER)];
const PARTNER: Caller = { as: `arn:aws:iam::${OTHER}:role/admin`, region: 'us-east-1' };

const policy = (...Statement: readonly object[]) => JSON.stringify({ Version: '2012-10-17', Statement });

/** The world of the ten cases: who may do anything, who may use all keys by IAM, and who may nothing by IAM. */
function world(): Promise<TestLab> {
  return labWith({
    accounts: { main: OWN, partner: OTHER },
    grantDelayMs: 300_000,
    principals: {
      'main/role/admin': ['AdministratorAccess'],
      'main/user/ann': [USE_ALL_KEYS],
      'main/user/bob': [],
      'main/user/cyd': [],
      'partner/role/admin': ['AdministratorAccess'],
      'partner/user/wu': [],
    },
  });
}

/** A call that must be refused, and why it was. */
async function refused(
  test: TestLab,
  call: () => Promise<Outcome>,
): Promise<{ readonly why: WhyView; readonly message: string }> {
  const { requestId, reply } = await call();
  if (reply.ok) throw new Error('the call was not refused');
  const why = await test.lab.ask({ type: 'why', requestId });
  if (why === null) throw new Error('the lab knows the request');
  expect(why.error?.message).toBe(reply.error.message);
  return { why, message: reply.error.message };
}

/** Makes the changes that are proposed, as those who may; the same call must then succeed. */
async function mended(test: TestLab, why: WhyView, call: () => Promise<Outcome>): Promise<void> {
  for (const { policy: source, after } of why.decisions.flatMap(({ fixChanges }) => fixChanges)) {
    const arn = why.decisions[0]?.resourceArn ?? '';
    if (source.type === 'key') await test.ok('PutKeyPolicy', { KeyId: arn, PolicyName: 'default', Policy: after });
    else {
      const UserName = why.by.slice(why.by.lastIndexOf('/') + 1);
      const input = { UserName, PolicyName: 'UseKey', PolicyDocument: after };
      const by = why.by.includes(OTHER) ? PARTNER : ADMIN;
      const { reply } = await test.lab.call({ service: 'iam', operation: 'PutUserPolicy', input, ...by });
      expect(reply.ok).toBe(true);
    }
  }
  expect((await call()).reply.ok).toBe(true);
}

/** A policy of an organization, as CreatePolicy gives it. */
interface Made {
  readonly PolicySummary: { readonly Id: string };
}

const keyUnder = (test: TestLab, ...statements: readonly object[]) => test.key({ Policy: policy(...statements) });
const deciding = ({ decisions }: WhyView) =>
  decisions.flatMap(({ rungs }) => rungs.filter(({ isDeciding }) => isDeciding).map(({ name }) => name));
/** What is quoted, and the values in it that failed or made a Deny apply, with what the request has. */
const quoted = ({ decisions }: WhyView) =>
  decisions.flatMap(({ quotes }) => quotes.map(({ title, failed }) => [title, failed]));
const notes = ({ decisions }: WhyView) =>
  decisions.flatMap(({ quotes }) => quotes.flatMap(({ lines }) => lines.flatMap(({ note }) => note ?? [])));

describe('the ten refusals that a learner meets', () => {
  it('1: IAM allows, the key policy is silent', async () => {
    const test = await world();
    const KeyId = await keyUnder(test, {
      ...ROOT,
      Sid: 'Admins',
      Principal: { AWS: ADMIN.as },
    });
    const call = () => test.call('Encrypt', { KeyId, Plaintext }, ANN);
    const { why, message } = await refused(test, call);
    expect(message).toBe(
      `User: ${ANN.as} is not authorized to perform: kms:Encrypt on resource: ${arnOf(KeyId)} because no resource-based policy allows the kms:Encrypt action`,
    );
    expect(deciding(why)).toEqual(['keyPolicyAccount']);
    expect(why.summary).toContain('Statement "UseAllKeys" of IAM policy policy-1 allows it, but does not count');
    expect(why.fix).toBe(
      `Add a statement to the key policy that allows kms:Encrypt to user/ann. The usual alternative is to trust account ${OWN} with kms:*, as the default key policy does, so that the IAM policies of all in it count: that lets in main/user/ann and main/root, with up to 45 KMS actions each.`,
    );
    expect(why.decisions[0]?.fixStatement).toMatchObject({ Principal: { AWS: ANN.as }, Action: 'kms:Encrypt' });
    expect(why.decisions[0]?.makers).toMatchObject([{ policy: 'key policy', who: ['main/role/admin'] }]);
    await mended(test, why, call);
  });

  it('2: the key policy trusts the account, and IAM is silent', async () => {
    const test = await world();
    const KeyId = await keyUnder(test, ROOT);
    const call = () => test.call('Encrypt', { KeyId, Plaintext }, BOB);
    const { why, message } = await refused(test, call);
    expect(message).toMatch(/ because no identity-based policy allows the kms:Encrypt action$/);
    expect(deciding(why)).toEqual(['identityPolicy']);
    expect(why.summary).toContain('user/bob has no IAM policy.');
    expect(why.decisions[0]?.diffs.map(({ policy: title, isNew }) => [title, isNew])).toEqual([
      ['new IAM policy of user/bob', true],
    ]);
    expect(why.decisions[0]?.makers[0]?.command).toMatch(/^aws iam put-user-policy --user-name bob /);
    await mended(test, why, call);
  });

  it('3: across accounts, with neither side, and with that of the key only', async () => {
    const test = await world();
    const KeyId = await keyUnder(test, ROOT);
    const call = () => test.call('Encrypt', { KeyId: arnOf(KeyId), Plaintext }, WU);
    const { why } = await refused(test, call);
    expect(deciding(why)).toEqual(['keyPolicyAccount']);
    expect(why.fix).toMatch(/^Two changes are needed\. In account 111122223333, /);
    expect(why.decisions[0]?.makers.map(({ who }) => who)).toEqual([
      ['main/role/admin', 'main/user/ann', 'main/root'],
      ['partner/role/admin', 'partner/root'],
    ]);
    const partner = { ...ROOT, Sid: 'LetPartnerUse', Principal: { AWS: `arn:aws:iam::${OTHER}:root` } };
    await test.ok('PutKeyPolicy', { KeyId, PolicyName: 'default', Policy: policy(ROOT, partner) });
    const half = await refused(test, call);
    expect(half.message).toMatch(/ because no identity-based policy allows /);
    expect(deciding(half.why)).toEqual(['identityPolicy']);
    expect(quoted(half.why)).toEqual([]);
    await mended(test, half.why, call);
  });

  it('3: both sides at once', async () => {
    const test = await world();
    const KeyId = await keyUnder(test, ROOT);
    const call = () => test.call('Encrypt', { KeyId: arnOf(KeyId), Plaintext }, WU);
    await mended(test, (await refused(test, call)).why, call);
  });

  it('4: kms:ViaService', async () => {
    const test = await world();
    const statement = {
      ...ROOT,
      Sid: 'OnlyThroughEC2',
      Principal: { AWS: CYD.as },
      Action: 'kms:GenerateDataKey*',
      Condition: { StringEquals: { 'kms:ViaService': 'ec2.us-east-1.amazonaws.com' } },
    };
    const KeyId = await keyUnder(test, ROOT, statement);
    const call = () => test.call('GenerateDataKey', { KeyId, KeySpec: 'AES_256' }, CYD);
    const { why } = await refused(test, call);
    expect(why.summary).toContain(
      'Statement "OnlyThroughEC2" of the key policy would allow it, but its condition does not hold: kms:ViaService = ec2.us-east-1.amazonaws.com (the request has none). Nothing else allows it: user/cyd has no IAM policy.',
    );
    expect(why.fix).toMatch(/^Let EC2 make the call .* Or: Loosen the condition of statement "OnlyThroughEC2"/);
    expect(quoted(why)).toEqual([['key policy · "OnlyThroughEC2"', 'Condition']]);
    expect(notes(why)).toEqual(['the request has none']);
    await mended(test, why, call);
  });

  it('5: a condition on the encryption context', async () => {
    const test = await world();
    const statement = {
      ...ROOT,
      Sid: 'AppWithTenant',
      Principal: { AWS: CYD.as },
      Action: ['kms:Encrypt', 'kms:Decrypt'],
      Condition: { StringEquals: { 'kms:EncryptionContext:tenant': 'blue' } },
    };
    const KeyId = await keyUnder(test, ROOT, statement);
    const input = { KeyId, Plaintext, EncryptionContext: { tenant: 'red' } };
    const call = () => test.call('Encrypt', input, CYD);
    const { why } = await refused(test, call);
    expect(why.fix).toBe(
      'Make the call with tenant=blue in the encryption context, as statement "AppWithTenant" of the key policy wants it. Or: Loosen the condition of statement "AppWithTenant" of the key policy: let kms:EncryptionContext:tenant be red as well. That gives up what the condition keeps out.',
    );
    expect(notes(why)).toEqual(['the request has "red"']);
    expect((await test.call('Encrypt', { ...input, EncryptionContext: { tenant: 'blue' } }, CYD)).reply.ok).toBe(true);
    await mended(test, why, call);
  });

  it('6: a grant that is not everywhere yet, then one whose constraint fails, then one for something else', async () => {
    const test = await world();
    const KeyId = await keyUnder(test, ROOT);
    const { GrantToken } = await test.ok('CreateGrant', {
      KeyId,
      GranteePrincipal: CYD.as,
      Operations: ['Encrypt', 'Decrypt'],
      Constraints: { EncryptionContextSubset: { tenant: 'blue' } },
    });
    const encrypt = (tenant: string, more = {}) =>
      test.call('Encrypt', { KeyId, Plaintext, EncryptionContext: { tenant }, ...more }, CYD);
    const early = (await refused(test, () => encrypt('blue'))).why;
    const until = new Date(START + 300_000).toISOString().slice(11, 19);
    expect(early.summary).toContain(
      ` allows it, but it was made 0 s ago and has not reached all of KMS yet: until ${until} UTC it counts only for requests that bring its token (--grant-tokens).`,
    );
    expect(early.decisions[0]?.rungs.at(-1)).toMatchObject({ name: 'grants', result: 'notCounted' });
    expect(early.fix).toMatch(/^For grant \w{8}… to count, bring the token that CreateGrant gave .*, or wait until /);
    expect((await encrypt('blue', { GrantTokens: [GrantToken] })).reply.ok).toBe(true);

    const other = (await refused(test, () => encrypt('red', { GrantTokens: [GrantToken] }))).why;
    expect(other.summary).toContain(
      'its constraint does not hold: EncryptionContextSubset wants tenant=blue (the request has tenant=red).',
    );
    expect(other.fix).toMatch(/^For grant \w{8}… to count, make the call with tenant=blue in the encryption context\./);
    expect(quoted(other)).toEqual([[expect.stringMatching(/^grant \w{8}…$/), 'Constraints']]);
    expect(notes(other)).toEqual(['the request has tenant=red']);

    await test.pass(300_000);
    expect((await encrypt('blue')).reply.ok).toBe(true);
    const call = () => test.call('DescribeKey', { KeyId }, CYD);
    const unlisted = (await refused(test, call)).why;
    expect(unlisted.summary).toContain('names user/cyd, but for Encrypt and Decrypt only: DescribeKey is not among');
    await mended(test, unlisted, call);
  });

  it('7: an explicit deny', async () => {
    const test = await world();
    const never = {
      Sid: 'NobodyFromOutside',
      Effect: 'Deny',
      Principal: '*',
      Action: 'kms:Encrypt',
      Resource: '*',
      Condition: { NotIpAddress: { 'aws:SourceIp': '10.0.0.0/8' } },
    };
    const KeyId = await keyUnder(test, ROOT, never);
    const call = () => test.call('Encrypt', { KeyId, Plaintext }, ANN);
    const { why, message } = await refused(test, call);
    expect(message).toMatch(/ with an explicit deny in a resource-based policy$/);
    expect(deciding(why)).toEqual(['explicitDeny']);
    expect(notes(why)).toEqual(['the request has "127.0.0.1"']);
    expect(why.fix).toBe(
      'Make the call from an address in 10.0.0.0/8. Or: Narrow statement "NobodyFromOutside" of the key policy, because no Allow and no grant overrides a Deny: add 127.0.0.1/32 to the values of aws:SourceIp that it spares.',
    );
    const { lines = [] } = why.decisions[0]?.diffs[0]?.hunks[0] ?? {};
    expect(lines.filter(({ kind }) => kind === 'removed')).toHaveLength(1);
    await mended(test, why, call);
  });

  it('8: a service control policy', async () => {
    const test = await world();
    const organizations = async (operation: string, input: object = {}, by: Caller = ADMIN) => {
      const { reply } = await test.lab.call({ service: 'organizations', operation, input, ...by });
      if (!reply.ok) throw new Error(`${operation}: ${reply.error.message}`);
      return reply.output as { readonly Handshake?: { readonly Id: string }; readonly Policy?: Made };
    };
    await organizations('CreateOrganization');
    const { Handshake } = await organizations('InviteAccountToOrganization', {
      Target: { Id: OTHER, Type: 'ACCOUNT' },
    });
    await organizations('AcceptHandshake', { HandshakeId: Handshake?.Id }, PARTNER);
    const Content = policy({
      Sid: 'KeepKeys',
      Effect: 'Deny',
      Action: ['kms:ScheduleKeyDeletion', 'kms:DisableKey'],
      Resource: '*',
    });
    const made = await organizations('CreatePolicy', {
      Type: 'SERVICE_CONTROL_POLICY',
      Name: 'NoKeyDeletion',
      Description: '',
      Content,
    });
    const PolicyId = made.Policy?.PolicySummary.Id ?? '';
    await organizations('AttachPolicy', { PolicyId, TargetId: OTHER });
    const KeyId = await test.key({}, PARTNER);
    const call = () => test.call('DisableKey', { KeyId }, PARTNER);
    const { why, message } = await refused(test, call);
    expect(message).toMatch(/ with an explicit deny in a service control policy$/);
    expect(deciding(why)).toEqual(['explicitDeny']);
    expect(quoted(why)).toEqual([[`SCP NoKeyDeletion at account ${OTHER} · "KeepKeys"`, null]]);
    expect(why.fix).toBe(
      `Narrow statement "KeepKeys" of SCP NoKeyDeletion at account ${OTHER}, because no Allow and no grant overrides a Deny: add a condition that exempts ${PARTNER.as} (ArnNotEquals aws:PrincipalArn).`,
    );
    const command = `aws organizations update-policy --policy-id ${PolicyId} --content file://policy.json`;
    expect(why.decisions[0]?.makers).toMatchObject([{ who: ['main/role/admin', 'main/root'], command }]);
    await organizations('UpdatePolicy', { PolicyId, Content: why.decisions[0]?.fixChanges[0]?.after });
    expect((await call()).reply.ok).toBe(true);
  });

  it('9: the lock-out check, of PutKeyPolicy and of CreateKey', async () => {
    const test = await world();
    const KeyId = await keyUnder(test, ROOT);
    const Policy = policy({ ...ROOT, Sid: 'OnlyAnn', Principal: { AWS: ANN.as } });
    const { why, message } = await refused(test, () => test.call('PutKeyPolicy', { KeyId, Policy }));
    expect(message).toBe('The new key policy will not allow you to update the key policy in the future.');
    expect(why.verdict).toBe('refused');
    const says = `In the new policy no statement lets main/role/admin call kms:PutKeyPolicy: "OnlyAnn" names user/ann alone, and nothing trusts account ${OWN} with it.`;
    expect(why.summary).toContain(says);
    expect(why.fix).toContain(
      '--bypass-policy-lockout-safety-check skips the check, and is dangerous: then only main/user/ann',
    );
    expect(why.sentPolicy?.quotes.map(({ title }) => title)).toEqual(['"OnlyAnn"']);
    const added = why.sentPolicy?.diffs[0]?.hunks.flatMap(({ lines }) => lines.filter(({ kind }) => kind === 'added'));
    expect(added?.map(({ text }) => text.trim())).toContain(`"AWS": "arn:aws:iam::${OWN}:root"`);
    await test.ok('PutKeyPolicy', { KeyId, Policy: policy(JSON.parse(Policy).Statement[0], ROOT) });
    const made = await refused(test, () => test.call('CreateKey', { Policy }));
    expect(made.why.summary).toContain(says);
  });

  it('10: the only administrator is deleted, and another of the name is made', async () => {
    const test = await world();
    const iam = async (operation: string, input: object) => {
      const { reply } = await test.lab.call({ service: 'iam', operation, input, ...ADMIN });
      if (!reply.ok) throw new Error(reply.error.message);
    };
    await iam('CreateUser', { UserName: 'keeper' });
    const KEEPER = userOf('keeper');
    const KeyId = await test.key({
      Policy: policy({ ...ROOT, Sid: 'KeeperOnly', Principal: { AWS: KEEPER.as } }),
      BypassPolicyLockoutSafetyCheck: true,
    });
    await iam('DeleteUser', { UserName: 'keeper' });
    const nobody =
      /^Nobody can change this key policy any more: it names (AIDA\w+), who was user\/keeper, deleted 2026-01-01, and lets nobody/;
    const outOfReach = async (by: Caller) => {
      const { why } = await refused(test, () => test.call('GetKeyPolicy', { KeyId, PolicyName: 'default' }, by));
      expect(why.fix).toMatch(nobody);
      expect(why.decisions[0]?.diffs).toEqual([]);
      expect(why.decisions[0]?.whoWouldGain).toBeNull();
      const [id = ''] = /AIDA\w+/.exec(why.fix ?? '') ?? [];
      const [quote] = why.decisions[0]?.quotes ?? [];
      expect(quote).toMatchObject({ title: 'key policy · "KeeperOnly"', role: 'gone' });
      const named = quote?.lines.find(({ text }) => text.includes(id));
      expect(named?.note).toContain('was user/keeper, deleted 2026-01-01');
    };
    await outOfReach(ADMIN);
    await iam('CreateUser', { UserName: 'keeper' });
    await outOfReach(KEEPER);
    await outOfReach({ as: `arn:aws:iam::${OWN}:root`, region: 'us-east-1' });
  });

  it('10: where somebody may still change the policy, the one who is gone goes out of it with the change', async () => {
    const test = await world();
    const admins = { ...ROOT, Sid: 'Admins', Principal: { AWS: [ADMIN.as, BOB.as] } };
    const KeyId = await keyUnder(test, admins);
    const input = { UserName: 'bob' };
    expect((await test.lab.call({ service: 'iam', operation: 'DeleteUser', input, ...ADMIN })).reply.ok).toBe(true);
    const call = () => test.call('Encrypt', { KeyId, Plaintext }, CYD);
    const { why } = await refused(test, call);
    expect(why.fix).toMatch(
      /KMS takes no policy that names somebody who is gone, so AIDA\w+ must go out of it as well/,
    );
    const lines = why.decisions[0]?.diffs[0]?.hunks.flatMap((hunk) => hunk.lines) ?? [];
    expect(lines.find(({ kind, text }) => kind === 'removed' && text.includes('AIDA'))).toBeDefined();
    await mended(test, why, call);
  });
});
