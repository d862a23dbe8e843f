import { OrganizationsError } from '../../errors/organizations-errors.ts';
import { pagesByToken } from '../../operations/pagination.ts';

/** A page of a list in Organizations' manner. @throws {OrganizationsError} for a token that the service didn't give */
export const pageByToken = pagesByToken(20, () =>
  OrganizationsError.invalid('You specified an invalid value for nextToken.', 'INVALID_NEXT_TOKEN'),
);
