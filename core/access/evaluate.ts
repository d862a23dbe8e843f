import type { Principal } from '../cloud/principal.ts';
import type { CompiledStatement } from './compile-statement.ts';
import { type SlotValues, valuesIn } from './conditions/key-slots.ts';
import type { AuthorizationRequest, NamedAs, PolicySource, StatementPart, StatementTrace } from './decision.ts';
import type { CompiledPolicy } from './policy.ts';
import { STANDS_BESIDE_IAM } from './policy-document.ts';
import type { LastReasons } from './reasons.ts';

/** What a policy's statements were compared with apart from their conditions, and what came of it. */
export interface LastEvaluation {
  readonly source: PolicySource;
  readonly principal: Principal;
  readonly guardrails: AuthorizationRequest['guardrails'];
  readonly provider: string | undefined;
  readonly principalIds: CompiledPolicy['principalIds'];
  readonly action: string;
  readonly resourceArn: string;
  traces: readonly StatementTrace[];
  /** What those, with the traces of other policies, came to. */
  reasons: LastReasons | null;
}

/** What a policy was asked lately, newest last. Only saves work: an answer depends on the question alone. */
export interface EvaluationMemory {
  readonly lately: LastEvaluation[];
  last: LastEvaluation | null;
}

/** A policy is used by few callers at a time. */
const MOST_REMEMBERED = 16;

/**
 * Compares every statement of one policy with a request, in order, and never stops early: the explanation is the
 * product. An Allow that names the caller's account gives `account`, which allows nobody by itself; a Deny that names
 * it binds all of the account's users and roles, so it matches. What comes out as it did before is given again: next to
 * nothing is made for a program that asks the same thing over and over.
 * @param values - what the request has for the policy's condition keys.
 * Source: IAM User Guide, "Policy evaluation logic" and "AWS JSON policy elements: Principal".
 */
export function evaluate(
  policy: CompiledPolicy,
  source: PolicySource,
  request: AuthorizationRequest,
  values: SlotValues = valuesIn(policy.conditionKeys, request),
): readonly StatementTrace[] {
  const { memory } = policy;
  const known = evaluationLike(policy, source, request);
  if (known !== null) {
    const traces = withConditions(known.traces, policy, request, values);
    if (traces !== known.traces) {
      known.traces = traces;
      known.reasons = null;
    }
    memory.last = known;
    return traces;
  }
  const before = memory.last?.source === source ? memory.last : null;
  const traces = allAnew(policy, source, request, values, before?.traces ?? NO_TRACES);
  const reasons = traces === before?.traces ? before.reasons : null;
  memory.last = evaluationOf(traces, reasons, policy, source, request);
  if (memory.lately.length === MOST_REMEMBERED) memory.lately.shift();
  memory.lately.push(memory.last);
  return traces;
}

const NO_TRACES: readonly StatementTrace[] = [];

/** The evaluation that the policy remembers for all but the conditions of the request. */
function evaluationLike(
  policy: CompiledPolicy,
  source: PolicySource,
  request: AuthorizationRequest,
): LastEvaluation | null {
  const { last, lately } = policy.memory;
  if (last !== null && isOfThatCall(last, policy, source, request)) return last;
  for (const one of lately) if (isOfThatCall(one, policy, source, request)) return one;
  return null;
}

/** Whether all but the conditions comes out as it did. */
function isOfThatCall(
  last: LastEvaluation,
  { principalIds, isForEveryResource }: CompiledPolicy,
  source: PolicySource,
  { principal, guardrails, call, action, resourceArn }: AuthorizationRequest,
): boolean {
  return (
    last.principal === principal &&
    last.source === source &&
    last.action === action &&
    (isForEveryResource || last.resourceArn === resourceArn) &&
    last.principalIds === principalIds &&
    last.guardrails === guardrails &&
    last.provider === call.circumstances.federatedProvider
  );
}

/** The same traces, save for those whose condition, or a variable in whose resource, says something else now. */
function withConditions(
  before: readonly StatementTrace[],
  { statements, hasChangingResources, kind }: CompiledPolicy,
  request: AuthorizationRequest,
  values: SlotValues,
): readonly StatementTrace[] {
  let traces: StatementTrace[] | null = null;
  for (let index = 0; index < statements.length; index++) {
    const statement = statements[index];
    const known = before[index];
    if (statement === undefined || known === undefined) continue;
    const { condition, matchResource } = statement;
    const { parts } = known;
    const at = parts.length - 1;
    const conditionPart = condition === null ? null : condition.match(request, values);
    const resourcePart = hasChangingResources ? matchResource(request.resourceArn, request) : null;
    const isSame =
      (conditionPart === null || conditionPart === parts[at]) &&
      (resourcePart === null || resourcePart === parts[conditionPart === null ? at : at - 1]);
    if (isSame) {
      traces?.push(known);
      continue;
    }
    traces ??= before.slice(0, index);
    const others = parts.filter(({ element }) => element === 'Principal' || element === 'Action');
    const resource = resourcePart ?? parts.find(({ element }) => element === 'Resource');
    const all = [...others, resource, conditionPart].filter((part) => part !== null && part !== undefined);
    traces.push(traceOf(known.source, index, statement, all, kind));
  }
  return traces ?? before;
}

