import { OrganizationsError } from '../../errors/organizations-errors.ts';
import { pageAfter } from '../../operations/pagination.ts';

const MOST = 20;

/** A page of a list. @throws {OrganizationsError} for a token that the service didn't give */
export function pageByToken<T>(
  all: readonly T[],
  idOf: (item: T) => string,
  { MaxResults = MOST, NextToken: marker }: { readonly MaxResults?: number; readonly NextToken?: string },
): { readonly items: readonly T[]; readonly next: { readonly NextToken?: string } } {
  const { items, next } = pageAfter(all, idOf, { limit: Math.min(MaxResults, MOST), marker }, () =>
    OrganizationsError.invalid('You specified an invalid value for nextToken.', 'INVALID_NEXT_TOKEN'),
  );
  return { items, next: next === null ? {} : { NextToken: next } };
}
