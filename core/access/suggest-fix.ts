import type { Names } from './caller-names.ts';
import { namesIn } from './caller-names.ts';
import { conditionText } from './conditions/condition-text.ts';
import { decide } from './decide.ts';
import type { AuthorizationRequest, Decision, DecisionReason, PolicySource, StatementTrace } from './decision.ts';
import { actionFix, conditionFix, missesBy } from './near-miss.ts';
import {
  addStatement,
  changePolicy,
  isSameSource,
  mergeChanges,
  type PolicyChange,
  withChanges,
} from './policy-change.ts';
import { questionBehind } from './question-behind.ts';
import { quotedTitle } from './statement-title.ts';

/** A statement to add, as it would stand in a policy. With a Principal it is for the key policy, else for an IAM policy. */
export interface FixStatement {
  readonly Sid: string;
  readonly Effect: 'Allow';
  readonly Principal?: Readonly<Record<string, string>>;
  readonly Action: string;
  readonly Resource: string;
}

/** One thing to try. Never applied by itself. */
export interface Fix {
  readonly says: string;
  readonly statement: FixStatement | null;
  /** The policies that would change. Where there are some, they were tried: with all of them, the call is allowed. */
  readonly changes: readonly PolicyChange[];
}

type Suggest = (decision: Decision, names: Names, question: AuthorizationRequest | null) => Fix | null;

const NOTHING: Suggest = () => null;

/** What to try for each reason. */
const FIXES = {
  'key-policy-allows': NOTHING,
  'identity-policy-allows': NOTHING,
  'grant-allows': NOTHING,
  'root-user-of-the-account': NOTHING,
  'explicit-deny-key-policy': narrowDeny,
  'explicit-deny-identity-policy': narrowDeny,
  'no-key-policy-statement': openKeyPolicy,
  'no-identity-policy-statement': openIdentityPolicy,
  'operation-not-cross-account': (_, { resourceAccount }) =>
    advice(`Make the call as a principal of account ${resourceAccount}, which owns the key.`),
  'grant-names-others': () =>
    advice('Retire it as a principal that the grant names, or end it by policy with: aws kms revoke-grant'),
} as const satisfies Record<DecisionReason, Suggest>;

/**
 * The smallest thing to try after a refusal, or null. A change of a policy was tried by asking again; where one change
 * is not enough, the text says so and tells the second.
 */
export function suggestFix(decision: Decision, names: Names): Fix | null {
  const question = questionBehind(decision) ?? null;
  const usual = FIXES[decision.because](decision, names, question);
  if (question === null || decision.verdict === 'allowed') return usual;
  if (question.resource?.key.keyManager === 'AWS') return advice(adviseService(decision));
  const candidates = [...nearMisses(decision, question), ...(usual === null ? [] : [usual])];
  const one = candidates.find((fix) => allows(question, fix.changes));
  if (one !== undefined) return one;
  for (const fix of candidates) {
    const two = inTwo(fix, question);
    if (two !== null) return two;
  }
  return usual === null ? null : { ...usual, changes: [] };
}

function allows(question: AuthorizationRequest, changes: readonly PolicyChange[]): boolean {
  return changes.length > 0 && decide(withChanges(question, changes)).verdict === 'allowed';
}

/** Statements that nearly allow it: of the policies whose lack decided, which is where a learner looks. */
function nearMisses(decision: Decision, question: AuthorizationRequest): readonly Fix[] {
  if (decision.verdict === 'explicitDeny') return [];
  const isKeysSide = decision.because === 'no-key-policy-statement';
  const isAsked = ({ source }: StatementTrace) => (source.type === 'key') === isKeysSide;
  return [
    ...missesBy(decision, 'Condition')
      .filter(isAsked)
      .map((statement) => conditionFix(statement, question)),
    ...missesBy(decision, 'Action')
      .filter(isAsked)
      .flatMap((statement) => actionFix(statement, question) ?? []),
  ];
}

/** A fix of which the first step alone does not allow the call, with the second; null where that does not either. */
function inTwo(first: Fix, question: AuthorizationRequest): Fix | null {
  if (first.changes.length === 0) return null;
  const changed = withChanges(question, first.changes);
  const decision = decide(changed);
  const second = FIXES[decision.because](decision, namesIn(decision), changed);
  if (second === null || !allows(changed, second.changes)) return null;
  return {
    says: `Two changes are needed. ${first.says} And: ${second.says}`,
    statement: first.statement,
    changes: mergeChanges(first.changes, second.changes),
  };
}

