import { POLICY_LIMITS } from '../../../access/policy-limits.ts';
import { structure } from '../../../operations/shape.ts';
import { iamOperation } from '../iam-operation.ts';
import { Marker, MaxItems } from '../iam-shapes.ts';

/**
 * Counts and quotas of the account.
 * Simplified: what kmslab has none of (certificates, MFA devices, identity providers) counts as none.
 * Source: IAM API Reference, GetAccountSummary.
 */
export const getAccountSummary = iamOperation({
  name: 'GetAccountSummary',
  summary: 'Counts what IAM has in the account, beside its quotas.',
  input: structure({}, {}),
  target: () => ({ arn: '*' }),
  handle(_, { world: { directory }, request: { accountId } }) {
    const policies = directory.managedPoliciesOf(accountId);
    return {
      output: {
        SummaryMap: {
          Users: directory.usersOf(accountId).length,
          UsersQuota: 5_000,
          Groups: directory.groupsOf(accountId).length,
          GroupsQuota: 300,
          Roles: directory.rolesOf(accountId).length,
          RolesQuota: 1_000,
          Policies: policies.length,
          PoliciesQuota: 1_500,
          PolicyVersionsInUse: policies.reduce((sum, { versions }) => sum + versions.length, 0),
          PolicyVersionsInUseQuota: 10_000,
          VersionsPerPolicyQuota: 5,
          PolicySizeQuota: POLICY_LIMITS.managed.most,
          UserPolicySizeQuota: POLICY_LIMITS.inlineOfUser.most,
          GroupPolicySizeQuota: POLICY_LIMITS.inlineOfGroup.most,
          RolePolicySizeQuota: POLICY_LIMITS.inlineOfRole.most,
          AssumeRolePolicySizeQuota: POLICY_LIMITS.trust.most,
          AttachedPoliciesPerUserQuota: 10,
          AttachedPoliciesPerGroupQuota: 10,
          AttachedPoliciesPerRoleQuota: 10,
          GroupsPerUserQuota: 10,
          AccessKeysPerUserQuota: 2,
          AccountAccessKeysPresent: 0,
          AccountMFAEnabled: 0,
          MFADevices: 0,
          MFADevicesInUse: 0,
          InstanceProfiles: 0,
          InstanceProfilesQuota: 1_000,
          Providers: 0,
          ServerCertificates: 0,
          ServerCertificatesQuota: 20,
        },
      },
    };
  },
});

/** Simplified: no account of kmslab has an alias. Command lines and Terraform ask for it. */
export const listAccountAliases = iamOperation({
  name: 'ListAccountAliases',
  summary: 'Lists the alias of the account: none, in kmslab.',
  input: structure({}, { Marker, MaxItems }),
  target: () => ({ arn: '*' }),
  handle: () => ({ output: { AccountAliases: [], IsTruncated: false } }),
});
