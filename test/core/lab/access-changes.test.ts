import { describe, expect, it } from 'vitest';
import { utf8 } from '../../../core/crypto/bytes.ts';
import type { AccessChanges, GainsView, WorldSpec } from '../../../core/index.ts';
import { ADMIN, labWith, OTHER, OTHER_ADMIN, OWN, type TestLab, trusting } from '../../helpers/lab-with.ts';

const KEY = '1234abcd-12ab-34cd-56ef-1234567890ab';
const KEY_ARN = `arn:aws:kms:us-east-1:${OTHER}:key/${KEY}`;

const policy = (...Statement: readonly object[]) => ({ Version: '2012-10-17', Statement });
const text = (...statements: readonly object[]) => JSON.stringify(policy(...statements));
const allow = (Action: string) => ({ Effect: 'Allow', Action, Resource: '*' });
const deny = (Action: string) => ({ Effect: 'Deny', Action, Resource: '*' });

/** A key of the partner's that lets both accounts in; the partner is in a unit of main's organization, Apps. */
function worldWith(unit: object = {}, root: object = {}, over: Partial<WorldSpec> = {}): Promise<TestLab> {
  return labWith({
    principals: {
      'main/role/admin': ['AdministratorAccess'],
      'partner/role/admin': ['AdministratorAccess'],
      'partner/user/eve': [],
    },
    organization: {
      management: 'main',
      id: 'o-exampleorg',
      units: { Apps: { accounts: { partner: {} }, ...unit }, Quiet: {} },
      ...root,
    },
    keys: [{ account: 'partner', region: 'us-east-1', id: KEY, policy: JSON.parse(trusting(OWN, OTHER)) }],
    ...over,
  });
}

function gains({ lab }: TestLab, changes: AccessChanges): Promise<GainsView> {
  return lab.ask({ type: 'gains', key: KEY, changes, actions: ['Decrypt', 'Encrypt'] });
}

/** `partner/role/admin loses Decrypt`, and so on. */
function told({ gained, lost }: GainsView): readonly string[] {
  const lines = (rows: GainsView['gained'], verb: string) =>
    rows.map(({ label, groups }) => {
      const actions = groups.flatMap((group) => group.actions).map((action) => action.slice('kms:'.length));
      return `${label} ${verb} ${actions.join(' ')}`;
    });
  return [...lines(gained, 'gains'), ...lines(lost, 'loses')];
}

const scp = (on: string, document: string | null, name = 'new') =>
  ({ organizationPolicies: [{ kind: 'scp', on, name, policy: document }] }) as const;

describe('an SCP that is not attached yet', () => {
  it.each(['root', 'Apps', 'partner', OTHER])('takes from the member accounts below %s what it denies', async (on) => {
    const test = await worldWith();
    const { length } = test.store;
    const answer = await gains(test, scp(on, text(deny('kms:Decrypt'))));
    expect(told(answer)).toEqual(['partner/role/admin loses Decrypt', 'partner/root loses Decrypt']);
    expect(answer.diffs).toMatchObject([
      { policy: expect.stringMatching(/^SCP new at (root r-|ou-|account )/), isNew: true },
    ]);
    expect(test.store.length).toBe(length);
    expect((await test.call('DescribeKey', { KeyId: KEY_ARN }, OTHER_ADMIN)).reply.ok).toBe(true);
  });

  it.each(['Quiet', 'main'])('takes nothing where nobody is bound by it: at %s', async (on) => {
    expect(told(await gains(await worldWith(), scp(on, text(deny('kms:Decrypt')))))).toEqual([]);
  });
});

describe('an SCP that is attached', () => {
  const DENIED = policy(deny('kms:Decrypt'));
  const twice = () => worldWith({ scps: ['perimeter.json'] }, { scps: ['perimeter.json'] }, files());
  const files = () => ({ files: { 'perimeter.json': utf8(JSON.stringify(DENIED)) } });

  it('changes wherever it is attached, by its own name or by that at one level', async () => {
    for (const on of ['perimeter', 'Apps', 'root']) {
      const answer = await gains(await twice(), scp(on, text(deny('kms:Encrypt')), 'perimeter'));
      expect(told(answer)).toEqual([
        'partner/role/admin gains Decrypt',
        'partner/root gains Decrypt',
        'partner/role/admin loses Encrypt',
        'partner/root loses Encrypt',
      ]);
      expect(answer.diffs).toMatchObject([{ policy: expect.stringMatching(/^SCP perimeter at root r-\w+, ou-/) }]);
    }
  });

  it('is detached from one level, or from all', async () => {
    expect(told(await gains(await twice(), scp('Apps', null, 'perimeter')))).toEqual([]);
    expect(told(await gains(await twice(), scp('perimeter', null)))).toEqual([
      'partner/role/admin gains Decrypt',
      'partner/root gains Decrypt',
    ]);
  });

  it('is narrowed for whom its refusal concerns, and for nobody else below', async () => {
    const test = await worldWith({ scps: [policy(deny('kms:DescribeKey'))] });
    const { requestId } = await test.call('DescribeKey', { KeyId: KEY_ARN }, OTHER_ADMIN);
    const why = await test.lab.ask({ type: 'why', requestId });
    const asked = why?.decisions[0]?.whoWouldGain ?? null;
    expect(why?.decisions[0]?.because).toBe('explicit-deny-scp');
    expect(asked).not.toBeNull();
    const answer = asked === null ? null : await test.lab.ask(asked);
    expect(answer?.gained.map(({ label }) => label)).toEqual(['partner/role/admin']);
  });
});

