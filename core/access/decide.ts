import type { AuthorizationRequest, Decision, PolicySource, StatementTrace } from './decision.ts';
import { denialMessage } from './denial-message.ts';
import { evaluate } from './evaluate.ts';
import { grantFor } from './grant-match.ts';
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
  const grantId = request.keyPolicy === null ? null : (grantFor(request)?.grantId ?? null);
  const findings = findingsOf(request, statements, grantId);
  const judgement = judge(request, findings);
  const { verdict, because, decidedBy } = judgement;
  const decision: Decision = {
    verdict,
    because,
    action: request.action,
    principalArn: request.principal.arn,
    resourceArn: request.resourceArn,
    rungs: rungsOf(request, findings, judgement),
    statements,
    decidedBy,
    grantId: because === 'grant-allows' ? grantId : null,
    message: verdict === 'allowed' ? null : denialMessage(request, because),
  };
  if (verdict !== 'allowed') rememberQuestion(decision, request);
  return decision;
}

/** Every statement of every policy: the key's first, then the IAM policies in their order. */
function traceAll(request: AuthorizationRequest): StatementTrace[] {
  const { keyPolicy, identityPolicies } = request;
  const statements = keyPolicy === null ? [] : evaluate(keyPolicy, KEY_POLICY, request);
  for (const { name, policy } of identityPolicies) {
    for (const statement of evaluate(policy, { type: 'identity', name }, request)) statements.push(statement);
  }
  return statements;
}
