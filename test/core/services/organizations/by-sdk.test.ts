import { readFileSync } from 'node:fs';
import {
  AcceptHandshakeCommand,
  AttachPolicyCommand,
  CancelHandshakeCommand,
  CreateAccountCommand,
  CreateOrganizationalUnitCommand,
  CreateOrganizationCommand,
  CreatePolicyCommand,
  DeclineHandshakeCommand,
  DeleteOrganizationalUnitCommand,
  DeleteOrganizationCommand,
  DeletePolicyCommand,
  DescribeAccountCommand,
  DescribeCreateAccountStatusCommand,
  DescribeHandshakeCommand,
  DescribeOrganizationalUnitCommand,
  DescribeOrganizationCommand,
  DescribePolicyCommand,
  DetachPolicyCommand,
  DisablePolicyTypeCommand,
  EnablePolicyTypeCommand,
  InviteAccountToOrganizationCommand,
  LeaveOrganizationCommand,
  ListAccountsCommand,
  ListAccountsForParentCommand,
  ListChildrenCommand,
  ListCreateAccountStatusCommand,
  ListHandshakesForAccountCommand,
  ListHandshakesForOrganizationCommand,
  ListOrganizationalUnitsForParentCommand,
  ListParentsCommand,
  ListPoliciesCommand,
  ListPoliciesForTargetCommand,
  ListRootsCommand,
  ListTagsForResourceCommand,
  ListTargetsForPolicyCommand,
  MoveAccountCommand,
  type OrganizationsClient,
  RemoveAccountFromOrganizationCommand,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateOrganizationalUnitCommand,
  UpdatePolicyCommand,
} from '@aws-sdk/client-organizations';
import { AssumeRoleCommand } from '@aws-sdk/client-sts';
import { describe, expect, it } from 'vitest';
import { OPERATIONS } from '../../../../core/operations/index.ts';
import { endpointWith, type TestEndpoint } from '../../../helpers/endpoint-with.ts';
import { ADMIN, OTHER, OTHER_ADMIN, OWN, START } from '../../../helpers/lab-with.ts';

const DENY_DELETION = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Deny', Action: 'kms:ScheduleKeyDeletion', Resource: '*' }],
});

/** Both accounts of the default world, as administrators. */
async function twoAccounts(): Promise<{
  endpoint: TestEndpoint;
  manager: OrganizationsClient;
  other: OrganizationsClient;
}> {
  const endpoint = await endpointWith();
  return {
    endpoint,
    manager: endpoint.organizationsClient({ as: ADMIN.as }),
    other: endpoint.organizationsClient({ as: OTHER_ADMIN.as }),
  };
}

/** The same with an organization, which the other account has joined. */
async function joined() {
  const { endpoint, manager, other } = await twoAccounts();
  await manager.send(new CreateOrganizationCommand({}));
  const { Handshake } = await manager.send(
    new InviteAccountToOrganizationCommand({ Target: { Id: OTHER, Type: 'ACCOUNT' } }),
  );
  await other.send(new AcceptHandshakeCommand({ HandshakeId: Handshake?.Id }));
  const { Roots } = await manager.send(new ListRootsCommand({}));
  return { endpoint, manager, other, root: Roots?.[0]?.Id ?? '' };
}