describe('an RCP', () => {
  const stranger = { ...deny('kms:Decrypt'), Principal: '*' };

  it('binds whoever asks, from other accounts too', async () => {
    const test = await worldWith({ rcps: [policy({ ...deny('kms:Encrypt'), Principal: '*' })] });
    const organizationPolicies = [{ kind: 'rcp', on: 'Apps', name: 'new', policy: text(stranger) }] as const;
    expect(told(await gains(test, { organizationPolicies }))).toEqual([
      'main/role/admin loses Decrypt',
      'partner/role/admin loses Decrypt',
      'main/root loses Decrypt',
      'partner/root loses Decrypt',
    ]);
  });

  it('is refused where the organization has none', async () => {
    const organizationPolicies = [{ kind: 'rcp', on: 'Apps', name: 'new', policy: text(stranger) }] as const;
    await expect(gains(await worldWith(), { organizationPolicies })).rejects.toThrow(
      'Organizations would not take this RCP: PolicyTypeNotEnabledException: ',
    );
  });
});

describe('a change of an organization that cannot be', () => {
  it.each([
    [
      'nowhere',
      text(deny('kms:*')),
      "expected the root, a unit, an account or an SCP of an organization, by its id or name, got 'nowhere'",
    ],
    ['Apps', '{}', 'Organizations would not take this SCP: MalformedPolicyDocumentException: '],
    ['Apps', null, "no SCP 'new' is attached to Apps"],
  ])('at %s: %s', async (on, document, words) => {
    await expect(gains(await worldWith(), scp(on, document))).rejects.toThrow(words);
  });

  it('is one of AWS’s own policy, or of the last that is attached', async () => {
    const test = await worldWith();
    await expect(gains(test, scp('Apps', text(deny('kms:*')), 'FullAWSAccess'))).rejects.toThrow("can't be modified");
    await expect(gains(test, scp('Apps', null, 'FullAWSAccess'))).rejects.toThrow('one is always attached');
  });

  it('is one at a name that two things have', async () => {
    const twins = { units: { Apps: { accounts: { partner: {} }, units: { Apps: {} } } } };
    await expect(gains(await worldWith({}, twins), scp('Apps', text(deny('kms:*'))))).rejects.toThrow(
      "'Apps' is the name of more than one: give the id instead",
    );
  });
});

