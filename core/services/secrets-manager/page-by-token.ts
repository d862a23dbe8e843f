import { SecretsManagerError } from '../../errors/secrets-manager-errors.ts';
import { pagesByToken } from '../../operations/pagination.ts';

/**
 * A page of a list in Secrets Manager's manner; an operation may have a lower limit of its own.
 * @throws {SecretsManagerError} InvalidNextTokenException for a token that the service didn't give
 */
export const pageByToken = pagesByToken(
  100,
  () => new SecretsManagerError('InvalidNextTokenException', 'The NextToken value is invalid.', 'invalid-marker'),
);
