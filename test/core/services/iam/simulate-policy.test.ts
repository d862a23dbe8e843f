import { beforeAll, describe, expect, it } from 'vitest';
import { statementPositions } from '../../../../core/services/iam/statement-positions.ts';
import { ADMIN, arnOf, type Caller, OTHER, OTHER_ADMIN, OWN } from '../../../helpers/lab-with.ts';
import { allowing, as, type IamLab, iamLab, policyArn, userArn } from './iam-lab.ts';

type Result = Readonly<Record<string, unknown>> & { readonly EvalDecision: string };

let lab: IamLab;
beforeAll(async () => {
  lab = await iamLab();
  const { iam } = lab;
  await iam('CreateUser', { UserName: 'ann' });
  await iam('CreateGroup', { GroupName: 'devs' });
  await iam('AddUserToGroup', { GroupName: 'devs', UserName: 'ann' });
  await iam('PutUserPolicy', { UserName: 'ann', PolicyName: 'own', PolicyDocument: allowing('kms:Encrypt') });
  await iam('PutGroupPolicy', { GroupName: 'devs', PolicyName: 'own', PolicyDocument: allowing('kms:Decrypt') });
  await iam('CreatePolicy', { PolicyName: 'most', PolicyDocument: allowing('kms:Encrypt') });
});

async function custom(input: Readonly<Record<string, unknown>>): Promise<readonly Result[]> {
  return (await lab.iam('SimulateCustomPolicy', input)).EvaluationResults as readonly Result[];
}

async function ofAnn(...ActionNames: readonly string[]): Promise<readonly string[]> {
  const output = await lab.iam('SimulatePrincipalPolicy', { PolicySourceArn: userArn('ann'), ActionNames });
  return (output.EvaluationResults as readonly Result[]).map(({ EvalDecision }) => EvalDecision);
}

const conditional = (Condition: object, Effect = 'Allow') =>
  JSON.stringify({ Version: '2012-10-17', Statement: { Effect, Action: 'kms:*', Resource: '*', Condition } });

