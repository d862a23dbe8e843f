import { describe, expect, it } from 'vitest';
import type { GainsView, WhoView } from '../../../../core/index.ts';
import { ADMIN, labWith, OWN, type TestLab } from '../../../helpers/lab-with.ts';
import { APP, EVE, KEY_ID, POLICY, whyLab } from './why-lab.ts';

const [ADMIN_ONLY] = POLICY.Statement;

function who({ lab }: TestLab, over: object = {}): Promise<WhoView> {
  return lab.ask({ type: 'who', key: 'alias/orders', ...over });
}

function gains({ lab }: TestLab, changes: object, over: object = {}): Promise<GainsView> {
  return lab.ask({ type: 'gains', key: KEY_ID, changes, ...over });
}

/** `label: Decrypt, Encrypt`, a line a group. */
const lines = (rows: GainsView['gained']) =>
  rows.flatMap(({ label, groups }) =>
    groups.map(({ actions, before, after }) => `${label} ${before.verdict} > ${after.verdict}: ${actions.join(' ')}`),
  );

describe('who may use a key', () => {
  it('is told for everybody of the world and every action on a key, with what lets them', async () => {
    const { key, actions, principals, mayChangePolicy } = await who(await whyLab());
    expect(key).toMatchObject({ alias: 'alias/orders', keyId: KEY_ID });
    expect(actions.length).toBeGreaterThan(40);
    expect(actions.map(({ action }) => action)).not.toContain('kms:CreateKey');
    expect(principals.map(({ label, may }) => [label, may.map(({ actions: own, by }) => [own.length, by])])).toEqual([
      ['main/role/admin', [[actions.length, ['key policy · "Admin"']]]],
      ['main/role/app', []],
      ['main/user/eve', []],
      ['partner/role/admin', []],
      ['main/root', []],
      ['partner/root', []],
    ]);
    expect(mayChangePolicy).toEqual(['main/role/admin']);
  });

  it('tells apart what a condition keeps from them, and asks in the circumstances that are given', async () => {
    const test = await whyLab();
    const ofApp = async (over: object) => {
      const row = (await who(test, over)).principals.find(({ label }) => label === 'main/role/app');
      return { may: row?.may.flatMap(({ actions }) => actions), if: row?.mayNot.flatMap(({ actions }) => actions) };
    };
    const both = ['kms:Decrypt', 'kms:Encrypt'];
    expect(await ofApp({})).toEqual({ may: [], if: both });
    expect(await ofApp({ encryptionContext: { tenant: '7' } })).toEqual({ may: both, if: [] });
    expect(await ofApp({ actions: ['kms:Decrypt'] })).toEqual({ may: [], if: ['kms:Decrypt'] });
  });

  it('names grants, and services that the policy or a grant names', async () => {
    const test = await whyLab();
    const grant = { KeyId: KEY_ID, GranteePrincipal: EVE.as, Operations: ['Encrypt'] };
    const { GrantId } = await test.ok('CreateGrant', grant);
    const logs = {
      ...ADMIN_ONLY,
      Sid: 'Logs',
      Principal: { Service: 'logs.us-east-1.amazonaws.com' },
      Action: 'kms:Encrypt*',
    };
    await test.ok('PutKeyPolicy', {
      KeyId: KEY_ID,
      Policy: JSON.stringify({ ...POLICY, Statement: [ADMIN_ONLY, logs] }),
    });
    const { principals } = await who(test, { actions: ['kms:Encrypt'] });
    expect(principals.find(({ label }) => label === 'main/user/eve')?.may).toMatchObject([
      { by: [`grant ${String(GrantId)}`] },
    ]);
    expect(principals.find(({ label }) => label === 'logs.us-east-1.amazonaws.com')?.may).toMatchObject([
      { by: ['key policy · "Logs"'] },
    ]);
  });

  it.each([
    [{ key: 'alias/none' }, 'the lab has no key alias/none'],
    [{ actions: ['kms:ListKeys'] }, "expected an action on a key such as kms:Decrypt, got 'kms:ListKeys'"],
    [{ actions: ['nonsense'] }, "expected an action on a key such as kms:Decrypt, got 'nonsense'"],
  ])('%j is refused in the lab’s own words', async (over, words) => {
    await expect(who(await whyLab(), over)).rejects.toThrow(words);
  });
});