describe('an organization by the SDK', () => {
  it('is made, shown and deleted by its management account', async () => {
    const { manager, other } = await twoAccounts();
    const { Organization } = await manager.send(new CreateOrganizationCommand({ FeatureSet: 'ALL' }));
    const Id = Organization?.Id ?? '';
    expect(Organization).toEqual({
      Id: expect.stringMatching(/^o-[a-z0-9]{10}$/),
      Arn: `arn:aws:organizations::${OWN}:organization/${Id}`,
      FeatureSet: 'ALL',
      MasterAccountArn: `arn:aws:organizations::${OWN}:account/${Id}/${OWN}`,
      MasterAccountId: OWN,
      MasterAccountEmail: 'main@example.com',
      AvailablePolicyTypes: [{ Type: 'SERVICE_CONTROL_POLICY', Status: 'ENABLED' }],
    });
    expect((await manager.send(new DescribeOrganizationCommand({}))).Organization).toEqual(Organization);
    await expect(other.send(new DescribeOrganizationCommand({}))).rejects.toMatchObject({
      name: 'AWSOrganizationsNotInUseException',
      message: 'Your account is not a member of an organization.',
    });
    expect((await manager.send(new ListRootsCommand({}))).Roots).toEqual([
      {
        Id: expect.stringMatching(/^r-[a-z0-9]{4}$/),
        Arn: expect.stringMatching(`^arn:aws:organizations::${OWN}:root/${Id}/r-`),
        Name: 'Root',
        PolicyTypes: [{ Type: 'SERVICE_CONTROL_POLICY', Status: 'ENABLED' }],
      },
    ]);
    await manager.send(new DeleteOrganizationCommand({}));
    await expect(manager.send(new DescribeOrganizationCommand({}))).rejects.toMatchObject({
      name: 'AWSOrganizationsNotInUseException',
    });
  });

  it('has units, which hold units and accounts', async () => {
    const { manager, root } = await joined();
    const made = async (ParentId: string, Name: string) =>
      (await manager.send(new CreateOrganizationalUnitCommand({ ParentId, Name }))).OrganizationalUnit?.Id ?? '';
    const workloads = await made(root, 'Workloads');
    const test = await made(workloads, 'Test');
    const { OrganizationalUnit } = await manager.send(
      new DescribeOrganizationalUnitCommand({ OrganizationalUnitId: test }),
    );
    expect(OrganizationalUnit?.Path).toMatch(new RegExp(`^o-[a-z0-9]+/${root}/${workloads}/${test}/$`));
    await manager.send(new UpdateOrganizationalUnitCommand({ OrganizationalUnitId: test, Name: 'Testing' }));
    const units = await manager.send(new ListOrganizationalUnitsForParentCommand({ ParentId: workloads }));
    expect(units.OrganizationalUnits?.map(({ Name }) => Name)).toEqual(['Testing']);
    await manager.send(new MoveAccountCommand({ AccountId: OTHER, SourceParentId: root, DestinationParentId: test }));
    const parents = async (ChildId: string) => (await manager.send(new ListParentsCommand({ ChildId }))).Parents;
    expect(await parents(OTHER)).toEqual([{ Id: test, Type: 'ORGANIZATIONAL_UNIT' }]);
    expect(await parents(OWN)).toEqual([{ Id: root, Type: 'ROOT' }]);
    const children = async (ParentId: string, ChildType: 'ACCOUNT' | 'ORGANIZATIONAL_UNIT') =>
      (await manager.send(new ListChildrenCommand({ ParentId, ChildType }))).Children?.map(({ Id }) => Id);
    expect(await children(test, 'ACCOUNT')).toEqual([OTHER]);
    expect(await children(root, 'ORGANIZATIONAL_UNIT')).toEqual([workloads]);
    const inTest = await manager.send(new ListAccountsForParentCommand({ ParentId: test }));
    expect(inTest.Accounts).toEqual([
      {
        Id: OTHER,
        Arn: expect.stringMatching(`/${OTHER}$`),
        Email: 'partner@example.com',
        Name: 'partner',
        Status: 'ACTIVE',
        State: 'ACTIVE',
        Paths: [expect.stringMatching(`/${workloads}/${test}/${OTHER}/$`)],
        JoinedMethod: 'INVITED',
        JoinedTimestamp: new Date(START),
      },
    ]);
    expect((await manager.send(new DescribeAccountCommand({ AccountId: OTHER }))).Account).toEqual(
      inTest.Accounts?.[0],
    );
    expect((await manager.send(new ListAccountsCommand({}))).Accounts?.map(({ Id }) => Id)).toEqual([OWN, OTHER]);
    await expect(
      manager.send(new DeleteOrganizationalUnitCommand({ OrganizationalUnitId: test })),
    ).rejects.toMatchObject({ name: 'OrganizationalUnitNotEmptyException' });
    await manager.send(new MoveAccountCommand({ AccountId: OTHER, SourceParentId: test, DestinationParentId: root }));
    await manager.send(new DeleteOrganizationalUnitCommand({ OrganizationalUnitId: test }));
    expect(await children(workloads, 'ORGANIZATIONAL_UNIT')).toEqual([]);
  });

  it('is joined by invitation, and left again', async () => {
    const { endpoint, manager, other } = await twoAccounts();
    const { Organization } = await manager.send(new CreateOrganizationCommand({}));
    const invite = (Target: { Id: string; Type: 'ACCOUNT' | 'EMAIL' }) =>
      manager.send(
        new InviteAccountToOrganizationCommand({ Target, Notes: 'come in', Tags: [{ Key: 'a', Value: 'b' }] }),
      );
    const { Handshake: first } = await invite({ Id: 'partner@example.com', Type: 'EMAIL' });
    expect(first).toEqual({
      Id: expect.stringMatching(/^h-[a-z0-9]{32}$/),
      Arn: `arn:aws:organizations::${OWN}:handshake/${Organization?.Id}/invite/${first?.Id}`,
      Parties: [
        { Id: Organization?.Id, Type: 'ORGANIZATION' },
        { Id: OTHER, Type: 'ACCOUNT' },
      ],
      State: 'OPEN',
      RequestedTimestamp: new Date(START),
      ExpirationTimestamp: new Date(START + 15 * 86_400_000),
      Action: 'INVITE',
      Resources: [
        {
          Value: Organization?.Id,
          Type: 'ORGANIZATION',
          Resources: [
            { Value: 'main@example.com', Type: 'MASTER_EMAIL' },
            { Value: 'main', Type: 'MASTER_NAME' },
            { Value: 'ALL', Type: 'ORGANIZATION_FEATURE_SET' },
          ],
        },
        { Value: OTHER, Type: 'ACCOUNT' },
        { Value: 'come in', Type: 'NOTES' },
      ],
    });
    await other.send(new DeclineHandshakeCommand({ HandshakeId: first?.Id }));
    const { Handshake: second } = await invite({ Id: OTHER, Type: 'ACCOUNT' });
    await manager.send(new CancelHandshakeCommand({ HandshakeId: second?.Id }));
    const { Handshake: third } = await invite({ Id: OTHER, Type: 'ACCOUNT' });
    await endpoint.lab.act({ type: 'advance', by: 15 * 86_400_000 });
    const { Handshake: fourth } = await invite({ Id: OTHER, Type: 'ACCOUNT' });
    const accepted = await other.send(new AcceptHandshakeCommand({ HandshakeId: fourth?.Id }));
    expect(accepted.Handshake?.State).toBe('ACCEPTED');
    const states = async (command: ListHandshakesForAccountCommand | ListHandshakesForOrganizationCommand) => {
      const asked = command instanceof ListHandshakesForAccountCommand ? other.send(command) : manager.send(command);
      return (await asked).Handshakes?.map(({ State }) => State);
    };
    const all = ['DECLINED', 'CANCELED', 'EXPIRED', 'ACCEPTED'];
    expect(await states(new ListHandshakesForAccountCommand({}))).toEqual(all);
    expect(await states(new ListHandshakesForOrganizationCommand({ Filter: { ActionType: 'INVITE' } }))).toEqual(all);
    expect(
      await states(new ListHandshakesForAccountCommand({ Filter: { ActionType: 'ENABLE_ALL_FEATURES' } })),
    ).toEqual([]);
    expect((await other.send(new DescribeHandshakeCommand({ HandshakeId: third?.Id }))).Handshake?.State).toBe(
      'EXPIRED',
    );
    const tags = await manager.send(new ListTagsForResourceCommand({ ResourceId: OTHER }));
    expect(tags.Tags).toEqual([{ Key: 'a', Value: 'b' }]);
    await other.send(new LeaveOrganizationCommand({}));
    expect((await manager.send(new ListAccountsCommand({}))).Accounts?.map(({ Id }) => Id)).toEqual([OWN]);
    await endpoint.lab.act({ type: 'advance', by: 31 * 86_400_000 });
    expect(await states(new ListHandshakesForAccountCommand({}))).toEqual([]);
  });

  it('gets new accounts, with a role that the management account may assume', async () => {
    const { endpoint, manager } = await joined();
    const { CreateAccountStatus } = await manager.send(
      new CreateAccountCommand({
        Email: 'payments@example.com',
        AccountName: 'payments',
        Tags: [{ Key: 'team', Value: 'pay' }],
      }),
    );
    expect(CreateAccountStatus).toEqual({
      Id: expect.stringMatching(/^car-[a-z0-9]{32}$/),
      AccountName: 'payments',
      State: 'IN_PROGRESS',
      RequestedTimestamp: new Date(START),
    });
    const described = await manager.send(
      new DescribeCreateAccountStatusCommand({ CreateAccountRequestId: CreateAccountStatus?.Id }),
    );
    const AccountId = described.CreateAccountStatus?.AccountId ?? '';
    expect(described.CreateAccountStatus).toMatchObject({ State: 'SUCCEEDED', CompletedTimestamp: new Date(START) });
    expect((await manager.send(new DescribeAccountCommand({ AccountId }))).Account).toMatchObject({
      Name: 'payments',
      Email: 'payments@example.com',
      JoinedMethod: 'CREATED',
    });
    const again = await manager.send(
      new CreateAccountCommand({ Email: 'payments@example.com', AccountName: 'payments', RoleName: 'Admin' }),
    );
    const statuses = await manager.send(new ListCreateAccountStatusCommand({ States: ['FAILED'] }));
    expect(statuses.CreateAccountStatuses).toMatchObject([
      { Id: again.CreateAccountStatus?.Id, State: 'FAILED', FailureReason: 'EMAIL_ALREADY_EXISTS' },
    ]);
    const RoleArn = `arn:aws:iam::${AccountId}:role/OrganizationAccountAccessRole`;
    const assumed = await endpoint.stsClient().send(new AssumeRoleCommand({ RoleArn, RoleSessionName: 'admin' }));
    expect(assumed.AssumedRoleUser?.Arn).toMatch(`:${AccountId}:assumed-role/OrganizationAccountAccessRole/admin`);
    const stranger = endpoint.stsClient({ as: OTHER_ADMIN.as });
    await expect(stranger.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: 'admin' }))).rejects.toMatchObject({
      name: 'AccessDenied',
    });
    const results = (await endpoint.trail()).filter(({ eventName }) => eventName === 'CreateAccountResult');
    expect(results.map(({ serviceEventDetails }) => serviceEventDetails)).toMatchObject([
      { createAccountStatus: { state: 'SUCCEEDED', accountId: AccountId, accountName: '****' } },
      { createAccountStatus: { state: 'FAILED', failureReason: 'EMAIL_ALREADY_EXISTS' } },
    ]);
    await manager.send(new RemoveAccountFromOrganizationCommand({ AccountId }));
    await expect(manager.send(new DescribeAccountCommand({ AccountId }))).rejects.toMatchObject({
      name: 'AccountNotFoundException',
    });
  });

  it('has policies, which are attached to its root, units and accounts', async () => {
    const { manager, root } = await joined();
    const { Policy } = await manager.send(
      new CreatePolicyCommand({
        Name: 'KeepKeys',
        Description: 'nobody deletes keys',
        Type: 'SERVICE_CONTROL_POLICY',
        Content: DENY_DELETION,
        Tags: [{ Key: 'by', Value: 'security' }],
      }),
    );
    const PolicyId = Policy?.PolicySummary?.Id ?? '';
    expect(Policy?.PolicySummary).toEqual({
      Id: expect.stringMatching(/^p-[a-z0-9]{10}$/),
      Arn: expect.stringMatching(
        `^arn:aws:organizations::${OWN}:policy/o-[a-z0-9]{10}/service_control_policy/${PolicyId}$`,
      ),
      Name: 'KeepKeys',
      Description: 'nobody deletes keys',
      Type: 'SERVICE_CONTROL_POLICY',
      AwsManaged: false,
    });
    const names = async (TargetId: string) =>
      (
        await manager.send(new ListPoliciesForTargetCommand({ TargetId, Filter: 'SERVICE_CONTROL_POLICY' }))
      ).Policies?.map(({ Name }) => Name);
    expect(await names(root)).toEqual(['FullAWSAccess']);
    await manager.send(new AttachPolicyCommand({ PolicyId, TargetId: root }));
    await manager.send(new AttachPolicyCommand({ PolicyId, TargetId: OTHER }));
    expect(await names(root)).toEqual(['FullAWSAccess', 'KeepKeys']);
    expect((await manager.send(new ListTargetsForPolicyCommand({ PolicyId }))).Targets).toEqual([
      { TargetId: root, Arn: expect.stringMatching(`/${root}$`), Name: 'Root', Type: 'ROOT' },
      { TargetId: OTHER, Arn: expect.stringMatching(`/${OTHER}$`), Name: 'partner', Type: 'ACCOUNT' },
    ]);
    await expect(manager.send(new DeletePolicyCommand({ PolicyId }))).rejects.toMatchObject({
      name: 'PolicyInUseException',
    });
    await manager.send(new DetachPolicyCommand({ PolicyId, TargetId: root }));
    await manager.send(new DetachPolicyCommand({ PolicyId, TargetId: OTHER }));
    await manager.send(new UpdatePolicyCommand({ PolicyId, Name: 'KeepAllKeys', Description: 'renamed' }));
    const described = await manager.send(new DescribePolicyCommand({ PolicyId }));
    expect(described.Policy).toMatchObject({ PolicySummary: { Name: 'KeepAllKeys' }, Content: DENY_DELETION });
    const listed = await manager.send(new ListPoliciesCommand({ Filter: 'SERVICE_CONTROL_POLICY' }));
    expect(listed.Policies?.map(({ Id, Arn, AwsManaged }) => [Id, Arn, AwsManaged])).toEqual([
      ['p-FullAWSAccess', 'arn:aws:organizations::aws:policy/service_control_policy/p-FullAWSAccess', true],
      [PolicyId, Policy?.PolicySummary?.Arn, false],
    ]);
    await manager.send(new DeletePolicyCommand({ PolicyId }));
    await expect(manager.send(new DescribePolicyCommand({ PolicyId }))).rejects.toMatchObject({
      name: 'PolicyNotFoundException',
    });
  });

  it('enables policy types in its root, and what AWS attaches comes and goes with them', async () => {
    const { manager, root } = await joined();
    const PolicyType = 'RESOURCE_CONTROL_POLICY';
    const attached = async (TargetId: string, Filter: 'RESOURCE_CONTROL_POLICY' | 'SERVICE_CONTROL_POLICY') =>
      (await manager.send(new ListPoliciesForTargetCommand({ TargetId, Filter }))).Policies?.map(({ Id }) => Id);
    expect(await attached(OTHER, PolicyType)).toEqual([]);
    const { Root } = await manager.send(new EnablePolicyTypeCommand({ RootId: root, PolicyType }));
    expect(Root?.PolicyTypes?.map(({ Type }) => Type)).toEqual(['SERVICE_CONTROL_POLICY', 'RESOURCE_CONTROL_POLICY']);
    expect(await attached(OTHER, PolicyType)).toEqual(['p-RCPFullAWSAccess']);
    await expect(manager.send(new EnablePolicyTypeCommand({ RootId: root, PolicyType }))).rejects.toMatchObject({
      name: 'PolicyTypeAlreadyEnabledException',
    });
    await manager.send(new DisablePolicyTypeCommand({ RootId: root, PolicyType: 'SERVICE_CONTROL_POLICY' }));
    expect(await attached(root, 'SERVICE_CONTROL_POLICY')).toEqual([]);
    expect(await attached(root, PolicyType)).toEqual(['p-RCPFullAWSAccess']);
    await expect(
      manager.send(new AttachPolicyCommand({ PolicyId: 'p-FullAWSAccess', TargetId: root })),
    ).rejects.toMatchObject({ name: 'PolicyTypeNotEnabledException' });
  });

  it('tags its parts', async () => {
    const { manager, root } = await joined();
    const tags = async (ResourceId: string) =>
      (await manager.send(new ListTagsForResourceCommand({ ResourceId }))).Tags;
    await manager.send(
      new TagResourceCommand({
        ResourceId: root,
        Tags: [
          { Key: 'a', Value: '1' },
          { Key: 'b', Value: '' },
        ],
      }),
    );
    await manager.send(new TagResourceCommand({ ResourceId: root, Tags: [{ Key: 'a', Value: '2' }] }));
    expect(await tags(root)).toEqual([
      { Key: 'a', Value: '2' },
      { Key: 'b', Value: '' },
    ]);
    await manager.send(new UntagResourceCommand({ ResourceId: root, TagKeys: ['a', 'nothing'] }));
    expect(await tags(root)).toEqual([{ Key: 'b', Value: '' }]);
    await expect(
      manager.send(new TagResourceCommand({ ResourceId: OWN, Tags: [{ Key: 'aws:mine', Value: '' }] })),
    ).rejects.toMatchObject({ name: 'InvalidInputException', Reason: 'INVALID_SYSTEM_TAGS_PARAMETER' });
  });

  it('lists page by page', async () => {
    const { manager, root } = await joined();
    for (const Name of ['a', 'b', 'c'])
      await manager.send(new CreateOrganizationalUnitCommand({ ParentId: root, Name }));
    const first = await manager.send(new ListOrganizationalUnitsForParentCommand({ ParentId: root, MaxResults: 2 }));
    expect(first.OrganizationalUnits?.map(({ Name }) => Name)).toEqual(['a', 'b']);
    const { NextToken } = first;
    const second = await manager.send(new ListOrganizationalUnitsForParentCommand({ ParentId: root, NextToken }));
    expect(second.OrganizationalUnits?.map(({ Name }) => Name)).toEqual(['c']);
    expect(second.NextToken).toBeUndefined();
    await expect(manager.send(new ListAccountsCommand({ NextToken: 'made up' }))).rejects.toMatchObject({
      name: 'InvalidInputException',
      Reason: 'INVALID_NEXT_TOKEN',
    });
  });

  it('has been asked for every operation of the lab', () => {
    const sent = readFileSync(new URL(import.meta.url), 'utf8');
    const ours = OPERATIONS.filter(({ service }) => service === 'organizations').map(({ name }) => name);
    expect(ours.filter((name) => !sent.includes(`new ${name}Command(`))).toEqual([]);
  });
});
