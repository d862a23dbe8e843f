import { SecretsManagerError } from '../../errors/secrets-manager-errors.ts';
import { pageAfter } from '../../operations/pagination.ts';

/** A page, and the token of the next one. @throws {SecretsManagerError} InvalidNextTokenException */
export function pageByToken<T>(
  all: readonly T[],
  idOf: (item: T) => string,
  limit: number,
  token: string | undefined,
): { readonly items: readonly T[]; readonly more: { readonly NextToken?: string } } {
  const { items, next } = pageAfter(
    all,
    idOf,
    { limit, marker: token },
    () => new SecretsManagerError('InvalidNextTokenException', 'The NextToken value is invalid.', 'invalid-marker'),
  );
  return { items, more: next === null ? {} : { NextToken: next } };
}