/** The traces, `before` itself where all of them come out as they did for another caller or resource. */
function allAnew(
  { statements, principalIds, kind }: CompiledPolicy,
  source: PolicySource,
  request: AuthorizationRequest,
  values: SlotValues,
  before: readonly StatementTrace[],
): readonly StatementTrace[] {
  const action = inLowerCase(request.action);
  let traces: StatementTrace[] | null = before.length === statements.length ? null : [];
  for (let index = 0; index < statements.length; index++) {
    const statement = statements[index];
    if (statement === undefined) continue;
    const { matchPrincipal, matchAction, matchResource, condition } = statement;
    const principalPart = matchPrincipal === null ? null : matchPrincipal(request, principalIds).part;
    const actionPart = matchAction(action, request);
    const resourcePart = matchResource(request.resourceArn, request);
    const conditionPart = condition === null ? null : condition.match(request, values);
    const known = before[index];
    if (known !== undefined && hasParts(known, principalPart, actionPart, resourcePart, conditionPart)) {
      traces?.push(known);
      continue;
    }
    traces ??= before.slice(0, index);
    const parts = [principalPart, actionPart, resourcePart, conditionPart].filter((part) => part !== null);
    traces.push(traceOf(source, index, statement, parts, kind));
  }
  return traces ?? before;
}

function hasParts(
  { parts }: StatementTrace,
  principal: StatementPart | null,
  action: StatementPart,
  resource: StatementPart,
  condition: StatementPart | null,
): boolean {
  const at = principal === null ? 0 : 1;
  return (
    (principal === null || parts[0] === principal) &&
    parts[at] === action &&
    parts[at + 1] === resource &&
    (condition === null || parts[at + 2] === condition)
  );
}

function evaluationOf(
  traces: readonly StatementTrace[],
  reasons: LastReasons | null,
  { principalIds }: CompiledPolicy,
  source: PolicySource,
  { principal, guardrails, action, resourceArn, call }: AuthorizationRequest,
): LastEvaluation {
  const provider = call.circumstances.federatedProvider;
  return { source, principal, guardrails, provider, principalIds, action, resourceArn, traces, reasons };
}

function traceOf(
  source: PolicySource,
  index: number,
  { sid, effect }: CompiledStatement,
  parts: readonly StatementPart[],
  kind: CompiledPolicy['kind'],
): StatementTrace {
  const outcome = parts.every(({ matched }) => matched) ? outcomeOf(kind, effect, parts[0]?.namedAs) : 'notMatched';
  return { source, index, sid, effect, outcome, parts };
}

/**
 * The statements of one policy that match a request, without what came of their parts; what does not match is given up
 * at the first part that doesn't.
 */
export function matchesOf(
  policy: CompiledPolicy,
  source: PolicySource,
  request: AuthorizationRequest,
): readonly Match[] {
  const { statements, conditionKeys, principalIds, kind } = policy;
  const action = inLowerCase(request.action);
  const matches: Match[] = [];
  let values: SlotValues | null = null;
  for (const { effect, matchPrincipal, matchAction, matchResource, condition } of statements) {
    const principal = matchPrincipal === null ? null : matchPrincipal(request, principalIds);
    if (principal?.as === 'nobody') continue;
    if (!matchAction(action, request).matched || !matchResource(request.resourceArn, request).matched) continue;
    if (condition !== null) {
      values ??= valuesIn(conditionKeys, request);
      if (!condition.holds(request, values)) continue;
    }
    const parts = principal === null ? NO_PARTS : [principal.part];
    matches.push({ source, effect, outcome: outcomeOf(kind, effect, principal?.as), parts });
  }
  return matches;
}

const NO_PARTS: Match['parts'] = [];

/** A statement, as far as the verdict needs it; of its parts the Principal, if it has one. */
export interface Match extends Pick<StatementTrace, 'source' | 'effect' | 'outcome'> {
  readonly parts: readonly Pick<StatementPart, 'namedAs'>[];
}

/** Trust in an account is for a resource's policy to give; in one that bounds, all of the account may pass. */
function outcomeOf(kind: CompiledPolicy['kind'], effect: 'Allow' | 'Deny', as: NamedAs | undefined) {
  const isTrust =
    as === 'account' && effect === 'Allow' && (kind === 'key' || kind === 'trust' || STANDS_BESIDE_IAM.includes(kind));
  return isTrust ? 'account' : 'matched';
}

let [actionLast, lowerLast] = ['', ''];

/** One action is asked of policy after policy. */
function inLowerCase(action: string): string {
  if (action !== actionLast) [actionLast, lowerLast] = [action, action.toLowerCase()];
  return lowerLast;
}
