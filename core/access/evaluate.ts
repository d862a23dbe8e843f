import type { CompiledStatement } from './compile-statement.ts';
import { type SlotValues, valuesIn } from './conditions/key-slots.ts';
import type {
  AuthorizationRequest,
  PolicySource,
  StatementOutcome,
  StatementPart,
  StatementTrace,
} from './decision.ts';
import type { CompiledPolicy } from './policy.ts';
import type { PrincipalIds } from './policy-principals.ts';

/**
 * Compares every statement of one policy with a request, in order, and never stops early: the explanation is the
 * product. An Allow that names the caller's account gives `account`, which allows nobody by itself; a Deny that names
 * it binds all of the account's users and roles, so it matches.
 * Source: IAM User Guide, "Policy evaluation logic" and "AWS JSON policy elements: Principal".
 */
export function evaluate(
  policy: CompiledPolicy,
  source: PolicySource,
  request: AuthorizationRequest,
): StatementTrace[] {
  const action = request.action.toLowerCase();
  const { kind, statements, principalIds, conditionKeys } = policy;
  const trustsAccounts = kind === 'key' || kind === 'trust';
  const asked = { source, request, action, trustsAccounts, principalIds, values: valuesIn(conditionKeys, request) };
  return statements.map((statement, index) => traceStatement(statement, index, asked));
}

/** What all statements of a policy are compared with. */
interface Asked {
  readonly source: PolicySource;
  readonly request: AuthorizationRequest;
  /** In lower case. */
  readonly action: string;
  /** Whether an Allow for an account leaves it to the account's IAM policies; else it lets all of the account pass. */
  readonly trustsAccounts: boolean;
  readonly principalIds: PrincipalIds;
  readonly values: SlotValues;
}

function traceStatement(
  { sid, effect, matchPrincipal, matchAction, matchResource, matchCondition }: CompiledStatement,
  index: number,
  { source, request, action, trustsAccounts, principalIds, values }: Asked,
): StatementTrace {
  const principal = matchPrincipal?.(request, principalIds) ?? null;
  const actionPart = matchAction(action, request);
  const resourcePart = matchResource(request.resourceArn, request);
  const parts: StatementPart[] =
    principal === null ? [actionPart, resourcePart] : [principal.part, actionPart, resourcePart];
  let matched = actionPart.matched && resourcePart.matched && principal?.as !== 'nobody';
  if (matchCondition !== null) {
    const conditionPart = matchCondition(request, values);
    parts.push(conditionPart);
    matched &&= conditionPart.matched;
  }
  let outcome: StatementOutcome = 'notMatched';
  if (matched) outcome = principal?.as === 'account' && effect === 'Allow' && trustsAccounts ? 'account' : 'matched';
  return { source, index, sid, effect, outcome, parts };
}
