import { describe, expect, it } from 'vitest';
import type { WorldSpec } from '../../../core/index.ts';
import type { ApiRequest } from '../../../core/lab/request.ts';
import { resolvePrincipal } from '../../../core/lab/resolve-request.ts';
import { surroundingsOf } from '../../../core/lab/surroundings.ts';
import type { World } from '../../../core/lab/world.ts';
import { ADMIN, type Caller, labWith, OTHER, OTHER_ADMIN, OWN, trusting } from '../../helpers/lab-with.ts';

const KEY = '1234abcd-12ab-34cd-56ef-1234567890ab';
const KEY_ARN = `arn:aws:kms:us-east-1:${OTHER}:key/${KEY}`;

function policy(...statements: readonly object[]) {
  return { Version: '2012-10-17', Statement: statements };
}
const deny = (Action: string, Condition?: object) => ({
  Effect: 'Deny',
  Action,
  Resource: '*',
  ...(Condition && { Condition }),
});
const denyAnyone = (Action: string, Condition?: object) => ({ ...deny(Action, Condition), Principal: '*' });
const KMS_ONLY = policy({ Effect: 'Allow', Action: 'kms:*', Resource: '*' });

/** The default world; its partner, with a key that lets both accounts in, belongs to main's organization. */
async function worldWith(organization: Partial<NonNullable<WorldSpec['organization']>>) {
  const { lab, call } = await labWith({
    organization: { management: 'main', id: 'o-exampleorg', accounts: { partner: {} }, ...organization },
    keys: [{ account: 'partner', region: 'us-east-1', id: KEY, policy: JSON.parse(trusting(OWN, OTHER)) }],
  });
  /** The reason of a refusal, or that there was none. */
  const outcome = async (operation: string, caller: Caller = OTHER_ADMIN, input: object = { KeyId: KEY_ARN }) => {
    const { reply } = await call(operation, input, caller);
    return reply.ok ? 'ok' : reply.error.because;
  };
  return { lab, call, outcome };
}

describe('a service control policy', () => {
  it.each([
    ['on the root', { scps: [policy(deny('kms:Describe*'))] }],
    [
      'on a unit',
      { accounts: {}, units: { Apps: { scps: [policy(deny('kms:Describe*'))], accounts: { partner: {} } } } },
    ],
    ['on the account', { accounts: { partner: { scps: [policy(deny('kms:Describe*'))] } } }],
  ])('%s denies what it denies to the member account', async (_, organization) => {
    const { outcome } = await worldWith(organization);
    expect(await outcome('DescribeKey')).toBe('explicit-deny-scp');
    expect(await outcome('GetKeyPolicy')).toBe('ok');
  });

  it('must allow at every level, once FullAWSAccess is gone from one', async () => {
    const { outcome, lab } = await worldWith({
      accounts: {},
      units: { Apps: { scps: [KMS_ONLY], fullAccess: false, accounts: { partner: {} } } },
    });
    expect(await outcome('DescribeKey')).toBe('ok');
    const ec2 = await lab.runAws('aws ec2 describe-volumes', OTHER_ADMIN);
    expect(ec2.outcome?.reply).toMatchObject({ error: { because: 'no-scp-statement' } });
  });

  it('binds the root user of a member account, and nobody of the management account', async () => {
    const { outcome } = await worldWith({ scps: [policy(deny('kms:Describe*'))] });
    expect(await outcome('DescribeKey', { as: `arn:aws:iam::${OTHER}:root`, region: 'us-east-1' })).toBe(
      'explicit-deny-scp',
    );
    expect(await outcome('DescribeKey', ADMIN)).toBe('ok');
  });

  it('counts as soon as it is attached, moves with the account, and is gone when it is detached', async () => {
    const { outcome, lab } = await worldWith({
      units: { Quiet: { scps: [policy(deny('kms:Describe*'))] } },
    });
    const [organization] = lab.world.organizations.all.values();
    const [unit] = lab.world.organizations.units.values();
    const [scp] = lab.world.organizations.policies.values();
    const aws = async (line: string) => {
      const run = await lab.runAws(`aws organizations ${line}`, ADMIN);
      expect(run.stderr).toBe('');
    };
    expect(await outcome('DescribeKey')).toBe('ok');
    await aws(
      `move-account --account-id ${OTHER} --source-parent-id ${organization?.rootId} --destination-parent-id ${unit?.id}`,
    );
    expect(await outcome('DescribeKey')).toBe('explicit-deny-scp');
    await aws(`detach-policy --policy-id ${scp?.id} --target-id ${unit?.id}`);
    expect(await outcome('DescribeKey')).toBe('ok');
    await aws(`attach-policy --policy-id ${scp?.id} --target-id ${OTHER}`);
    expect(await outcome('DescribeKey')).toBe('explicit-deny-scp');
    await aws(`disable-policy-type --root-id ${organization?.rootId} --policy-type SERVICE_CONTROL_POLICY`);
    expect(await outcome('DescribeKey')).toBe('ok');
  });

  it('binds a caller also where a service calls KMS for it', async () => {
    const { lab } = await worldWith({ scps: [policy(deny('kms:GenerateDataKeyWithoutPlaintext'))] });
    const line = `aws ec2 create-volume --availability-zone us-east-1a --size 1 --encrypted --kms-key-id ${KEY_ARN}`;
    const made = await lab.runAws(line, OTHER_ADMIN);
    expect(made.exitCode).toBe(0);
    await lab.act({ type: 'advance', by: 60_000 });
    const [volume] = lab.world.volumes.values();
    expect(volume?.machine.context.failure?.because).toBe('explicit-deny-scp');
  });
});

