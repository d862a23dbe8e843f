import { describe, expect, it } from 'vitest';
import { ADMIN, type Caller, labWith, OTHER, OTHER_ADMIN, OWN } from '../../../helpers/lab-with.ts';

const ALLOW_ALL = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
});

/** An organization with both accounts of the default world in its root, and a unit. */
async function organization() {
  const { lab } = await labWith({
    organization: { management: 'main', accounts: { partner: {} }, units: { Apps: {} } },
  });
  const { organizations } = lab.world;
  const [first] = organizations.all.values();
  const [unit] = organizations.units.values();
  const call = async (operation: string, input: object = {}, caller: Caller = ADMIN) => {
    const { reply } = await lab.call({ service: 'organizations', operation, input, ...caller });
    return reply;
  };
  return {
    lab,
    call,
    root: first?.rootId ?? '',
    unit: unit?.id ?? '',
    async refusal(operation: string, input: object = {}, caller: Caller = ADMIN) {
      const reply = await call(operation, input, caller);
      if (reply.ok) throw new Error(`${operation} was not refused`);
      const { name, data } = reply.error;
      return data.Reason === undefined ? name : `${name} ${data.Reason}`;
    },
    async ok(operation: string, input: object = {}, caller: Caller = ADMIN) {
      const reply = await call(operation, input, caller);
      if (!reply.ok) throw new Error(`${operation}: ${reply.error.name}: ${reply.error.message}`);
      return reply.output as Readonly<Record<string, Readonly<Record<string, string>>>>;
    },
  };
}

const NO_UNIT = 'ou-abcd-00000000';
const NOBODY = '999988887777';