function narrowDeny({ statements, decidedBy }: Decision, _: Names, question: AuthorizationRequest | null): Fix {
  const denying = decidedBy.flatMap((index) => statements[index] ?? []);
  const titles = denying.map(quotedTitle).join(' and ');
  const conditions = denying.flatMap(({ parts }) => parts.flatMap((part) => part.conditions ?? []));
  const otherCall =
    conditions.length === 0
      ? ''
      : ` Or make a call to which its condition does not apply: ${conditions.map((one) => conditionText(one, true)).join('; ')}.`;
  const says = `Remove or narrow ${titles}: no Allow and no grant overrides a Deny.${otherCall}`;
  return { says, statement: null, changes: question === null ? [] : withoutStatements(denying, question) };
}

function withoutStatements(denying: readonly StatementTrace[], question: AuthorizationRequest): PolicyChange[] {
  const sources = new Map<string, PolicySource>(
    denying.map(({ source }) => [source.type === 'key' ? '' : source.name, source]),
  );
  return [...sources.values()].flatMap((source) => {
    const gone = denying.filter((one) => isSameSource(one.source, source)).map(({ index }) => index);
    const change = changePolicy(question, source, (all) => all.filter((__, index) => !gone.includes(index)));
    return change ?? [];
  });
}

function openKeyPolicy(decision: Decision, names: Names, question: AuthorizationRequest | null): Fix {
  const { caller, callerAccount, resourceAccount, principal, accountRoot } = names;
  const { action, rungs } = decision;
  if (accountRoot !== null && callerAccount !== resourceAccount) {
    return adding(
      `In account ${resourceAccount}, add a statement to the key policy that trusts account ${callerAccount}, whose own IAM policies must allow it too.`,
      keyStatement(decision, `Allow account ${callerAccount}`, { AWS: accountRoot }, action),
      question,
    );
  }
  if (accountRoot !== null && rungs.some(({ name, result }) => name === 'identityPolicy' && result === 'notCounted')) {
    return adding(
      `Add a statement to the key policy that trusts account ${callerAccount}, so that the IAM policy of ${caller} counts.`,
      keyStatement(decision, 'Enable IAM User Permissions', { AWS: accountRoot }, 'kms:*'),
      question,
    );
  }
  return adding(
    `Add a statement to the key policy that allows ${action} to ${caller}.`,
    keyStatement(decision, `Allow ${caller.replaceAll('/', ' ')}`, principal, action),
    question,
  );
}

function openIdentityPolicy(decision: Decision, { caller }: Names, question: AuthorizationRequest | null): Fix {
  const { action, resourceArn } = decision;
  return adding(
    `Add a statement to an IAM policy of ${caller} that allows ${action} on ${resourceArn === '*' ? 'all resources' : 'this resource'}.`,
    {
      Sid: freeSid(decision, `Allow${action.slice(action.indexOf(':') + 1)}`),
      Effect: 'Allow',
      Action: action,
      Resource: resourceArn,
    },
    question,
  );
}

function adding(says: string, statement: FixStatement, question: AuthorizationRequest | null): Fix {
  return { says, statement, changes: question === null ? [] : [addStatement(question, { ...statement })] };
}

function advice(says: string): Fix {
  return { says, statement: null, changes: [] };
}

/** Nobody can change the policy of an AWS managed key. */
function adviseService(decision: Decision): string {
  const about = 'This is the key of an AWS service, and its policy cannot be changed.';
  const missed = missesBy(decision, 'Condition').find(({ source }) => source.type === 'key');
  const condition = missed?.parts.find(({ element }) => element === 'Condition');
  return condition === undefined
    ? `${about} For ${decision.action}, use a customer managed key.`
    : `${about} Let that service use the key for you (${condition.text}), or use a customer managed key.`;
}

function keyStatement(
  decision: Decision,
  sid: string,
  principal: Readonly<Record<string, string>>,
  action: string,
): FixStatement {
  return { Sid: freeSid(decision, sid), Effect: 'Allow', Principal: principal, Action: action, Resource: '*' };
}

/** A Sid must be unique in its policy. */
function freeSid({ statements }: Decision, wanted: string): string {
  const taken = new Set(statements.map(({ sid }) => sid));
  let sid = wanted;
  for (let n = 2; taken.has(sid); n++) sid = `${wanted}${n}`;
  return sid;
}
