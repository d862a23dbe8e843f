import { SecretsManagerError } from '../../errors/secrets-manager-errors.ts';

/** A page, and the token of the next one: the place where it begins. @throws {SecretsManagerError} InvalidNextTokenException */
export function page<T>(all: readonly T[], limit: number, token: string | undefined) {
  const start = token === undefined ? 0 : Number(/^page-(\d{1,9})$/.exec(token)?.[1] ?? Number.NaN);
  if (Number.isNaN(start)) {
    throw new SecretsManagerError('InvalidNextTokenException', 'The NextToken value is invalid.', 'invalid-marker');
  }
  const end = start + limit;
  return { items: all.slice(start, end), more: end < all.length ? { NextToken: `page-${end}` } : {} };
}