describe('Organizations refuses', () => {
  it.each([
    ['CreateOrganization', {}, 'AlreadyInOrganizationException'],
    ['DeleteOrganization', {}, 'OrganizationNotEmptyException'],
    ['LeaveOrganization', {}, 'MasterCannotLeaveOrganizationException'],
    ['RemoveAccountFromOrganization', { AccountId: OWN }, 'MasterCannotLeaveOrganizationException'],
    ['RemoveAccountFromOrganization', { AccountId: NOBODY }, 'AccountNotFoundException'],
    ['DescribeAccount', { AccountId: NOBODY }, 'AccountNotFoundException'],
    ['DescribeAccount', { AccountId: '1' }, 'InvalidInputException INVALID_PATTERN'],
    ['DescribeAccount', {}, 'InvalidInputException INPUT_REQUIRED'],
    ['DescribeOrganizationalUnit', { OrganizationalUnitId: NO_UNIT }, 'OrganizationalUnitNotFoundException'],
    ['CreateOrganizationalUnit', { ParentId: NO_UNIT, Name: 'x' }, 'ParentNotFoundException'],
    ['ListChildren', { ParentId: NO_UNIT, ChildType: 'ACCOUNT' }, 'ParentNotFoundException'],
    ['ListParents', { ChildId: NOBODY }, 'ChildNotFoundException'],
    ['EnablePolicyType', { RootId: 'r-none', PolicyType: 'RESOURCE_CONTROL_POLICY' }, 'RootNotFoundException'],
    ['AttachPolicy', { PolicyId: 'p-nothing00', TargetId: OWN }, 'PolicyNotFoundException'],
    ['AttachPolicy', { PolicyId: 'p-FullAWSAccess', TargetId: NOBODY }, 'TargetNotFoundException'],
    ['AttachPolicy', { PolicyId: 'p-FullAWSAccess', TargetId: OTHER }, 'DuplicatePolicyAttachmentException'],
    [
      'DetachPolicy',
      { PolicyId: 'p-FullAWSAccess', TargetId: OTHER },
      'ConstraintViolationException MIN_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED',
    ],
    ['DetachPolicy', { PolicyId: 'p-RCPFullAWSAccess', TargetId: OTHER }, 'PolicyNotAttachedException'],
    ['UpdatePolicy', { PolicyId: 'p-FullAWSAccess', Name: 'Mine' }, 'InvalidInputException IMMUTABLE_POLICY'],
    ['DeletePolicy', { PolicyId: 'p-FullAWSAccess' }, 'InvalidInputException IMMUTABLE_POLICY'],
    [
      'CreatePolicy',
      { Name: 'FullAWSAccess', Description: '', Type: 'SERVICE_CONTROL_POLICY', Content: ALLOW_ALL },
      'DuplicatePolicyException',
    ],
    ['ListPolicies', { Filter: 'TAG_POLICY' }, 'PolicyTypeNotAvailableForOrganizationException'],
    ['ListPolicies', { Filter: 'MY_POLICY' }, 'InvalidInputException INVALID_ENUM'],
    ['ListAccounts', { MaxResults: 21 }, 'InvalidInputException MAX_VALUE_EXCEEDED'],
    ['TagResource', { ResourceId: NOBODY, Tags: [{ Key: 'a', Value: 'b' }] }, 'TargetNotFoundException'],
    [
      'InviteAccountToOrganization',
      { Target: { Id: OTHER, Type: 'ACCOUNT' } },
      'HandshakeConstraintViolationException ALREADY_IN_AN_ORGANIZATION',
    ],
    [
      'InviteAccountToOrganization',
      { Target: { Id: 'o-abcdefghij', Type: 'ORGANIZATION' } },
      'InvalidInputException INVALID_PARTY_TYPE_TARGET',
    ],
    [
      'InviteAccountToOrganization',
      { Target: { Id: 'nobody@example.com', Type: 'EMAIL' } },
      'InvalidInputException INVALID_EMAIL_ADDRESS_TARGET',
    ],
    ['AcceptHandshake', { HandshakeId: 'h-00000000' }, 'HandshakeNotFoundException'],
    ['DescribeCreateAccountStatus', { CreateAccountRequestId: 'car-00000000' }, 'CreateAccountStatusNotFoundException'],
    [
      'CreateAccount',
      { Email: 'a@example.com', AccountName: 'a', RoleName: 'AWSServiceRoleForMe' },
      'InvalidInputException INVALID_ROLE_NAME',
    ],
  ] as const)('%s of %j with %s', async (operation, input, expected) => {
    const { refusal } = await organization();
    expect(await refusal(operation, input)).toBe(expected);
  });

  it('member accounts what the management account may do, but shows them their organization', async () => {
    const { lab, ok } = await organization();
    const { reply } = await lab.call({
      service: 'organizations',
      operation: 'ListAccounts',
      input: {},
      ...OTHER_ADMIN,
    });
    expect(reply).toMatchObject({
      error: {
        name: 'AccessDeniedException',
        message: "You don't have permissions to access this resource.",
        because: 'not-management-account',
      },
    });
    expect(await ok('DescribeOrganization', {}, OTHER_ADMIN)).toMatchObject({ Organization: { MasterAccountId: OWN } });
    await ok('LeaveOrganization', {}, OTHER_ADMIN);
  });

  it('whoever has no IAM policy for it, with the policy named', async () => {
    const { lab } = await labWith({
      organization: { management: 'main' },
      principals: { 'main/user/ann': [] },
    });
    const as = `arn:aws:iam::${OWN}:user/ann`;
    const call = { service: 'organizations', operation: 'ListRoots', input: {}, as, region: 'eu-west-1' };
    expect((await lab.call(call)).reply).toMatchObject({
      error: {
        name: 'AccessDeniedException',
        message: `User: ${as} is not authorized to perform: organizations:ListRoots on resource: * because no identity-based policy allows the organizations:ListRoots action`,
      },
    });
  });

  it('units of one name in one place, and units more than five levels deep', async () => {
    const { ok, refusal, root, unit } = await organization();
    expect(await refusal('CreateOrganizationalUnit', { ParentId: root, Name: 'Apps' })).toBe(
      'DuplicateOrganizationalUnitException',
    );
    let parent = unit;
    for (let level = 2; level <= 5; level++) {
      const made = await ok('CreateOrganizationalUnit', { ParentId: parent, Name: 'Apps' });
      parent = made.OrganizationalUnit?.Id ?? '';
    }
    expect(await refusal('CreateOrganizationalUnit', { ParentId: parent, Name: 'Apps' })).toBe(
      'ConstraintViolationException OU_DEPTH_LIMIT_EXCEEDED',
    );
  });

  it('moves that lead nowhere', async () => {
    const { refusal, root, unit } = await organization();
    const move = (SourceParentId: string, DestinationParentId: string) =>
      refusal('MoveAccount', { AccountId: OTHER, SourceParentId, DestinationParentId });
    expect(await move(root, root)).toBe('DuplicateAccountException');
    expect(await move(unit, NO_UNIT)).toBe('DestinationParentNotFoundException');
    expect(await move(NO_UNIT, unit)).toBe('SourceParentNotFoundException');
    expect(await refusal('MoveAccount', { AccountId: OWN, SourceParentId: unit, DestinationParentId: unit })).toBe(
      'SourceParentNotFoundException',
    );
  });

  it.each([
    ['no JSON', 'SERVICE_CONTROL_POLICY', '{', 'MalformedPolicyDocumentException'],
    [
      'a Principal in an SCP',
      'SERVICE_CONTROL_POLICY',
      '{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"*","Resource":"*"}]}',
      'MalformedPolicyDocumentException',
    ],
    [
      'an Allow in an RCP',
      'RESOURCE_CONTROL_POLICY',
      '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"kms:*","Resource":"*"}]}',
      'MalformedPolicyDocumentException',
    ],
    [
      'more than the size that a policy may have',
      'SERVICE_CONTROL_POLICY',
      `${ALLOW_ALL}${' '.repeat(10_240)}`,
      'ConstraintViolationException POLICY_CONTENT_LIMIT_EXCEEDED',
    ],
    ['a policy of another type', 'BACKUP_POLICY', '{}', 'PolicyTypeNotAvailableForOrganizationException'],
  ])('as a policy %s', async (_, Type, Content, expected) => {
    const { refusal } = await organization();
    expect(await refusal('CreatePolicy', { Name: 'x', Description: '', Type, Content })).toBe(expected);
  });

  it('two policies of a name, an eleventh SCP on a target, and to detach what must stay', async () => {
    const { ok, refusal, root } = await organization();
    const create = { Name: 'x', Description: '', Type: 'SERVICE_CONTROL_POLICY', Content: ALLOW_ALL };
    const attach = async (Name: string) => {
      const made = await ok('CreatePolicy', { ...create, Name });
      const summary = made.Policy?.PolicySummary as unknown as { readonly Id: string };
      return { PolicyId: summary.Id, TargetId: OTHER };
    };
    for (let n = 2; n <= 10; n++) await ok('AttachPolicy', await attach(`x${n}`));
    expect(await refusal('CreatePolicy', { ...create, Name: 'x2' })).toBe('DuplicatePolicyException');
    expect(await refusal('AttachPolicy', await attach('x11'))).toBe(
      'ConstraintViolationException MAX_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED',
    );
    await ok('EnablePolicyType', { RootId: root, PolicyType: 'RESOURCE_CONTROL_POLICY' });
    expect(await refusal('DetachPolicy', { PolicyId: 'p-RCPFullAWSAccess', TargetId: OTHER })).toBe(
      'InvalidInputException NON_DETACHABLE_POLICY',
    );
  });

  it('answers to an invitation by others than it is for, and second answers', async () => {
    const { lab, ok, refusal } = await organization();
    await ok('LeaveOrganization', {}, OTHER_ADMIN);
    const invited = await ok('InviteAccountToOrganization', { Target: { Id: OTHER, Type: 'ACCOUNT' } });
    const handshake = { HandshakeId: invited.Handshake?.Id };
    expect(await refusal('InviteAccountToOrganization', { Target: { Id: OTHER, Type: 'ACCOUNT' } })).toBe(
      'DuplicateHandshakeException',
    );
    expect(await refusal('AcceptHandshake', handshake)).toBe('AccessDeniedException');
    expect(await refusal('CancelHandshake', handshake, OTHER_ADMIN)).toBe('AccessDeniedException');
    await ok('AcceptHandshake', handshake, OTHER_ADMIN);
    expect(await refusal('AcceptHandshake', handshake, OTHER_ADMIN)).toBe('HandshakeAlreadyInStateException');
    expect(await refusal('DeclineHandshake', handshake, OTHER_ADMIN)).toBe('InvalidHandshakeTransitionException');
    expect(lab.world.organizations.of(OTHER)?.managementAccountId).toBe(OWN);
  });
});

