import { IamError } from '../../errors/iam-errors.ts';
import { StsError } from '../../errors/sts-errors.ts';
import type { Input, Operation, Scope, Target } from '../../operations/operation.ts';
import type { ApiRequest } from '../request.ts';

/** Room 2: what the request names is there. @throws {NotFoundException, InvalidArnException} and EC2's likes */
export function find(operation: Operation, input: Input, scope: Scope): readonly Target[] {
  if (operation.service === 'iam') checkIamCaller(scope.request);
  else if (operation.service === 'sts') checkStsCaller(operation, scope.request);
  return operation.find(input, scope);
}

/** What STS answers to the sessions that GetFederationToken and GetSessionToken give out. */
const OPEN_TO = {
  federatedUser: ['GetCallerIdentity'],
  user: ['GetCallerIdentity', 'AssumeRole'],
} as const satisfies Record<string, readonly string[]>;

/** Those that ask for another session, which say so themselves. */
const SAY_SO: readonly string[] = ['GetFederationToken', 'GetSessionToken'];

/**
 * Source: STS API Reference, GetFederationToken, "Permissions", and GetSessionToken: IAM answers neither's sessions,
 * but those that began with MFA.
 */
function checkIamCaller({ principal: { type }, session }: ApiRequest): void {
  const isOfUser = (type === 'user' || type === 'root') && session !== undefined && session.mfaAt === undefined;
  if (!isOfUser && type !== 'federatedUser') return;
  const message = 'The security token included in the request is invalid';
  throw new IamError('InvalidClientTokenId', message, 'temporary-credentials');
}

function checkStsCaller({ name }: Operation, { principal: { type, arn }, session }: ApiRequest): void {
  const isOfUser = type === 'user' && session !== undefined;
  if (!isOfUser && type !== 'federatedUser') return;
  const open: readonly string[] = OPEN_TO[type];
  if (open.includes(name) || SAY_SO.includes(name)) return;
  const message = `User: ${arn} is not authorized to perform: sts:${name}`;
  throw new StsError('AccessDenied', message, 'temporary-credentials');
}