describe('an IAM policy', () => {
  it('that others have too changes for all of them; taken away, it is from one', async () => {
    const test = await worldWith(
      {},
      {},
      {
        principals: {
          'main/role/admin': ['AdministratorAccess'],
          'partner/role/admin': ['AdministratorAccess'],
          'partner/user/ann': [],
          'partner/user/eve': [],
        },
      },
    );
    const document = text(allow('kms:Decrypt'));
    const aws = async (line: string) => expect((await test.lab.runAws(`aws iam ${line}`, OTHER_ADMIN)).stderr).toBe('');
    await aws(`create-policy --policy-name reader --policy-document '${document}'`);
    for (const name of ['ann', 'eve']) {
      await aws(`attach-user-policy --user-name ${name} --policy-arn arn:aws:iam::${OTHER}:policy/reader`);
    }
    const change = (to: string | null) =>
      gains(test, { identityPolicies: [{ principal: 'partner/user/eve', name: 'reader', policy: to }] });
    const changed = await change(text(allow('kms:Encrypt')));
    expect(told(changed)).toEqual([
      'partner/user/ann gains Encrypt',
      'partner/user/eve gains Encrypt',
      'partner/user/ann loses Decrypt',
      'partner/user/eve loses Decrypt',
    ]);
    expect(changed.diffs).toMatchObject([
      { policy: 'IAM policy reader of partner/user/eve and 1 other that has it', isNew: false },
    ]);
    expect(told(await change(null))).toEqual(['partner/user/eve loses Decrypt']);
  });

  it('without a name is the only inline one, or a new one; of several one must be named', async () => {
    const own = text(allow('kms:Decrypt'));
    const files = { 'app.json': utf8(own), 'more.json': utf8(own) };
    const test = await worldWith(
      {},
      {},
      {
        principals: {
          'main/role/admin': ['AdministratorAccess'],
          'partner/role/one': ['AdministratorAccess', 'app.json'],
          'partner/role/two': ['app.json', 'more.json'],
          'partner/role/none': ['ReadOnlyAccess'],
          'partner/role/bare': [],
        },
        files,
      },
    );
    const put = (role: string, name: string | null, policy: string | null = text(allow('kms:Encrypt'))) =>
      gains(test, { identityPolicies: [{ principal: `partner/role/${role}`, name, policy }] });
    const one = await put('one', null);
    expect(one.notes).toEqual(['partner/role/one: in place of app.json']);
    expect(one.diffs).toMatchObject([{ isNew: false }]);
    expect((await put('one', 'more')).notes).toEqual([
      'partner/role/one: as more, a new policy beside AdministratorAccess, app.json',
    ]);
    expect((await put('two', 'more')).notes).toEqual(['partner/role/two: in place of more.json']);
    expect((await put('none', null)).notes).toEqual(['partner/role/none: as a new policy beside ReadOnlyAccess']);
    expect((await put('bare', null)).notes).toEqual(['partner/role/bare: as a new policy']);
    expect((await put('one', null, null)).notes).toEqual([]);
    await expect(put('two', null)).rejects.toThrow(
      'partner/role/two has several inline policies: name one of app.json, more.json, or a new one',
    );
    await expect(put('bare', null, null)).rejects.toThrow('partner/role/bare has no inline policy');
  });

  it('of a scenario’s file is known by its name without the ending, too', async () => {
    const test = await worldWith(
      {},
      {},
      {
        principals: { 'main/role/admin': ['AdministratorAccess'], 'partner/role/app': ['app.json'] },
        files: { 'app.json': utf8(text(allow('kms:Decrypt'))) },
      },
    );
    const identityPolicies = [{ principal: 'partner/role/app', name: 'app', policy: text(allow('kms:Encrypt')) }];
    const answer = await gains(test, { identityPolicies });
    expect(told(answer)).toEqual(['partner/role/app gains Encrypt', 'partner/role/app loses Decrypt']);
    expect(answer.diffs).toMatchObject([{ policy: 'IAM policy app.json of partner/role/app', isNew: false }]);
  });

  it('of a group changes for its members, and nobody who has another of the same text', async () => {
    const one = policy(allow('kms:Decrypt'));
    const test = await worldWith(
      {},
      {},
      {
        principals: {
          'main/role/admin': ['AdministratorAccess'],
          'partner/role/app': [one],
          'partner/user/ann': [],
          'partner/user/eve': [],
        },
        groups: { 'partner/group/readers': ['read.json'] },
        memberships: { 'partner/user/ann': ['readers'], 'partner/user/eve': ['readers'] },
        files: { 'read.json': utf8(JSON.stringify(one)) },
      },
    );
    for (const name of ['read', 'read.json', 'read.json (group readers)']) {
      const change = { principal: 'partner/user/eve', name, policy: text(allow('kms:Encrypt')) };
      const answer = await gains(test, { identityPolicies: [change] });
      expect(told(answer).filter((line) => line.includes('loses'))).toEqual([
        'partner/user/ann loses Decrypt',
        'partner/user/eve loses Decrypt',
      ]);
    }
  });

  it.each([
    ['edited', [deny('kms:DescribeKey'), allow('kms:Sign')]],
    ['taken off', [deny('kms:DescribeKey')]],
  ])('of a group is %s for all its members where why fixes it for one', async (_, statements) => {
    const other = 'partner/role/other';
    const test = await worldWith(
      {},
      {},
      {
        principals: {
          'main/role/admin': ['AdministratorAccess'],
          'partner/user/ann': ['ReadOnlyAccess'],
          'partner/user/eve': ['ReadOnlyAccess'],
          [other]: ['ReadOnlyAccess', policy(...statements)],
        },
        groups: { 'partner/group/readers': ['stop.json'] },
        memberships: { 'partner/user/ann': ['readers'], 'partner/user/eve': ['readers'] },
        files: { 'stop.json': utf8(text(...statements)) },
      },
    );
    const eve = { as: `arn:aws:iam::${OTHER}:user/eve`, region: 'us-east-1' };
    const { requestId } = await test.call('DescribeKey', { KeyId: KEY_ARN }, eve);
    const asked = (await test.lab.ask({ type: 'why', requestId }))?.decisions[0]?.whoWouldGain ?? null;
    const answer = asked === null ? null : await test.lab.ask(asked);
    expect(answer?.gained.map(({ label }) => label)).toEqual(['partner/user/ann', 'partner/user/eve']);
  });

  it('is changed for everybody whom a managed one is attached to, and taken off one of them alone', async () => {
    const test = await worldWith({}, {}, { groups: { 'partner/group/readers': [] } });
    const iam = async (line: string) => expect((await test.lab.runAws(`aws iam ${line}`, OTHER_ADMIN)).stderr).toBe('');
    const arn = `arn:aws:iam::${OTHER}:policy/decrypt`;
    await iam(`create-policy --policy-name decrypt --policy-document '${text(allow('kms:Decrypt'))}'`);
    await iam('create-user --user-name ann');
    await iam('create-user --user-name bob');
    await iam(`attach-user-policy --user-name eve --policy-arn ${arn}`);
    await iam(`attach-user-policy --user-name ann --policy-arn ${arn}`);
    await iam(`attach-group-policy --group-name readers --policy-arn ${arn}`);
    await iam('add-user-to-group --group-name readers --user-name bob');
    const change = (principal: string, document: string | null) =>
      gains(test, { identityPolicies: [{ principal, name: 'decrypt', policy: document }] });
    expect(told(await change('partner/user/eve', text(allow('kms:Verify'))))).toEqual([
      'partner/user/eve loses Decrypt',
      'partner/user/ann loses Decrypt',
      'partner/user/bob loses Decrypt',
    ]);
    expect(told(await change('partner/user/eve', null))).toEqual(['partner/user/eve loses Decrypt']);
    expect(told(await change('partner/user/bob', null))).toEqual(['partner/user/bob loses Decrypt']);
  });

  it('is told from AWS’s of the same name, by why and by who', async () => {
    const test = await worldWith();
    const eve = { as: `arn:aws:iam::${OTHER}:user/eve`, region: 'us-east-1' };
    const iam = async (line: string) => expect((await test.lab.runAws(`aws iam ${line}`, OTHER_ADMIN)).stderr).toBe('');
    const document = text(deny('kms:DescribeKey'), allow('kms:Encrypt'));
    await iam(`create-policy --policy-name ReadOnlyAccess --policy-document '${document}'`);
    for (const owner of ['aws', OTHER]) {
      const arn = `arn:aws:iam::${owner}:policy/ReadOnlyAccess`;
      await iam(`attach-user-policy --user-name eve --policy-arn ${arn}`);
    }
    const { requestId } = await test.call('DescribeKey', { KeyId: KEY_ARN }, eve);
    const decision = (await test.lab.ask({ type: 'why', requestId }))?.decisions[0];
    expect(decision?.because).toBe('explicit-deny-identity-policy');
    expect(decision?.quotes[0]?.title).toContain('ReadOnlyAccess (customer managed)');
    expect(decision?.quotes[0]?.lines.map((line) => line.text).join('')).toContain('"Deny"');
    expect(decision?.diffs).toMatchObject([
      { policy: 'IAM policy ReadOnlyAccess (customer managed) of user/eve', isNew: false },
    ]);

    const change = { principal: 'partner/user/eve', name: 'ReadOnlyAccess (customer managed)' };
    const answer = await gains(test, { identityPolicies: [{ ...change, policy: text(allow('kms:Decrypt')) }] });
    expect(told(answer)).toEqual(['partner/user/eve gains Decrypt', 'partner/user/eve loses Encrypt']);
    expect(answer.diffs[0]?.policy).toBe('IAM policy ReadOnlyAccess (customer managed) of partner/user/eve');
  });

  it('bounds a user or role as its permissions boundary', async () => {
    const test = await worldWith();
    const boundary = (principal: string, document: string | null) =>
      gains(test, { boundaries: [{ principal, name: 'limit', policy: document }] });
    const bound = await boundary('partner/role/admin', text(allow('kms:Encrypt')));
    expect(told(bound)).toEqual(['partner/role/admin loses Decrypt']);
    expect(bound.diffs).toMatchObject([{ policy: 'permissions boundary limit of partner/role/admin', isNew: true }]);
    expect(bound.lost[0]?.groups[0]?.after.says).toBe('nothing allows it');
    expect(told(await boundary('main/role/admin', text(allow('s3:*'))))).toEqual([
      'main/role/admin loses Decrypt Encrypt',
    ]);
    await expect(gains(test, { boundaries: [{ principal: 'main/root', name: 'x', policy: null }] })).rejects.toThrow(
      'has no IAM policies',
    );
    expect((await test.call('DescribeKey', { KeyId: KEY_ARN }, ADMIN)).reply.ok).toBe(true);
  });
});
