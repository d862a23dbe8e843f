import {
  type AccountCreation,
  type Organization,
  type OrganizationAccount,
  type OrganizationalUnit,
  type OrganizationPolicy,
  organizationsArn,
} from '../../cloud/organization.ts';
import type { Organizations } from '../../cloud/organizations.ts';
import type { World } from '../../lab/world.ts';
import { epochSeconds } from '../../operations/key-metadata.ts';
import { emailOf } from './account-emails.ts';
import { arnOf, organizationArn, policyArn } from './arns.ts';
import type { Handshake } from './handshake.ts';

type Output = Readonly<Record<string, unknown>>;

/** Source: Organizations API Reference, Organization; AvailablePolicyTypes "is not complete", and stays as it was in 2016. */
export function organizationOutput(organizations: Organizations, organization: Organization): Output {
  const { id, featureSet, managementAccountId } = organization;
  return {
    Id: id,
    Arn: organizationArn(organization),
    FeatureSet: featureSet,
    MasterAccountArn: arnOf(organization, managementAccountId),
    MasterAccountId: managementAccountId,
    MasterAccountEmail: organizations.accounts.get(managementAccountId)?.email,
    AvailablePolicyTypes: featureSet === 'ALL' ? [{ Type: 'SERVICE_CONTROL_POLICY', Status: 'ENABLED' }] : [],
  };
}

/** Source: Organizations API Reference, Root. */
export function rootOutput(organization: Organization): Output {
  return {
    Id: organization.rootId,
    Arn: arnOf(organization, organization.rootId),
    Name: 'Root',
    PolicyTypes: organization.enabledPolicyTypes.map((type) => ({ Type: type, Status: 'ENABLED' })),
  };
}

/** Source: Organizations API Reference, OrganizationalUnit. */
export function unitOutput(
  organizations: Organizations,
  organization: Organization,
  { id, name, parentId }: OrganizationalUnit,
): Output {
  const path = [organization.id, ...organizations.pathTo(parentId), id];
  return { Id: id, Arn: arnOf(organization, id), Name: name, Path: `${path.join('/')}/` };
}

/** Source: Organizations API Reference, Account. */
export function accountOutput(
  organizations: Organizations,
  organization: Organization,
  { accountId, email, name, joinedMethod, joinedAt }: OrganizationAccount,
): Output {
  return {
    Id: accountId,
    Arn: arnOf(organization, accountId),
    Email: email,
    Name: name,
    Status: 'ACTIVE',
    State: 'ACTIVE',
    Paths: [`${organizations.pathOf(accountId)}${accountId}/`],
    JoinedMethod: joinedMethod,
    JoinedTimestamp: epochSeconds(joinedAt),
  };
}

/** Source: Organizations API Reference, PolicySummary. */
export function policySummary(organization: Organization, policy: OrganizationPolicy): Output {
  return {
    Id: policy.id,
    Arn: policyArn(organization, policy),
    Name: policy.name,
    Description: policy.description,
    Type: policy.type,
    AwsManaged: policy.organizationId === null,
  };
}

/** Source: Organizations API Reference, CreateAccountStatus. */
export function creationOutput(creation: AccountCreation): Output {
  return {
    Id: creation.id,
    AccountName: creation.accountName,
    State: creation.state,
    RequestedTimestamp: epochSeconds(creation.requestedAt),
    CompletedTimestamp: epochSeconds(creation.completedAt),
    ...(creation.accountId === null ? {} : { AccountId: creation.accountId }),
    ...(creation.failureReason === null ? {} : { FailureReason: creation.failureReason }),
  };
}

/** Source: Organizations API Reference, Handshake, HandshakeParty, HandshakeResource. */
export function handshakeOutput({ organizations, accounts }: World, handshake: Handshake): Output {
  const { id, organizationId, managementAccountId, accountId, requestedAt, notes, machine } = handshake;
  const manager = accounts.get(managementAccountId);
  return {
    Id: id,
    Arn: organizationsArn(managementAccountId, `handshake/${organizationId}/invite/${id}`),
    Parties: [
      { Id: organizationId, Type: 'ORGANIZATION' },
      { Id: accountId, Type: 'ACCOUNT' },
    ],
    State: machine.value,
    RequestedTimestamp: epochSeconds(requestedAt),
    ExpirationTimestamp: epochSeconds(machine.context.expirationDate),
    Action: 'INVITE',
    Resources: [
      {
        Value: organizationId,
        Type: 'ORGANIZATION',
        Resources: [
          { Value: manager === undefined ? '' : emailOf(manager), Type: 'MASTER_EMAIL' },
          { Value: manager?.name ?? '', Type: 'MASTER_NAME' },
          { Value: organizations.all.get(organizationId)?.featureSet ?? 'ALL', Type: 'ORGANIZATION_FEATURE_SET' },
        ],
      },
      { Value: accountId, Type: 'ACCOUNT' },
      ...(notes === null ? [] : [{ Value: notes, Type: 'NOTES' }]),
    ],
  };
}
