import { type CedarValueJson, isAuthorized } from '@cedar-policy/cedar-wasm/nodejs';
import type { AuthorizationRequest } from '../../../../core/access/decision.ts';
import type { PolicyKind } from '../../../../core/access/policy-document.ts';
import { cedarFact } from './cedar-context.ts';
import { Finding } from './finding.ts';
import { callerOf } from './principals.ts';
import { factOf } from './request-facts.ts';
import type { TranslatedPolicy } from './translate-policy.ts';

/**
 * Asks Cedar about one IAM policy. Where a `forbid` decides, Cedar names no `permit`, so it is asked a second time without
 * them: whether each statement matched is compared as well as what came of it.
 */
export function askCedar(
  { policies, keys }: TranslatedPolicy,
  request: AuthorizationRequest,
  kind: PolicyKind,
): Finding {
  const all = Object.entries(policies);
  if (all.length === 0) return new Finding('implicitDeny', []);
  const call = callAbout(request, factsFor(keys, request, kind));
  const { decision, reason } = call(all);
  if (decision === 'allow') return new Finding('allowed', reason);
  if (reason.length === 0) return new Finding('implicitDeny', []);
  const permits = call(all.filter(([, text]) => text.startsWith('permit')));
  return new Finding('explicitDeny', [...reason, ...permits.reason]);
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

function factsFor(keys: ReadonlySet<string>, request: AuthorizationRequest, kind: PolicyKind) {
  const context: Record<string, CedarValueJson> = {};
  for (const key of keys) {
    const fact = factOf(key, request, kind);
    if (fact !== undefined) context[key] = cedarFact(fact);
  }
  return context;
}