describe('a resource control policy', () => {
  const perimeter = denyAnyone('kms:*', { StringNotEqualsIfExists: { 'aws:PrincipalOrgID': 'o-exampleorg' } });

  it('keeps strangers out of the keys of member accounts', async () => {
    const { lab } = await labWith({
      accounts: { org: '999988887777', main: OWN, partner: OTHER },
      organization: { management: 'org', id: 'o-exampleorg', accounts: { partner: { rcps: [policy(perimeter)] } } },
      keys: [{ account: 'partner', region: 'us-east-1', id: KEY, policy: JSON.parse(trusting(OWN, OTHER)) }],
    });
    const describeKey = async (caller: Caller) => {
      const input = { KeyId: KEY_ARN };
      const { reply } = await lab.call({ service: 'kms', operation: 'DescribeKey', input, ...caller });
      return reply.ok ? 'ok' : reply.error.because;
    };
    expect(await describeKey(ADMIN)).toBe('explicit-deny-rcp');
    expect(await describeKey(OTHER_ADMIN)).toBe('ok');
  });

  it('binds the management account as a caller, but not its own keys', async () => {
    const { outcome, call } = await worldWith({ rcps: [policy(denyAnyone('kms:DescribeKey'))] });
    expect(await outcome('DescribeKey', ADMIN)).toBe('explicit-deny-rcp');
    const { reply } = await call('CreateKey', {}, ADMIN);
    if (!reply.ok) throw new Error(reply.error.message);
    const { KeyId } = reply.output.KeyMetadata as { readonly KeyId: string };
    expect(await outcome('DescribeKey', ADMIN, { KeyId })).toBe('ok');
  });

  it('does not bind AWS managed keys', async () => {
    const { lab, outcome } = await worldWith({ rcps: [policy(denyAnyone('kms:*'))] });
    await lab.runAws('aws ec2 create-volume --availability-zone us-east-1a --size 1 --encrypted', OTHER_ADMIN);
    await lab.act({ type: 'advance', by: 60_000 });
    expect(await outcome('DescribeKey')).toBe('explicit-deny-rcp');
    expect(await outcome('DescribeKey', OTHER_ADMIN, { KeyId: 'alias/aws/ebs' })).toBe('ok');
  });

  it('binds the roles of member accounts, which others would assume', async () => {
    const { lab } = await worldWith({ rcps: [policy(denyAnyone('sts:AssumeRole'))] });
    const line = `aws sts assume-role --role-arn arn:aws:iam::${OTHER}:role/admin --role-session-name ann`;
    const run = await lab.runAws(line, OTHER_ADMIN);
    expect(run.outcome?.reply).toMatchObject({ error: { name: 'AccessDenied', because: 'explicit-deny-rcp' } });
  });
});

