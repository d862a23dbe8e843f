import { parsePolicy } from '../../access/policy.ts';
import { PolicyError } from '../../access/policy-error.ts';
import { exceedsLimit, POLICY_LIMITS } from '../../access/policy-limits.ts';
import type { AccountId } from '../../cloud/arn.ts';
import {
  type BoundingPolicyType,
  FULL_ACCESS,
  type Organization,
  type OrganizationPolicy,
} from '../../cloud/organization.ts';
import { GRAMMARS, type Organizations } from '../../cloud/organizations.ts';
import { OrganizationsError } from '../../errors/organizations-errors.ts';

/**
 * How many policies of a type may be attached to a root, unit or account.
 * Source: Organizations User Guide, "Quotas and service limits for AWS Organizations"; of SCPs twice as many since May 2026.
 */
export const MOST_ATTACHED = {
  SERVICE_CONTROL_POLICY: 10,
  RESOURCE_CONTROL_POLICY: 5,
} as const satisfies Record<BoundingPolicyType, number>;

/**
 * Whether a document may be a policy of that type: its size, and its grammar.
 * @throws {OrganizationsError} in AWS's words; behind those for the grammar, ours, which say where
 */
export function checkContent(text: string, type: BoundingPolicyType, accountId: AccountId): void {
  if (exceedsLimit(text, POLICY_LIMITS[GRAMMARS[type]])) {
    throw OrganizationsError.constraint('You have exceeded the maximum policy size.', 'POLICY_CONTENT_LIMIT_EXCEEDED');
  }
  try {
    parsePolicy(text, { kind: GRAMMARS[type], accountId });
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error;
    throw new OrganizationsError(
      'MalformedPolicyDocumentException',
      `The provided policy document does not meet the requirements of the specified policy type. ${error.message}`,
      'malformed-policy',
    );
  }
}

/** @throws {OrganizationsError} where another policy of the type has the name, AWS's own among them */
export function checkName(name: string, type: BoundingPolicyType, others: readonly OrganizationPolicy[]): void {
  if (![FULL_ACCESS[type], ...others].some((other) => other.type === type && other.name === name)) return;
  throw new OrganizationsError(
    'DuplicatePolicyException',
    'A policy with the specified name and type already exists.',
    'exists-in-organization',
  );
}

/** @throws {OrganizationsError} for a policy of AWS's own, which nobody changes */
export function checkMutable({ organizationId }: OrganizationPolicy): void {
  if (organizationId !== null) return;
  throw new OrganizationsError(
    'InvalidInputException',
    "You specified a policy that is managed by AWS and can't be modified.",
    'policy-of-aws',
    'IMMUTABLE_POLICY',
  );
}

/** An organization's own policies, in the order of their making. */
export function policiesIn({ policies }: Organizations, { id }: Organization): readonly OrganizationPolicy[] {
  return [...policies.values()].filter(({ organizationId }) => organizationId === id);
}

/** @throws {OrganizationsError} PolicyTypeNotEnabledException */
export function checkTypeEnabled({ enabledPolicyTypes }: Organization, type: BoundingPolicyType): void {
  if (enabledPolicyTypes.includes(type)) return;
  throw new OrganizationsError(
    'PolicyTypeNotEnabledException',
    'This operation can be performed only for enabled policy types.',
    'policy-type-not-enabled',
  );
}
