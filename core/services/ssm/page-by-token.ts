import { SsmError } from '../../errors/ssm-errors.ts';
import { pageAfter } from '../../operations/pagination.ts';

/** A page, and the token of the next one. @throws {SsmError} InvalidNextToken */
export function pageByToken<T>(
  all: readonly T[],
  idOf: (item: T) => string,
  limit: number,
  token: string | undefined,
): { readonly items: readonly T[]; readonly more: { readonly NextToken?: string } } {
  const { items, next } = pageAfter(
    all,
    idOf,
    { limit, marker: token === '' ? undefined : token },
    () => new SsmError('InvalidNextToken', 'The specified token is not valid.', 'invalid-marker'),
  );
  return { items, more: next === null ? {} : { NextToken: next } };
}
