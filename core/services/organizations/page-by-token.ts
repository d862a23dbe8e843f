import { AwsError } from '../../errors/aws-error.ts';
import { OrganizationsError } from '../../errors/organizations-errors.ts';
import { page } from '../../operations/pagination.ts';

const MOST = 20;

/** A page of a list. @throws {OrganizationsError} for a token that the service didn't give */
export function pageByToken<T>(
  all: readonly T[],
  idOf: (item: T) => string,
  { MaxResults, NextToken }: { readonly MaxResults?: number; readonly NextToken?: string },
): { readonly items: readonly T[]; readonly next: { readonly NextToken?: string } } {
  const asked = {
    ...(MaxResults === undefined ? {} : { Limit: MaxResults }),
    ...(NextToken === undefined ? {} : { Marker: NextToken }),
  };
  try {
    const { items, truncation } = page(all, idOf, asked, { normally: MOST, most: MOST });
    return { items, next: truncation.Truncated ? { NextToken: truncation.NextMarker } : {} };
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    throw OrganizationsError.invalid('You specified an invalid value for nextToken.', 'INVALID_NEXT_TOKEN');
  }
}