describe('SimulateCustomPolicy', () => {
  it('tells of each action and resource what given policies decide, and where the statement stands', async () => {
    const deny = JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Deny', Action: 'kms:Sign', Resource: '*' }],
    });
    const results = await custom({
      PolicyInputList: [allowing('kms:*'), deny],
      ActionNames: ['kms:Decrypt', 'kms:Sign', 's3:GetObject'],
      ResourceArns: [arnOf('k')],
    });
    expect(
      results.map(({ EvalActionName, EvalResourceName, EvalDecision }) => [
        EvalActionName,
        EvalResourceName,
        EvalDecision,
      ]),
    ).toEqual([
      ['kms:Decrypt', arnOf('k'), 'allowed'],
      ['kms:Sign', arnOf('k'), 'explicitDeny'],
      ['s3:GetObject', arnOf('k'), 'implicitDeny'],
    ]);
    expect(results[1]?.MatchedStatements).toEqual([
      expect.objectContaining({ SourcePolicyId: 'PolicyInputList.1' }),
      {
        SourcePolicyId: 'PolicyInputList.2',
        SourcePolicyType: 'IAM Policy',
        StartPosition: { Line: 1, Column: 38 },
        EndPosition: { Line: 1, Column: deny.length - 1 },
      },
    ]);
  });

  it.each([
    [
      'what is given',
      [{ ContextKeyName: 'AWS:SourceIp', ContextKeyValues: ['10.0.0.1'], ContextKeyType: 'ip' }],
      'allowed',
      [],
    ],
    ['nothing else', [], 'implicitDeny', ['aws:SourceIp']],
  ])('takes for a condition key %s', async (_, ContextEntries, decision, missing) => {
    const [result] = await custom({
      PolicyInputList: [conditional({ IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } })],
      ActionNames: ['kms:Decrypt'],
      ContextEntries,
    });
    expect([result?.EvalDecision, result?.MissingContextValues]).toEqual([decision, missing]);
  });

  it.each([
    ['a boundary that allows', { PermissionsBoundaryPolicyInputList: [allowing('kms:*')] }, 'allowed', true],
    ['a boundary that does not', { PermissionsBoundaryPolicyInputList: [allowing('s3:*')] }, 'implicitDeny', false],
  ])('counts %s', async (_, more, decision, AllowedByPermissionsBoundary) => {
    const [result] = await custom({ PolicyInputList: [allowing('kms:*')], ActionNames: ['kms:Decrypt'], ...more });
    expect(result).toMatchObject({
      EvalDecision: decision,
      PermissionsBoundaryDecisionDetail: { AllowedByPermissionsBoundary },
    });
  });

  it.each([
    ['allow at each level', ['kms:*', '*'], 'allowed', true],
    ['are silent at one level', ['kms:*', 'ec2:*'], 'implicitDeny', false],
  ])('counts service control policies that %s', async (_, levels, decision, AllowedByOrganizations) => {
    const OrderedOrganizationPolicyInputList = levels.map((action) => ({
      ServiceControlPolicyInputList: [allowing(action)],
    }));
    const asked = { PolicyInputList: [allowing('kms:*')], ActionNames: ['kms:Decrypt'] };
    const [result] = await custom({ ...asked, OrderedOrganizationPolicyInputList });
    expect(result).toMatchObject({
      EvalDecision: decision,
      OrganizationsDecisionDetail: { AllowedByOrganizations },
    });
  });

  it.each([
    ['its own account', OWN, [], 'allowed'],
    ['another account, with an IAM policy', OTHER, [allowing('s3:*')], 'allowed'],
    ['another account, without', OTHER, [allowing('kms:*')], 'implicitDeny'],
  ])('counts a resource’s policy in %s', async (_, ResourceOwner, PolicyInputList, decision) => {
    const statement = { Effect: 'Allow', Principal: { AWS: userArn('ann') }, Action: 's3:GetObject', Resource: '*' };
    const [result] = await custom({
      PolicyInputList: PolicyInputList.length === 0 ? [allowing('ec2:*')] : PolicyInputList,
      ActionNames: ['s3:GetObject'],
      ResourceArns: ['arn:aws:s3:::bucket/note'],
      ResourcePolicy: JSON.stringify({ Version: '2012-10-17', Statement: [statement] }),
      ResourceOwner,
      CallerArn: userArn('ann'),
    });
    expect(result?.EvalDecision).toBe(decision);
  });

  it.each([
    ['a policy that is none', { PolicyInputList: ['{}'], ActionNames: ['kms:Decrypt'] }, /^Invalid policy: /],
    [
      'an action that is none',
      { PolicyInputList: [allowing('kms:*')], ActionNames: ['Decrypt'] },
      /^Invalid Action Name: Decrypt$/,
    ],
    [
      'a caller who is no user',
      { PolicyInputList: [allowing('kms:*')], ActionNames: ['kms:Decrypt'], CallerArn: ADMIN.as },
      /^Invalid CallerArn/,
    ],
  ])('refuses %s', async (_, input, message) => {
    expect(await lab.refusal('SimulateCustomPolicy', input)).toEqual(['InvalidInput', expect.stringMatching(message)]);
  });
});

