import { OrganizationsError } from '../../errors/organizations-errors.ts';

/** The refusal where a management account would leave its organization, which it can only delete. */
export function masterCannotLeave(): OrganizationsError {
  return new OrganizationsError(
    'MasterCannotLeaveOrganizationException',
    "You can't remove a management account from an organization.",
    'organization-not-empty',
  );
}
