import { SsmError } from '../../errors/ssm-errors.ts';

/** A page, and the token of the next one: the place where it begins. @throws {SsmError} InvalidNextToken */
export function page<T>(all: readonly T[], limit: number, token: string | undefined) {
  const start = token === undefined || token === '' ? 0 : Number(/^page-(\d{1,9})$/.exec(token)?.[1] ?? Number.NaN);
  if (Number.isNaN(start))
    throw new SsmError('InvalidNextToken', 'The specified token is not valid.', 'invalid-marker');
  const end = start + limit;
  return { items: all.slice(start, end), more: end < all.length ? { NextToken: `page-${end}` } : {} };
}
