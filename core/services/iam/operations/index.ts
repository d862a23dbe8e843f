import type { Operation } from '../../../operations/operation.ts';
import {
  createAccessKey,
  deleteAccessKey,
  getAccessKeyLastUsed,
  listAccessKeys,
  updateAccessKey,
} from './access-keys.ts';
import { getAccountSummary, listAccountAliases } from './account.ts';
import { ATTACHED_POLICY_OPERATIONS } from './attached-policies.ts';
import { createGroup } from './create-group.ts';
import { createPolicy } from './create-policy.ts';
import { createRole } from './create-role.ts';
import { createUser } from './create-user.ts';
import { OPERATIONS_ON_OTHER_CREDENTIALS } from './credentials-there-are-none-of.ts';
import { deleteGroup } from './delete-group.ts';
import { deletePolicy } from './delete-policy.ts';
import { deleteRole } from './delete-role.ts';
import { deleteUser } from './delete-user.ts';
import { getAccountAuthorizationDetails } from './get-account-authorization-details.ts';
import { getGroup } from './get-group.ts';
import { getPolicy } from './get-policy.ts';
import { getRole } from './get-role.ts';
import { getUser } from './get-user.ts';
import { addUserToGroup, listGroupsForUser, removeUserFromGroup } from './group-membership.ts';
import { INLINE_POLICY_OPERATIONS } from './inline-policies.ts';
import { listEntitiesForPolicy } from './list-entities-for-policy.ts';
import { listGroups } from './list-groups.ts';
import { listInstanceProfilesForRole } from './list-instance-profiles-for-role.ts';
import { listPolicies } from './list-policies.ts';
import { listRoles } from './list-roles.ts';
import { listUsers } from './list-users.ts';
import { PERMISSIONS_BOUNDARY_OPERATIONS } from './permissions-boundaries.ts';
import {
  createPolicyVersion,
  deletePolicyVersion,
  getPolicyVersion,
  listPolicyVersions,
  setDefaultPolicyVersion,
} from './policy-versions.ts';
import { simulateCustomPolicy, simulatePrincipalPolicy } from './simulate-policy.ts';
import { TAG_OPERATIONS } from './tags.ts';
import { updateAssumeRolePolicy } from './update-assume-role-policy.ts';
import { updateRole, updateRoleDescription } from './update-role.ts';
import { updateUser } from './update-user.ts';

/** IAM's operations, as far as keys have to do with them. */
export const IAM_OPERATIONS: readonly Operation[] = [
  createUser,
  getUser,
  listUsers,
  updateUser,
  deleteUser,
  createRole,
  getRole,
  listRoles,
  updateRole,
  updateRoleDescription,
  updateAssumeRolePolicy,
  deleteRole,
  listInstanceProfilesForRole,
  createGroup,
  getGroup,
  listGroups,
  deleteGroup,
  addUserToGroup,
  removeUserFromGroup,
  listGroupsForUser,
  createPolicy,
  getPolicy,
  listPolicies,
  deletePolicy,
  createPolicyVersion,
  getPolicyVersion,
  listPolicyVersions,
  setDefaultPolicyVersion,
  deletePolicyVersion,
  listEntitiesForPolicy,
  ...ATTACHED_POLICY_OPERATIONS,
  ...INLINE_POLICY_OPERATIONS,
  ...PERMISSIONS_BOUNDARY_OPERATIONS,
  ...TAG_OPERATIONS,
  createAccessKey,
  listAccessKeys,
  updateAccessKey,
  deleteAccessKey,
  getAccessKeyLastUsed,
  ...OPERATIONS_ON_OTHER_CREDENTIALS,
  getAccountSummary,
  listAccountAliases,
  getAccountAuthorizationDetails,
  simulateCustomPolicy,
  simulatePrincipalPolicy,
];
