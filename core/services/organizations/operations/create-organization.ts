import type { Organization } from '../../../cloud/organization.ts';
import { OrganizationsError } from '../../../errors/organizations-errors.ts';
import { oneOf, structure } from '../../../operations/shape.ts';
import { emailOf } from '../account-emails.ts';
import { accountOperation } from '../define-operation.ts';
import { organizationOutput } from '../outputs.ts';

/** With all features, service control policies are enabled in the root at once. */
export const createOrganization = accountOperation({
  name: 'CreateOrganization',
  summary: 'Makes an organization, with your account as its management account.',
  input: structure({}, { FeatureSet: oneOf(['ALL', 'CONSOLIDATED_BILLING']) }),
  readOnly: false,
  check(_, { world, request }) {
    if (world.organizations.of(request.accountId) === undefined) return;
    throw new OrganizationsError(
      'AlreadyInOrganizationException',
      'The provided account is already a member of an organization.',
      'already-in-organization',
    );
  },
  handle({ FeatureSet = 'ALL' }, { request: { accountId }, world, ids, at }) {
    const organization: Organization = {
      id: `o-${ids.alphanumeric(10)}`,
      rootId: `r-${ids.alphanumeric(4)}`,
      managementAccountId: accountId,
      featureSet: FeatureSet,
      enabledPolicyTypes: FeatureSet === 'ALL' ? ['SERVICE_CONTROL_POLICY'] : [],
    };
    const own = world.accounts.get(accountId);
    if (own === undefined) throw new Error(`${accountId} calls, and is no account`);
    const email = emailOf(own);
    const account = {
      accountId,
      organizationId: organization.id,
      name: own.name,
      email,
      parentId: organization.rootId,
      joinedMethod: 'INVITED',
      joinedAt: at,
    } as const;
    const output = { ...organizationOutput(world.organizations, organization), MasterAccountEmail: email };
    return {
      output: { Organization: output },
      facts: [{ type: 'organizationCreated', organization, account }],
    };
  },
});
