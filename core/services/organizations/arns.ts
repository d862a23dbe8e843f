import { type Organization, type OrganizationPolicy, organizationsArn } from '../../cloud/organization.ts';
import type { Organizations } from '../../cloud/organizations.ts';

/**
 * The ARN of a root, unit or account of an organization, by its id.
 * Source: Service Authorization Reference, "Actions, resources, and condition keys for AWS Organizations".
 */
export function arnOf({ managementAccountId, id: organizationId }: Organization, id: string): string {
  const kind = id.startsWith('r-') ? 'root' : id.startsWith('ou-') ? 'ou' : 'account';
  return organizationsArn(managementAccountId, `${kind}/${organizationId}/${id}`);
}

/** An organization's own ARN. */
export function organizationArn({ managementAccountId, id }: Organization): string {
  return organizationsArn(managementAccountId, `organization/${id}`);
}

/** The ARN of a policy; AWS's own belong to no organization. */
export function policyArn(
  { managementAccountId, id: organizationId }: Organization,
  policy: Pick<OrganizationPolicy, 'id' | 'type' | 'organizationId'>,
): string {
  const type = policy.type.toLowerCase();
  if (policy.organizationId === null) return organizationsArn('aws', `policy/${type}/${policy.id}`);
  return organizationsArn(managementAccountId, `policy/${organizationId}/${type}/${policy.id}`);
}

/** The ARN of whatever a request names by its id. */
export function arnOfNamed(organizations: Organizations, organization: Organization, id: string): string {
  if (!id.startsWith('p-')) return arnOf(organization, id);
  const policy = organizations.policy(organization, id);
  if (policy !== undefined) return policyArn(organization, policy);
  return organizationsArn(organization.managementAccountId, `policy/${organization.id}/*/${id}`);
}
