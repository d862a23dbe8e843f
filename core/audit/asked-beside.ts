import type { SessionFacts } from '../credentials/session-facts.ts';
import type { AwsError } from '../errors/aws-error.ts';
import { parseGrantToken } from '../grants/grant-token.ts';
import type { AskedBeside } from '../lab/trail-row.ts';
import type { Input, Operation } from '../operations/operation.ts';
import { type FinishedCall, isDenial, ownParameters, requestParameters } from './write-records.ts';

/** What is kept of a call beside its record; null where the record tells all. */
export function askedBeside({ operation, request, input, error }: FinishedCall): AskedBeside | null {
  const { circumstances } = request;
  const session = request.session === undefined || isInTheRecord(request.session) ? undefined : request.session;
  const parameters = input === null ? null : parametersBeside(operation, input, error);
  const grantIds = input === null ? NONE : grantIdsOf(input);
  if (parameters === null && grantIds.length === 0 && circumstances === undefined && session === undefined) {
    return null;
  }
  return {
    ...(parameters === null ? {} : { parameters }),
    ...(grantIds.length === 0 ? {} : { grantIds }),
    ...(circumstances === undefined ? {} : { circumstances }),
    ...(session === undefined ? {} : { session }),
  };
}

function parametersBeside(
  operation: Operation,
  input: Input,
  error: AwsError | null,
): Readonly<Record<string, unknown>> | null {
  if (operation.record?.isPartial === true) return ownParameters(operation, input);
  return error !== null && isDenial(error) ? requestParameters(operation, input) : null;
}

const NONE: readonly string[] = [];

/** Whether a record's sessionContext tells all that a session carries. */
function isInTheRecord({ issuedAt = 0, sourceIdentity, federatedBy, ...beside }: SessionFacts): boolean {
  return issuedAt % 1000 === 0 && Object.keys(beside).length === 0;
}

/** A token says which grant it means; what is no token of the lab's says nothing. */
function grantIdsOf({ GrantTokens, GrantToken }: Input): readonly string[] {
  if (GrantTokens === undefined && GrantToken === undefined) return NONE;
  const tokens = Array.isArray(GrantTokens) ? GrantTokens : [GrantToken];
  return tokens.flatMap((token: unknown) => parseGrantToken(String(token))?.grantId ?? []);
}