describe('condition keys about organizations', () => {
  it.each([
    ['aws:PrincipalOrgID', { StringEquals: { 'aws:PrincipalOrgID': 'o-exampleorg' } }],
    ['aws:PrincipalOrgPaths', { 'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': 'o-exampleorg/r-*/ou-*/' } }],
    ['aws:ResourceOrgID', { StringEquals: { 'aws:ResourceOrgID': 'o-exampleorg' } }],
    ['aws:ResourceOrgID as a variable', { StringEquals: { 'aws:ResourceOrgID': `${'$'}{aws:PrincipalOrgID}` } }],
  ])('%s has the value that the world has', async (key, Condition) => {
    const statement = { Effect: 'Allow', Principal: '*', Action: 'kms:DescribeKey', Resource: '*', Condition };
    const { lab } = await labWith({
      accounts: { org: '999988887777', main: OWN, partner: OTHER },
      organization: { management: 'org', id: 'o-exampleorg', units: { Apps: { accounts: { partner: {} } } } },
      principals: {
        'main/role/admin': ['AdministratorAccess'],
        'partner/user/ann': [],
      },
      keys: [{ account: 'partner', region: 'us-east-1', id: KEY, policy: policy(statement) }],
    });
    const describeKey = async (as: string) => {
      const call = { service: 'kms', operation: 'DescribeKey', input: { KeyId: KEY_ARN }, as, region: 'us-east-1' };
      return (await lab.call(call)).reply.ok;
    };
    expect(await describeKey(`arn:aws:iam::${OTHER}:user/ann`)).toBe(true);
    if (key.startsWith('aws:Principal')) expect(await describeKey(ADMIN.as)).toBe(false);
  });
});

describe('a permissions boundary and the tags of a caller', () => {
  it('bound and describe who has them', async () => {
    const { lab } = await labWith({
      principals: { 'main/role/admin': ['AdministratorAccess'], 'main/user/ann': ['AdministratorAccess'] },
      boundaries: { 'main/user/ann': KMS_ONLY },
      tags: { 'main/user/ann': { team: 'blue' } },
      keys: [
        {
          account: 'main',
          region: 'us-east-1',
          id: KEY,
          policy: policy({
            Effect: 'Allow',
            Principal: { AWS: OWN },
            Action: 'kms:*',
            Resource: '*',
            Condition: { StringEquals: { 'aws:PrincipalTag/team': 'blue' } },
          }),
        },
      ],
    });
    const ANN = { as: `arn:aws:iam::${OWN}:user/ann`, region: 'us-east-1' };
    const run = async (line: string, caller: Caller) => {
      const { outcome } = await lab.runAws(line, caller);
      return outcome?.reply.ok === false ? outcome.reply.error.because : 'ok';
    };
    expect(await run(`aws kms describe-key --key-id ${KEY}`, ANN)).toBe('ok');
    expect(await run(`aws kms describe-key --key-id ${KEY}`, ADMIN)).toBe('no-key-policy-statement');
    expect(await run('aws ec2 describe-volumes', ANN)).toBe('no-permissions-boundary-statement');
    expect(await run('aws ec2 describe-volumes', ADMIN)).toBe('ok');
  });
});

describe('a world without organizations, boundaries and tags', () => {
  it('asks its questions with the same guardrails and circumstances, which are nothing', async () => {
    const { lab } = await labWith();
    const world = lab.world as World;
    const request = { principal: resolvePrincipal(world, ADMIN.as) } as ApiRequest;
    const [one, two] = [OWN, OTHER].map((account) => surroundingsOf(request, world, account));
    expect(one).toBe(two);
  });

  it('and a caller in an organization has the same ones at each request', async () => {
    const { lab } = await worldWith({ scps: [policy(deny('kms:Describe*'))] });
    const world = lab.world as World;
    const request = { principal: resolvePrincipal(world, OTHER_ADMIN.as) } as ApiRequest;
    const of = (account: string) => surroundingsOf(request, world, account);
    expect(of(OTHER)).toBe(of(OTHER));
    expect(of(OTHER)).not.toBe(of(OWN));
    const before = of(OTHER);
    await lab.runAws('aws organizations create-organization', ADMIN); // refused: nothing is different
    expect(of(OTHER)).toBe(before);
  });

  it('and its policies stay compiled when the organization changes, but for one that changes itself', async () => {
    const { lab } = await worldWith({ scps: [policy(deny('kms:Describe*'))] });
    const { organizations } = lab.world as World;
    const compiled = () =>
      (organizations.levelsOf(OTHER, 'SERVICE_CONTROL_POLICY') ?? []).flatMap(({ policies }) => policies);
    const before = compiled();
    const [scp] = organizations.policies.values();
    const [root] = organizations.all.values();
    await lab.runAws(`aws organizations create-organizational-unit --parent-id ${root?.rootId} --name Apps`, ADMIN);
    expect(compiled()).not.toBe(before);
    expect(compiled().every((one, index) => one === before[index])).toBe(true);
    await lab.runAws(`aws organizations update-policy --policy-id ${scp?.id} --name Other`, ADMIN);
    expect(compiled().map(({ name }) => name)).toContain('Other');
    expect(compiled().filter((one, index) => one !== before[index])).toHaveLength(1);
  });
});
