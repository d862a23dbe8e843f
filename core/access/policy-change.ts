import type { AuthorizationRequest, PolicySource } from './decision.ts';
import { type CompiledPolicy, formatPolicy, parsePolicy } from './policy.ts';
import { isJsonArray, isJsonObject, type Json, type JsonObject, printJson } from './policy-json.ts';

/** A policy as it is and as it would be. Never applied by itself. */
export interface PolicyChange {
  readonly policy: PolicySource;
  /** Null for a policy that is not there yet. */
  readonly before: string | null;
  /** Null for an IAM policy that has nothing left. */
  readonly after: string | null;
}

/** What becomes of a policy's statements: the new list. */
type Edit = (statements: readonly JsonObject[]) => readonly Json[];

/** Changes one policy of a question; null where there is no such policy, or no key policy would be left. */
export function changePolicy(question: AuthorizationRequest, source: PolicySource, edit: Edit): PolicyChange | null {
  const policy = policyOf(question, source);
  if (policy === null) return null;
  const { Statement: given = [], ...rest } = policy.document;
  const statements = (isJsonArray(given) ? given : [given]).filter(isJsonObject);
  const edited = edit(statements);
  if (edited.length === 0 && source.type === 'key') return null;
  const after = edited.length === 0 ? null : printJson({ ...rest, Statement: edited });
  return { policy: source, before: formatPolicy(policy), after };
}

/** Adds a statement: to the key policy, or to the first IAM policy of the caller's, or to a new one. */
export function addStatement(question: AuthorizationRequest, statement: JsonObject): PolicyChange {
  const name = question.identityPolicies.at(0)?.name;
  const source: PolicySource =
    statement.Principal === undefined ? { type: 'identity', name: name ?? 'new policy' } : { type: 'key' };
  return (
    changePolicy(question, source, (statements) => [...statements, statement]) ?? {
      policy: source,
      before: null,
      after: printJson({ Version: '2012-10-17', Statement: [statement] }),
    }
  );
}

/** The question as it would be with the changes made. */
export function withChanges(question: AuthorizationRequest, changes: readonly PolicyChange[]): AuthorizationRequest {
  let changed = question;
  for (const { policy: source, after } of changes) {
    changed =
      source.type === 'key'
        ? { ...changed, keyPolicy: parsePolicy(after ?? '', { kind: 'key', accountId: question.resourceAccountId }) }
        : withIdentityPolicy(changed, source.name, after);
  }
  return changed;
}

/** Two steps as one: of two changes of one policy, from before the first to after the second. */
export function mergeChanges(first: readonly PolicyChange[], second: readonly PolicyChange[]): readonly PolicyChange[] {
  const isIn = (changes: readonly PolicyChange[], one: PolicyChange) =>
    changes.find(({ policy }) => isSameSource(policy, one.policy));
  return [
    ...first.map((one) => ({ ...one, after: (isIn(second, one) ?? one).after })),
    ...second.filter((one) => isIn(first, one) === undefined),
  ];
}

/** Whether both are one policy. */
export function isSameSource(a: PolicySource, b: PolicySource): boolean {
  return a.type === 'key' ? b.type === 'key' : b.type === 'identity' && a.name === b.name;
}

function withIdentityPolicy(question: AuthorizationRequest, name: string, text: string | null): AuthorizationRequest {
  const others = question.identityPolicies.filter((one) => one.name !== name);
  if (text === null) return { ...question, identityPolicies: others };
  const policy = parsePolicy(text, { kind: 'identity', accountId: question.principal.accountId });
  return { ...question, identityPolicies: [...others, { name, policy }] };
}

function policyOf({ keyPolicy, identityPolicies }: AuthorizationRequest, source: PolicySource): CompiledPolicy | null {
  if (source.type === 'key') return keyPolicy;
  return identityPolicies.find(({ name }) => name === source.name)?.policy ?? null;
}