describe('an account of an organization that accepts another’s invitation', () => {
  it('changes over, unless it manages the one that it is in', async () => {
    const { lab } = await labWith({
      accounts: { main: OWN, partner: OTHER, third: NOBODY },
      principals: {
        'main/role/admin': ['AdministratorAccess'],
        'partner/role/admin': ['AdministratorAccess'],
        'third/role/admin': ['AdministratorAccess'],
      },
      organization: { management: 'main', accounts: { third: {} } },
    });
    const THIRD = { as: `arn:aws:iam::${NOBODY}:role/admin`, region: 'us-east-1' };
    const call = async (operation: string, input: object, caller: Caller) => {
      const { reply } = await lab.call({ service: 'organizations', operation, input, ...caller });
      return reply.ok ? ((reply.output.Handshake as { Id: string } | undefined)?.Id ?? '') : reply.error.name;
    };
    await call('CreateOrganization', {}, OTHER_ADMIN);
    const invite = (Id: string) =>
      call('InviteAccountToOrganization', { Target: { Id, Type: 'ACCOUNT' } }, OTHER_ADMIN);
    const own = await invite(OWN);
    expect(await call('AcceptHandshake', { HandshakeId: own }, ADMIN)).toBe('MasterCannotLeaveOrganizationException');
    const third = await invite(NOBODY);
    await call('AcceptHandshake', { HandshakeId: third }, THIRD);
    expect(lab.world.organizations.of(NOBODY)?.managementAccountId).toBe(OTHER);
  });
});
