import type { AccountId } from '../cloud/arn.ts';
import { FULL_ACCESS } from '../cloud/organization.ts';
import type { Completion } from './client.ts';
import type { World } from './world.ts';

/** What the caller's organization has for a member of an operation's input; nothing outside an organization. */
export function partsOfOrganization(
  member: string,
  { organizations, accounts }: World,
  accountId: string,
): readonly Completion[] {
  const handshakes = [...organizations.handshakes.values()]
    .filter((handshake) => handshake.accountId === accountId || handshake.managementAccountId === accountId)
    .map(({ id, machine }) => ({ text: id, hint: machine.value }));
  if (member === 'HandshakeId') return handshakes;
  const organization = organizations.of(accountId as AccountId);
  if (organization === undefined) return [];
  const root = [{ text: organization.rootId, hint: 'the root' }];
  const units = organizations.unitsIn(organization.id).map(({ id, name }) => ({ text: id, hint: `unit ${name}` }));
  const members = organizations
    .accountsIn(organization.id)
    .map(({ accountId: text, name }) => ({ text, hint: `account ${name}` }));
  const policies = [...Object.values(FULL_ACCESS), ...organizations.policies.values()]
    .filter(({ organizationId }) => organizationId === null || organizationId === organization.id)
    .map(({ id, name }) => ({ text: id, hint: name }));
  switch (member) {
    case 'RootId':
      return root;
    case 'ParentId':
    case 'SourceParentId':
    case 'DestinationParentId':
      return [...root, ...units];
    case 'OrganizationalUnitId':
      return units;
    case 'ChildId':
      return [...units, ...members];
    case 'AccountId':
      return members;
    case 'TargetId':
      return [...root, ...units, ...members];
    case 'ResourceId':
      return [...root, ...units, ...members, ...policies];
    case 'PolicyId':
      return policies;
    case 'CreateAccountRequestId':
      return [...organizations.accountCreations.values()].map(({ id, accountName }) => ({
        text: id,
        hint: accountName,
      }));
    case 'Target':
      return [...accounts.values()]
        .filter((account) => !organizations.accounts.has(account.accountId))
        .map((account) => ({ text: `Id=${account.accountId},Type=ACCOUNT`, hint: account.name }));
    default:
      return [];
  }
}
