import type { AccountId } from '../../cloud/arn.ts';
import type {
  BoundingPolicyType,
  Organization,
  OrganizationAccount,
  OrganizationalUnit,
  OrganizationPolicy,
} from '../../cloud/organization.ts';
import { BOUNDING_POLICY_TYPES } from '../../cloud/organization.ts';
import type { Organizations } from '../../cloud/organizations.ts';
import { OrganizationsError, type OrganizationsErrorName } from '../../errors/organizations-errors.ts';
import type { Handshake } from './handshake.ts';

/** Where something is looked for. */
interface Place {
  readonly organization: Organization;
  readonly organizations: Organizations;
}

/** @throws {OrganizationsError} OrganizationalUnitNotFoundException */
export function unitIn({ organization, organizations }: Place, unitId: string): OrganizationalUnit {
  const unit = organizations.units.get(unitId);
  if (unit?.organizationId === organization.id) return unit;
  throw missing('OrganizationalUnitNotFoundException', "You specified an organizational unit that doesn't exist.");
}

/** @throws {OrganizationsError} AccountNotFoundException */
export function accountIn({ organization, organizations }: Place, accountId: string): OrganizationAccount {
  const account = organizations.accounts.get(accountId as AccountId);
  if (account?.organizationId === organization.id) return account;
  throw missing('AccountNotFoundException', "You specified an account that doesn't exist.");
}

/** A root or unit that holds others. @throws {OrganizationsError} with the name that fits */
export function checkParent(
  place: Place,
  parentId: string,
  error: Extract<OrganizationsErrorName, `${string}ParentNotFoundException`> = 'ParentNotFoundException',
): void {
  if (parentId === place.organization.rootId) return;
  if (place.organizations.units.get(parentId)?.organizationId === place.organization.id) return;
  throw missing(error, "You specified a parent that doesn't exist.");
}

/** @throws {OrganizationsError} RootNotFoundException */
export function checkRoot({ organization }: Place, rootId: string): void {
  if (rootId !== organization.rootId)
    throw missing('RootNotFoundException', "You specified a root that doesn't exist.");
}

/** A root, unit or account that policies are attached to. @throws {OrganizationsError} TargetNotFoundException */
export function checkTarget({ organization, organizations }: Place, targetId: string): void {
  const found = organizations.units.get(targetId) ?? organizations.accounts.get(targetId as AccountId);
  if (targetId === organization.rootId || found?.organizationId === organization.id) return;
  throw missing('TargetNotFoundException', "You specified a target that doesn't exist.");
}

/** What may be tagged: a policy, too. @throws {OrganizationsError} TargetNotFoundException */
export function checkTaggable(place: Place, resourceId: string): void {
  if (place.organizations.policies.get(resourceId)?.organizationId === place.organization.id) return;
  checkTarget(place, resourceId);
}

/** @throws {OrganizationsError} PolicyNotFoundException */
export function policyIn({ organization, organizations }: Place, policyId: string): OrganizationPolicy {
  const policy = organizations.policy(organization, policyId);
  if (policy !== undefined) return policy;
  throw missing('PolicyNotFoundException', "You specified a policy that doesn't exist.");
}

/** @throws {OrganizationsError} HandshakeNotFoundException */
export function handshakeOf(organizations: Organizations, handshakeId: string): Handshake {
  const handshake = organizations.handshakes.get(handshakeId);
  if (handshake !== undefined) return handshake;
  throw missing('HandshakeNotFoundException', "You specified a handshake that doesn't exist.");
}

/**
 * A policy type that the lab has and the organization may use.
 * @throws {OrganizationsError} PolicyTypeNotAvailableForOrganizationException
 */
export function availableType({ featureSet }: Organization, policyType: string): BoundingPolicyType {
  const type = BOUNDING_POLICY_TYPES.find((known) => known === policyType);
  if (type !== undefined && featureSet === 'ALL') return type;
  throw new OrganizationsError(
    'PolicyTypeNotAvailableForOrganizationException',
    type === undefined
      ? `kmslab has policies of the types ${BOUNDING_POLICY_TYPES.join(' and ')}, and none of the type ${policyType}.`
      : 'This operation can be performed only in organizations with all features enabled.',
    type === undefined ? 'not-supported-yet' : 'policy-type-not-enabled',
  );
}

/** The refusal for something that isn't there. The texts are those that were seen, or after their manner. */
export function missing(name: OrganizationsErrorName, message: string): OrganizationsError {
  return new OrganizationsError(name, message, 'no-such-part-of-organization');
}
