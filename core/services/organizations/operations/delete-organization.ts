import { OrganizationsError } from '../../../errors/organizations-errors.ts';
import { structure } from '../../../operations/shape.ts';
import { managementOperation } from '../define-operation.ts';

export const deleteOrganization = managementOperation({
  name: 'DeleteOrganization',
  summary: 'Deletes the organization, from which all member accounts must have gone.',
  input: structure({}, {}),
  readOnly: false,
  check(_, { organization, organizations }) {
    if (organizations.accountsIn(organization.id).length === 1) return;
    throw new OrganizationsError(
      'OrganizationNotEmptyException',
      'To delete an organization you must first remove all member accounts (except the master).',
      'organization-not-empty',
    );
  },
  handle: (_, { organization }) => ({
    output: {},
    facts: [{ type: 'organizationDeleted', organizationId: organization.id }],
  }),
});
