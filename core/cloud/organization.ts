import { FULL_AWS_ACCESS, RCP_FULL_AWS_ACCESS } from '../access/default-policies.ts';
import type { EpochMs } from '../ports.ts';
import { type AccountId, formatArn } from './arn.ts';

/** The policy types of AWS Organizations that bound permissions: the lab has no others. */
export const BOUNDING_POLICY_TYPES = ['SERVICE_CONTROL_POLICY', 'RESOURCE_CONTROL_POLICY'] as const;
export type BoundingPolicyType = (typeof BOUNDING_POLICY_TYPES)[number];

/** What never changes in an organization, and which policy types are enabled in its root. Source: API_Organization. */
export interface Organization {
  /** `o-` and 10 letters and digits. */
  readonly id: string;
  /** `r-` and 4 letters and digits: every organization has one root. */
  readonly rootId: string;
  readonly managementAccountId: AccountId;
  readonly featureSet: 'ALL' | 'CONSOLIDATED_BILLING';
  readonly enabledPolicyTypes: readonly BoundingPolicyType[];
}

/** A container of accounts and other units. Source: API_OrganizationalUnit. */
export interface OrganizationalUnit {
  /** `ou-`, the letters of the root's id, and 8 letters and digits. */
  readonly id: string;
  readonly organizationId: string;
  readonly name: string;
  /** The root's id or another unit's. */
  readonly parentId: string;
}

/** An account's membership. Source: Organizations API Reference, Account. */
export interface OrganizationAccount {
  readonly accountId: AccountId;
  readonly organizationId: string;
  readonly name: string;
  readonly email: string;
  /** The root's id or a unit's. */
  readonly parentId: string;
  readonly joinedMethod: 'INVITED' | 'CREATED';
  readonly joinedAt: EpochMs;
}

/** A policy of an organization. Source: Organizations API Reference, Policy. */
export interface OrganizationPolicy {
  /** `p-` and 10 letters and digits; AWS's own have names, such as `p-FullAWSAccess`. */
  readonly id: string;
  /** Null for AWS's own, which every organization has. */
  readonly organizationId: string | null;
  readonly name: string;
  readonly description: string;
  readonly type: BoundingPolicyType;
  readonly text: string;
}

/** A tag as Organizations' wire has it. */
export interface OrganizationTag {
  readonly Key: string;
  readonly Value: string;
}

/** A request to CreateAccount, and what came of it. Source: Organizations API Reference, CreateAccountStatus. */
export interface AccountCreation {
  /** `car-` and 32 letters and digits. */
  readonly id: string;
  readonly organizationId: string;
  readonly accountName: string;
  readonly state: 'SUCCEEDED' | 'FAILED';
  readonly requestedAt: EpochMs;
  readonly completedAt: EpochMs;
  readonly accountId: AccountId | null;
  readonly failureReason: 'EMAIL_ALREADY_EXISTS' | null;
}

/** AWS's own policy of each type: it lets everything through, and is attached everywhere once the type is enabled. */
export const FULL_ACCESS = {
  SERVICE_CONTROL_POLICY: {
    id: 'p-FullAWSAccess',
    organizationId: null,
    name: 'FullAWSAccess',
    description: 'Allows access to every operation',
    type: 'SERVICE_CONTROL_POLICY',
    text: FULL_AWS_ACCESS,
  },
  RESOURCE_CONTROL_POLICY: {
    id: 'p-RCPFullAWSAccess',
    organizationId: null,
    name: 'RCPFullAWSAccess',
    description: 'Allows access to every resource',
    type: 'RESOURCE_CONTROL_POLICY',
    text: RCP_FULL_AWS_ACCESS,
  },
} as const satisfies Record<BoundingPolicyType, OrganizationPolicy>;

/** The ARN of something of an organization; `resource` is what stands behind the management account's id. */
export function organizationsArn(managementAccountId: AccountId | 'aws', resource: string): string {
  return formatArn({
    partition: 'aws',
    service: 'organizations',
    region: '',
    accountId: managementAccountId,
    resource,
  });
}
