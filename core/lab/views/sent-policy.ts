import { namesIn } from '../../access/caller-names.ts';
import { decide } from '../../access/decide.ts';
import type { AuthorizationRequest, Decision, StatementTrace } from '../../access/decision.ts';
import { NO_GUARDRAILS } from '../../access/decision.ts';
import { explain } from '../../access/explain.ts';
import { locksOutCaller } from '../../access/lockout.ts';
import { failedConditions } from '../../access/near-miss.ts';
import { parsePolicy } from '../../access/policy.ts';
import { addStatement, withChanges } from '../../access/policy-change.ts';
import { policyDiff } from '../../access/policy-diff.ts';
import { quoteStatement } from '../../access/quote-statement.ts';
import { capital, quotedTitle } from '../../access/statement-title.ts';
import { freeSid } from '../../access/suggest-fix.ts';
import { iamArn, keyArn } from '../../cloud/arn.ts';
import { partitionOf } from '../../cloud/regions.ts';
import type { KeyIdentity } from '../../keys/key-record.ts';
import { changeAfterwards } from '../../operations/key-policies.ts';
import type { SentPolicyView, StatementQuote } from '../access-shapes.ts';
import type { Answer } from '../ask-again.ts';
import type { World } from '../world.ts';
import { accountInFront } from './account-in-front.ts';
import { gainsView } from './gains-view.ts';

/** Statements of a policy that are quoted, at most. */
const QUOTED = 4;

/**
 * Why KMS did not take a key policy for fear that nobody could change it again: its check, told of the policy that was
 * sent. Null for a call that sent none.
 * Source: API_PutKeyPolicy, "BypassPolicyLockoutSafetyCheck"; access.md section 3.
 */
export function sentPolicyView({ request, targets }: Answer, before: World, now: World): SentPolicyView | null {
  const text = sentPolicy(request.input);
  const key = targets[0]?.key ?? newKey(request, before);
  if (text === null) return null;
  const policy = parsePolicy(text, { kind: 'key', accountId: key.accountId });
  const question = {
    ...changeAfterwards(policy, text, key, { world: before, request, at: before.now }),
    guardrails: NO_GUARDRAILS,
  };
  const decision = decide(question);
  const { caller, callerAccount, accountRoot } = namesIn(decision, accountInFront(now));
  const changes =
    decision.verdict === 'explicitDeny'
      ? explain(decision, question).fixChanges.filter((change) => change.policy.type === 'key')
      : [addStatement(question, { type: 'key' }, rootStatement(decision, accountRoot ?? rootOf(key)))];
  const isMended = changes.length > 0 && !locksOutCaller(withChanges(question, changes).keyPolicy ?? policy, question);
  const bypass = '--bypass-policy-lockout-safety-check';
  const send =
    decision.verdict === 'explicitDeny'
      ? `Send the policy with less in the statement that denies kms:PutKeyPolicy to ${caller}.`
      : `Send the policy with one more statement that trusts account ${key.accountId}, as the default key policy does.`;
  return {
    says: `KMS asks whether ${caller} could still change the policy once this one is in place. ${whyNot(decision, caller, callerAccount)} So KMS refuses the policy.`,
    fix: `${send} ${bypass} skips the check, and is dangerous: ${afterwards(now, key, text)}`,
    quotes: decision.statements.slice(0, QUOTED).flatMap((trace, index) => quoted(trace, index, decision, question)),
    diffs: isMended ? changes.map((change) => ({ ...policyDiff(change), policy: 'the key policy that was sent' })) : [],
  };
}

function sentPolicy(input: unknown): string | null {
  if (typeof input !== 'object' || input === null || !('Policy' in input)) return null;
  return typeof input.Policy === 'string' ? input.Policy : null;
}

/** A key that CreateKey would have made: it has no id yet. */
function newKey({ region, accountId }: Answer['request'], world: World): KeyIdentity {
  return {
    arn: keyArn(region, accountId, 'NEW'),
    keyId: 'NEW',
    accountId,
    region,
    keySpec: 'SYMMETRIC_DEFAULT',
    keyUsage: 'ENCRYPT_DECRYPT',
    origin: 'AWS_KMS',
    multiRegion: false,
    keyManager: 'CUSTOMER',
    creationDate: world.now,
  };
}

function rootOf({ region, accountId }: KeyIdentity): string {
  return iamArn(partitionOf(region), accountId, 'root');
}

function rootStatement(decision: Decision, root: string) {
  return {
    Sid: freeSid(decision, 'Enable IAM User Permissions'),
    Effect: 'Allow',
    Principal: { AWS: root },
    Action: 'kms:*',
    Resource: '*',
  };
}

/** What keeps the caller from it, statement by statement. */
function whyNot(decision: Decision, caller: string, account: string | null): string {
  const denying = decision.decidedBy.flatMap((index) => decision.statements[index] ?? []);
  if (denying.length > 0) return `${capital(denying.map(titleIn).join(' and '))} denies it kms:PutKeyPolicy.`;
  const told = decision.statements
    .filter(({ effect, source }) => effect === 'Allow' && source.type === 'key')
    .map((statement) => missText(statement, decision));
  const trust = account === null ? '' : `, and nothing trusts account ${account} with it`;
  return `In the new policy no statement lets ${caller} call kms:PutKeyPolicy: ${told.join('; ')}${trust}.`;
}

function missText(statement: StatementTrace, decision: Decision): string {
  const name = titleIn(statement);
  const failed = statement.parts.find(({ matched }) => !matched);
  switch (failed?.element) {
    case 'Principal':
      return `${name} names ${failed.text.replaceAll(/arn:[^,]*?:((?:user|role|root)[^,]*)/g, '$1')} alone`;
    case 'Action':
      return `${name} does not allow that action`;
    case 'Condition':
      return `${name} does not under its condition (${failedConditions(decision, statement)})`;
    default:
      return `${name} does not apply to the key`;
  }
}

/** A statement of the policy that was sent; any other by its whole title. */
function titleIn(statement: StatementTrace): string {
  if (statement.source.type !== 'key') return quotedTitle(statement);
  return statement.sid === null ? `statement ${statement.index + 1}` : `"${statement.sid}"`;
}

/** Who could change the policy, had the check been skipped. */
function afterwards(world: World, key: KeyIdentity, text: string): string {
  if (world.key(key.arn) === undefined) return 'whom the policy does not name, nobody can let in later.';
  const { mayChangePolicy } = gainsView(world, { type: 'gains', key: key.arn, changes: { keyPolicy: text } });
  const { after } = mayChangePolicy;
  if (after.length === 0) return 'then nobody of this world could ever change the policy again.';
  return `then only ${after.join(', ')} could ever change the policy again, and nobody once that one is deleted.`;
}

function quoted(
  trace: StatementTrace,
  index: number,
  decision: Decision,
  question: AuthorizationRequest,
): readonly StatementQuote[] {
  const lines = trace.source.type === 'key' ? quoteStatement(decision, trace, question) : null;
  return lines === null
    ? []
    : [
        {
          index,
          title: titleIn(trace),
          role: 'sent',
          failed: null,
          lines,
        },
      ];
}
