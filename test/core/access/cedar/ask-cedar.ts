import { type CedarValueJson, isAuthorized } from '@cedar-policy/cedar-wasm/nodejs';
import type { AuthorizationRequest, Verdict } from '../../../../core/access/decision.ts';
import { cedarFact } from './cedar-context.ts';
import { callerOf } from './principals.ts';
import { factOf } from './request-facts.ts';
import type { TranslatedPolicy } from './translate-policy.ts';

/** What Cedar says of one policy set. */
export interface Finding {
  readonly verdict: Verdict;
  /** The ids of all policies that the request satisfies. */
  readonly satisfied: ReadonlySet<string>;
}

/**
 * Asks Cedar about one IAM policy. Where a `forbid` decides, Cedar names no `permit`, so it is asked a second time without
 * them: whether each statement matched is compared as well as what came of it.
 */
export function askCedar(
  { policies, keys }: TranslatedPolicy,
  request: AuthorizationRequest,
  isKeyPolicy: boolean,
): Finding {
  const all = Object.entries(policies);
  const call = callAbout(request, factsFor(keys, request, isKeyPolicy));
  const { decision, reason } = call(all);
  if (decision === 'allow') return { verdict: 'allowed', satisfied: new Set(reason) };
  if (reason.length === 0) return { verdict: 'implicitDeny', satisfied: new Set() };
  const permits = call(all.filter(([, text]) => text.startsWith('permit')));
  return { verdict: 'explicitDeny', satisfied: new Set([...reason, ...permits.reason]) };
}

function callAbout(request: AuthorizationRequest, context: Record<string, CedarValueJson>) {
  const { uid: principal, entities } = callerOf(request);
  const action = { type: 'Action', id: request.action.toLowerCase() };
  const resource = { type: 'Resource', id: request.resourceArn };
  return (policies: readonly (readonly [id: string, text: string])[]) => {
    const answer = isAuthorized({
      principal,
      action,
      resource,
      context,
      entities: [
        ...entities,
        { uid: action, attrs: { name: action.id }, parents: [] },
        { uid: resource, attrs: { arn: resource.id }, parents: [] },
      ],
      policies: { staticPolicies: Object.fromEntries(policies) },
    });
    // Cedar passes over a policy that it cannot evaluate; here that is a mistake of the translator's, never an answer.
    const errors = answer.type === 'failure' ? answer.errors : answer.response.diagnostics.errors;
    if (answer.type === 'failure' || errors.length > 0) {
      throw new Error(`Cedar: ${JSON.stringify(errors)}\n${JSON.stringify(policies, null, 1)}`);
    }
    const { decision, diagnostics } = answer.response;
    return { decision, reason: diagnostics.reason };
  };
}

function factsFor(keys: ReadonlySet<string>, request: AuthorizationRequest, isKeyPolicy: boolean) {
  const context: Record<string, CedarValueJson> = {};
  for (const key of keys) {
    const fact = factOf(key, request, isKeyPolicy);
    if (fact !== undefined) context[key] = cedarFact(fact);
  }
  return context;
}
