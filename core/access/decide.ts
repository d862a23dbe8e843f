import { identityArnOf } from '../cloud/principal.ts';
import {
  type AuthorizationRequest,
  type Decision,
  type NamedPolicy,
  NO_GUARDRAILS,
  type PolicyLevel,
  type PolicySource,
  type StatementTrace,
} from './decision.ts';
import { denialMessage } from './denial-message.ts';
import { evaluate } from './evaluate.ts';
import { grantFor } from './grant-match.ts';
import { resourceControlOf, serviceControlOf, sessionPoliciesOf } from './guardrails.ts';
import { findingsOf, judge } from './judge.ts';
import { rememberQuestion } from './question-behind.ts';
import { rungsOf } from './rungs.ts';

const KEY_POLICY: PolicySource = Object.freeze({ type: 'key' });

/**
 * May this principal do this action on this resource, and why? A pure function; the answer is plain JSON, of which
 * parts may be shared with other answers and are frozen.
 * Source: KMS Developer Guide, "Troubleshooting key access" (`policy-evaluation`); IAM User Guide, "Policy evaluation
 * logic"; access.md section 1.
 */
export function decide(request: AuthorizationRequest): Decision {
  const statements = traceAll(request);
  const grant = request.keyPolicy === null ? null : grantFor(request);
  const findings = findingsOf(request, statements, grant);
  const judgement = judge(request, findings);
  const { verdict, because, decidedBy } = judgement;
  const decision: Decision = {
    verdict,
    because,
    action: request.action,
    principalArn: request.principal.arn,
    identityArn: identityArnOf(request.principal),
    resourceArn: request.resourceArn,
    rungs: rungsOf(request, findings, judgement),
    statements,
    decidedBy,
    grantId: because === 'grant-allows' ? (grant?.grantId ?? null) : null,
    message: verdict === 'allowed' ? null : denialMessage(request, because),
  };
  if (verdict !== 'allowed') rememberQuestion(decision, request);
  return decision;
}

/** Every statement of every policy: the resource's first, then the IAM policies in their order, then what bounds them. */
function traceAll(request: AuthorizationRequest): StatementTrace[] {
  const { keyPolicy, identityPolicies, guardrails, principal } = request;
  const statements = keyPolicy === null ? [] : evaluate(keyPolicy, resourcePolicySource(request), request);
  for (const { name, policy } of identityPolicies) add({ type: 'identity', name }, policy);
  if (guardrails === NO_GUARDRAILS && principal.type !== 'federatedUser') return statements;
  addLevels('scp', serviceControlOf(request));
  addLevels('rcp', resourceControlOf(request));
  const { vpcEndpoint, boundary } = guardrails;
  if (vpcEndpoint !== null) add({ type: 'vpcEndpoint', name: vpcEndpoint.name }, vpcEndpoint.policy);
  if (boundary !== null) add({ type: 'boundary', name: boundary.name }, boundary.policy);
  for (const { name, policy } of sessionPoliciesOf(request) ?? []) add({ type: 'session', name }, policy);
  return statements;

  function add(source: PolicySource, policy: NamedPolicy['policy']): void {
    for (const statement of evaluate(policy, source, request)) statements.push(statement);
  }

  function addLevels(type: 'scp' | 'rcp', levels: readonly PolicyLevel[] | null): void {
    for (const { target, policies } of levels ?? []) {
      for (const { name, policy } of policies) add({ type, target, name }, policy);
    }
  }
}

function resourcePolicySource({ keyPolicy, resourceArn }: AuthorizationRequest): PolicySource {
  return keyPolicy?.kind === 'trust' ? { type: 'trust', roleArn: resourceArn } : KEY_POLICY;
}
