import { SsmError } from '../../errors/ssm-errors.ts';
import { type AskedByToken, pagesByToken } from '../../operations/pagination.ts';

const page = pagesByToken(
  50,
  () => new SsmError('InvalidNextToken', 'The specified token is not valid.', 'invalid-marker'),
);

/**
 * A page of a list in Parameter Store's manner, where an empty token asks for the first; an operation may have a lower
 * limit of its own.
 * @throws {SsmError} InvalidNextToken for a token that the service didn't give
 */
export function pageByToken<T>(all: readonly T[], idOf: (item: T) => string, { NextToken, ...asked }: AskedByToken) {
  return page(all, idOf, NextToken ? { ...asked, NextToken } : asked);
}