describe('SimulatePrincipalPolicy', () => {
  it('counts a user’s own policies and those of its groups', async () => {
    expect(await ofAnn('kms:Encrypt', 'kms:Decrypt', 'kms:Sign')).toEqual(['allowed', 'allowed', 'implicitDeny']);
  });

  it('counts its permissions boundary', async () => {
    await lab.iam('PutUserPermissionsBoundary', { UserName: 'ann', PermissionsBoundary: policyArn('most') });
    expect(await ofAnn('kms:Encrypt', 'kms:Decrypt')).toEqual(['allowed', 'implicitDeny']);
    await lab.iam('DeleteUserPermissionsBoundary', { UserName: 'ann' });
  });

  it('reads no key policy: what it calls allowed, the key may refuse', async () => {
    const only = { Effect: 'Allow', Principal: { AWS: ADMIN.as }, Action: 'kms:*', Resource: '*' };
    const KeyId = await lab.test.key({ Policy: JSON.stringify({ Version: '2012-10-17', Statement: [only] }) });
    const input = { PolicySourceArn: userArn('ann'), ActionNames: ['kms:Encrypt'], ResourceArns: [arnOf(KeyId)] };
    const [result] = (await lab.iam('SimulatePrincipalPolicy', input)).EvaluationResults as readonly Result[];
    expect(result?.EvalDecision).toBe('allowed');
    const [name] = await lab.test.refusal('Encrypt', { KeyId, Plaintext: Uint8Array.of(1) }, as(userArn('ann')));
    expect(name).toBe('AccessDeniedException');
  });

  it('counts the service control policies of the organization', async () => {
    const { test, iam } = await iamLab();
    const call = async (operation: string, input: object, caller = ADMIN as Caller) => {
      const { reply } = await test.lab.call({ service: 'organizations', operation, input, ...caller });
      if (!reply.ok) throw new Error(`${operation}: ${reply.error.message}`);
      return reply.output as Readonly<Record<string, Readonly<Record<string, unknown>>>>;
    };
    const simulated = async () => {
      const input = { PolicySourceArn: OTHER_ADMIN.as, ActionNames: ['kms:Decrypt'] };
      return ((await iam('SimulatePrincipalPolicy', input, OTHER_ADMIN)).EvaluationResults as readonly Result[])[0];
    };
    expect(await simulated()).not.toHaveProperty('OrganizationsDecisionDetail');
    await call('CreateOrganization', { FeatureSet: 'ALL' });
    const Target = { Id: OTHER, Type: 'ACCOUNT' };
    const HandshakeId = (await call('InviteAccountToOrganization', { Target })).Handshake?.Id;
    await call('AcceptHandshake', { HandshakeId }, OTHER_ADMIN);
    expect(await simulated()).toMatchObject({
      EvalDecision: 'allowed',
      OrganizationsDecisionDetail: { AllowedByOrganizations: true },
    });
    const Content = JSON.stringify({
      Version: '2012-10-17',
      Statement: { Effect: 'Deny', Action: 'kms:*', Resource: '*' },
    });
    const policy = { Name: 'no-kms', Description: '', Type: 'SERVICE_CONTROL_POLICY', Content };
    const summary = (await call('CreatePolicy', policy)).Policy?.PolicySummary as { readonly Id: string };
    await call('AttachPolicy', { PolicyId: summary.Id, TargetId: OTHER });
    expect(await simulated()).toMatchObject({
      EvalDecision: 'explicitDeny',
      OrganizationsDecisionDetail: { AllowedByOrganizations: false },
    });
  });

  it('takes groups, and refuses who is not there', async () => {
    const ActionNames = ['kms:Decrypt'];
    const PolicySourceArn = `arn:aws:iam::${OWN}:group/devs`;
    const [result] = (await lab.iam('SimulatePrincipalPolicy', { PolicySourceArn, ActionNames }))
      .EvaluationResults as readonly Result[];
    expect(result?.EvalDecision).toBe('allowed');
    const refused = async (arn: string) =>
      (await lab.refusal('SimulatePrincipalPolicy', { PolicySourceArn: arn, ActionNames }))[0];
    expect(await refused(userArn('nobody'))).toBe('NoSuchEntity');
    expect(await refused(policyArn('most'))).toBe('InvalidInput');
  });
});

describe('the places of statements', () => {
  it('are counted as IAM counts them, from behind what stands before', () => {
    const policy = JSON.stringify(
      { Version: '2012-10-17', Statement: [{ Sid: 'a, [b] {c} \\" "', Effect: 'Allow' }, { Effect: 'Deny' }] },
      null,
      4,
    );
    expect(statementPositions(policy)).toEqual([
      { StartPosition: { Line: 3, Column: 19 }, EndPosition: { Line: 7, Column: 10 } },
      { StartPosition: { Line: 7, Column: 11 }, EndPosition: { Line: 10, Column: 10 } },
    ]);
    const single = '{"Statement":{"Condition":{"Bool":{"a:b":["true"]}}},"Version":"2012-10-17"}';
    expect(statementPositions(single)).toEqual([
      { StartPosition: { Line: 1, Column: 14 }, EndPosition: { Line: 1, Column: 53 } },
    ]);
  });
});
