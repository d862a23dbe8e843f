import { identityArnOf } from '../cloud/principal.ts';
import { type SlotValues, valuesIn } from './conditions/key-slots.ts';
import type { AuthorizationRequest, Decision, SeenValues, StatementTrace, Verdict } from './decision.ts';
import { denialMessage } from './denial-message.ts';
import { evaluate, type Match, matchesOf } from './evaluate.ts';
import { grantFor } from './grant-match.ts';
import { findingsOf, judge } from './judge.ts';
import { forEachPolicy } from './policies-asked.ts';
import { rememberQuestion } from './question-behind.ts';
import { reasonsFor } from './reasons.ts';

/**
 * May this principal do this action on this resource, and why? A pure function; the answer is plain JSON, of which
 * parts may be shared with other answers.
 * Source: KMS Developer Guide, "Troubleshooting key access" (`policy-evaluation`); IAM User Guide, "Policy evaluation
 * logic"; access.md section 1.
 */
export function decide(request: AuthorizationRequest): Decision {
  const traces: (readonly StatementTrace[])[] = [];
  let seen = NOTHING_SEEN;
  forEachPolicy(request, (policy, source) => {
    const { conditionKeys, conditionKeyNames } = policy;
    let values = NO_VALUES;
    if (conditionKeys.length > 0) {
      values = valuesIn(conditionKeys, request);
      seen = [...seen, { source, keys: conditionKeyNames, values }];
    }
    traces.push(evaluate(policy, source, request, values));
  });
  const { statements, grant, judgement, rungs } = reasonsFor(request, traces);
  const { verdict, because, decidedBy } = judgement;
  const decision: Decision = {
    verdict,
    because,
    action: request.action,
    principalArn: request.principal.arn,
    identityArn: identityArnOf(request.principal),
    resourceArn: request.resourceArn,
    rungs,
    statements,
    seen,
    decidedBy,
    grantId: because === 'grant-allows' ? (grant?.grantId ?? null) : null,
    message: verdict === 'allowed' ? null : denialMessage(request, because),
  };
  if (verdict !== 'allowed') rememberQuestion(decision, request);
  return decision;
}

/**
 * The verdict of `decide` alone, for those who ask a thousand questions and read no answer: who may use a key, what a
 * change of a policy would do.
 */
export function verdictOf(request: AuthorizationRequest): Verdict {
  const matches: Match[] = [];
  forEachPolicy(request, (policy, source) => {
    for (const match of matchesOf(policy, source, request)) matches.push(match);
  });
  const grant = request.keyPolicy === null ? null : grantFor(request);
  return judge(request, findingsOf(request, matches, grant)).verdict;
}

const NO_VALUES: SlotValues = Object.freeze([]);
const NOTHING_SEEN: readonly SeenValues[] = Object.freeze([]);