describe('who would gain and who would lose', () => {
  it('by another key policy: what is allowed, and what a condition allows; nothing is changed', async () => {
    const test = await whyLab();
    const keyPolicy = JSON.stringify({
      ...POLICY,
      Statement: [
        ADMIN_ONLY,
        { ...ADMIN_ONLY, Sid: 'App', Principal: { AWS: APP.as }, Action: ['kms:Encrypt', 'kms:Sign'] },
      ],
    });
    const { length } = test.store;
    const answer = await gains(test, { keyPolicy });
    expect(lines(answer.gained)).toEqual([
      'main/role/app underCondition > allowed: kms:Encrypt',
      'main/role/app denied > allowed: kms:Sign',
    ]);
    expect(lines(answer.lost)).toEqual([
      'main/role/app underCondition > denied: kms:Decrypt',
      'main/user/eve underCondition > denied: kms:CreateGrant kms:Decrypt',
    ]);
    expect(answer.mayChangePolicy).toEqual({ before: ['main/role/admin'], after: ['main/role/admin'] });
    expect(answer.diffs).toMatchObject([{ policy: 'key policy' }]);
    expect(test.store.length).toBe(length);
  });

  it('by a policy that nobody could change any more', async () => {
    const keyPolicy = JSON.stringify({ ...POLICY, Statement: POLICY.Statement.slice(1) });
    const { mayChangePolicy, lost } = await gains(await whyLab(), { keyPolicy });
    expect(mayChangePolicy).toEqual({ before: ['main/role/admin'], after: [] });
    expect(lost.map(({ label }) => label)).toEqual(['main/role/admin']);
  });

  it('by an IAM policy that is added, replaced or taken away', async () => {
    const test = await labWith({
      principals: { 'main/role/admin': ['AdministratorAccess'], 'main/user/eve': [] },
      keys: [{ account: 'main', region: 'us-east-1', id: KEY_ID }],
    });
    const iam = (principal: string, name: string, Effect: string | null) =>
      gains(test, {
        identityPolicies: [
          {
            principal,
            name,
            policy:
              Effect === null
                ? null
                : JSON.stringify({
                    Version: '2012-10-17',
                    Statement: { Effect, Action: 'kms:Decrypt', Resource: '*' },
                  }),
          },
        ],
      });
    expect(lines((await iam('main/user/eve', 'decrypt', 'Allow')).gained)).toEqual([
      'main/user/eve denied > allowed: kms:Decrypt',
    ]);
    expect(lines((await iam('main/role/admin', 'no', 'Deny')).lost)).toEqual([
      'main/role/admin allowed > denied: kms:Decrypt',
    ]);
    const { lost, mayChangePolicy } = await iam('main/role/admin', 'AdministratorAccess', null);
    expect(lost).toHaveLength(1);
    expect(mayChangePolicy.after).toEqual(['main/root']);
  });

  it('by a grant that ends', async () => {
    const test = await whyLab();
    const { GrantId } = await test.ok('CreateGrant', {
      KeyId: KEY_ID,
      GranteePrincipal: EVE.as,
      Operations: ['Encrypt'],
    });
    const { lost } = await gains(test, { revokedGrants: [GrantId] });
    expect(lost.map(({ label, groups }) => [label, groups[0]?.before.by])).toEqual([
      ['main/user/eve', [`grant ${String(GrantId)}`]],
    ]);
  });

  it.each([
    [{ keyPolicy: '{}' }, /^KMS would not take this key policy: MalformedPolicyDocumentException: /],
    [
      {
        keyPolicy: JSON.stringify({
          ...POLICY,
          Statement: [{ ...ADMIN_ONLY, Principal: { AWS: `arn:aws:iam::${OWN}:user/no` } }],
        }),
      },
      'invalid principals',
    ],
    [
      { identityPolicies: [{ principal: 'main/user/eve', name: 'x', policy: '[]' }] },
      'IAM would not take policy x of main/user/eve',
    ],
    [
      { identityPolicies: [{ principal: 'main/root', name: 'x', policy: null }] },
      "got 'main/root', which has no IAM policies",
    ],
    [{ revokedGrants: ['abc'] }, 'the key has no grant abc'],
  ])('%j is refused in the lab’s own words', async (changes, words) => {
    await expect(gains(await whyLab(), changes)).rejects.toThrow(words);
  });

  it('of an AWS managed key is not asked: nobody can change its policy', async () => {
    const test = await labWith();
    const run = await test.lab.runAws('aws kms describe-key --key-id alias/aws/ebs', ADMIN);
    expect(run.exitCode).toBe(0);
    const asked = test.lab.ask({ type: 'gains', key: 'alias/aws/ebs', changes: { keyPolicy: JSON.stringify(POLICY) } });
    await expect(asked).rejects.toThrow('it is an AWS managed key');
  });

  it('is quick for a hundred principals', async () => {
    const principals = Object.fromEntries(
      Array.from({ length: 100 }, (_, n) => [`main/role/r${n}`, ['PowerUserAccess']]),
    );
    const keys = [{ account: 'main', region: 'us-east-1', id: KEY_ID }];
    const test = await labWith({ principals: { 'main/role/admin': ['AdministratorAccess'], ...principals }, keys });
    const { gained, lost } = await gains(test, { keyPolicy: JSON.stringify({ ...POLICY, Statement: [ADMIN_ONLY] }) });
    expect([gained.length, lost.length]).toEqual([0, 101]); // the root user too; the administrator keeps all
  });
});
