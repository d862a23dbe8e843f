import { Ec2Error } from '../../../errors/ec2-errors.ts';
import { pageAfter } from '../../../operations/pagination.ts';

const MOST = 1_000;

/** A page of a list in EC2's manner: MaxResults and NextToken. @throws {Ec2Error} for a token that EC2 didn't give. */
export function pageByToken<T>(
  all: readonly T[],
  idOf: (item: T) => string,
  { MaxResults = MOST, NextToken: marker }: { readonly MaxResults?: number; readonly NextToken?: string },
): { readonly items: readonly T[]; readonly next: { readonly NextToken?: string } } {
  const { items, next } = pageAfter(
    all,
    idOf,
    { limit: Math.min(MaxResults, MOST), marker },
    () => new Ec2Error('InvalidParameterValue', 'Invalid value for NextToken', 'invalid-marker'),
  );
  return { items, next: next === null ? {} : { NextToken: next } };
}
