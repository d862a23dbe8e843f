import type { Names } from './caller-names.ts';
import { namesIn } from './caller-names.ts';
import { conditionText } from './conditions/condition-text.ts';
import { conditionsSeen } from './conditions/seen-condition.ts';
import { decide, verdictOf } from './decide.ts';
import type {
  AuthorizationRequest,
  Decision,
  DecisionReason,
  PolicySource,
  RungName,
  StatementTrace,
} from './decision.ts';
import { RCP_FULL_AWS_ACCESS } from './default-policies.ts';
import { actionFix, conditionFix, missesBy } from './near-miss.ts';
import {
  addStatement,
  changePolicy,
  isFixedSource,
  mergeChanges,
  ownIdentityPolicy,
  ownServiceControlPolicy,
  type PolicyChange,
  withChanges,
} from './policy-change.ts';
import { isSameSource } from './policy-source.ts';
import { questionBehind } from './question-behind.ts';
import { levelTitle, quotedPolicy, quotedTitle } from './statement-title.ts';

/** A statement to add, as it would stand in the policy that the fix changes. */
export interface FixStatement {
  readonly Sid: string;
  readonly Effect: 'Allow';
  readonly Principal?: Readonly<Record<string, string>>;
  readonly Action: string;
  /** A trust policy's statement has none. */
  readonly Resource?: string;
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
  'explicit-deny-scp': narrowDeny,
  'explicit-deny-rcp': narrowDeny,
  'explicit-deny-vpc-endpoint-policy': narrowDeny,
  'explicit-deny-permissions-boundary': narrowDeny,
  'explicit-deny-session-policy': narrowDeny,
  'explicit-deny-key-policy': narrowDeny,
  'explicit-deny-identity-policy': narrowDeny,
  'no-scp-statement': openServiceControl,
  'no-rcp-statement': openResourceControl,
  'no-vpc-endpoint-policy-statement': openEndpoint,
  'no-permissions-boundary-statement': openBoundary,
  'no-session-policy-statement': openSession,
  'no-key-policy-statement': openKeyPolicy,
  'no-identity-policy-statement': openIdentityPolicy,
  'operation-not-cross-account': (_, { resourceAccount }) =>
    advice(`Make the call as a principal of account ${resourceAccount}, which owns the key.`),
  'grant-names-others': () =>
    advice('Retire it as a principal that the grant names, or end it by policy with: aws kms revoke-grant'),
} as const satisfies Record<DecisionReason, Suggest>;

/** How many changes a fix may be made of; where more are needed, it lists what stands in the way instead. */
const MOST_CHANGES = 2;
/** A ladder has fewer rungs that refuse: the search ends, whatever a fix does. */
const MOST_STEPS = 12;

/**
 * The smallest thing to try after a refusal, or null. A change of a policy was tried by asking again; where one change
 * is not enough, the text says so and tells the second; where two are not, it says what all stands in the way.
 */
export function suggestFix(decision: Decision, names: Names): Fix | null {
  const question = questionBehind(decision) ?? null;
  const usual = FIXES[decision.because](decision, names, question);
  if (question === null || decision.verdict === 'allowed') return usual;
  const candidates = [...nearMisses(decision, question), ...(usual === null ? [] : [usual])];
  const one = candidates.find((fix) => allows(question, fix.changes));
  if (one !== undefined) return one;
  for (const fix of candidates) {
    const two = inTwo(fix, question);
    if (two !== null) return two;
  }
  return usual === null ? null : inMany(usual, question);
}

function allows(question: AuthorizationRequest, changes: readonly PolicyChange[]): boolean {
  return changes.length > 0 && verdictOf(withChanges(question, changes)) === 'allowed';
}

/** Statements that nearly allow it: of the policies whose lack decided, which is where a learner looks. */
function nearMisses(decision: Decision, question: AuthorizationRequest): readonly Fix[] {
  if (decision.verdict === 'explicitDeny') return [];
  const isAsked = ({ source }: StatementTrace) => isSilent(source, decision) && !isFixedSource(source, question);
  return [
    ...missesBy(decision, 'Condition')
      .filter(isAsked)
      .map((statement) => conditionFix(decision, statement, question)),
    ...missesBy(decision, 'Action')
      .filter((statement) => isAsked(statement) && statement.source.type !== 'session')
      .flatMap((statement) => actionFix(statement, question) ?? []),
  ];
}

const SILENT = {
  'no-scp-statement': ['scp'],
  'no-rcp-statement': ['rcp'],
  'no-vpc-endpoint-policy-statement': ['vpcEndpoint'],
  'no-permissions-boundary-statement': ['boundary'],
  'no-session-policy-statement': ['session'],
  'no-key-policy-statement': ['key', 'trust', 'bucket'],
  'no-identity-policy-statement': ['identity'],
} as const satisfies Partial<Record<DecisionReason, readonly PolicySource['type'][]>>;

/** Whether a policy is one of those that decided by saying nothing. */
function isSilent(source: PolicySource, decision: Decision): boolean {
  const types: readonly string[] = Object.entries(SILENT).find(([because]) => because === decision.because)?.[1] ?? [];
  if (!types.includes(source.type)) return false;
  const level = levelWithout(decision);
  return !('target' in source) || level === null || source.target === level;
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

/** What to begin with where two changes are not enough, and all that stands in the way. */
function inMany(first: Fix, question: AuthorizationRequest): Fix {
  const alone = { ...first, changes: [] };
  const steps: Fix[] = [];
  let changed = question;
  while (steps.length < MOST_STEPS) {
    const decision = decide(changed);
    if (decision.verdict === 'allowed') break;
    const step = FIXES[decision.because](decision, namesIn(decision), changed);
    if (step === null || step.changes.length === 0) return alone;
    steps.push(step);
    changed = withChanges(changed, step.changes);
  }
  if (steps.length <= MOST_CHANGES || steps.length === MOST_STEPS) return alone;
  const listed = steps.map(({ says }, index) => `(${index + 1}) ${says}`).join(' ');
  return { ...alone, says: `${steps.length} changes are needed, each of a policy that refuses by itself. ${listed}` };
}

function narrowDeny(decision: Decision, names: Names, question: AuthorizationRequest | null): Fix {
  const { statements, decidedBy } = decision;
  const denying = decidedBy.flatMap((index) => statements[index] ?? []);
  const titles = denying.map(quotedTitle).join(' and ');
  const conditions = denying.flatMap((statement) => conditionsSeen(decision, statement));
  const otherCall =
    conditions.length === 0
      ? ''
      : ` Or make a call to which its condition does not apply: ${conditions.map((one) => conditionText(one, true)).join('; ')}.`;
  const again = denying.some(({ source }) => source.type === 'session') ? ` ${sessionAgain(names)} without it.` : '';
  const says = `Remove or narrow ${titles}: no Allow and no grant overrides a Deny.${again}${otherCall}`;
  return { says, statement: null, changes: question === null ? [] : withoutStatements(denying, question) };
}

function withoutStatements(denying: readonly StatementTrace[], question: AuthorizationRequest): PolicyChange[] {
  const sources = denying
    .map(({ source }) => source)
    .filter((source, index, all) => all.findIndex((other) => isSameSource(source, other)) === index);
  return sources.flatMap((source) => {
    const gone = denying.filter((one) => isSameSource(one.source, source)).map(({ index }) => index);
    const change = changePolicy(question, source, (all) => all.filter((__, index) => !gone.includes(index)));
    return change ?? [];
  });
}

function openServiceControl(decision: Decision, _: Names, question: AuthorizationRequest | null): Fix {
  const { action } = decision;
  const level = levelWithout(decision) ?? '';
  const source: PolicySource =
    question === null ? { type: 'scp', target: level, name: 'new policy' } : ownServiceControlPolicy(question, level);
  return adding(
    `Add a statement that allows ${action} to ${quotedPolicy(source)}, or attach an SCP there that has one: every level must allow it.`,
    source,
    { Sid: freeSid(decision, sidFor(action)), Effect: 'Allow', Action: action, Resource: '*' },
    question,
  );
}

function openResourceControl(decision: Decision): Fix {
  const target = levelWithout(decision) ?? '';
  return {
    says: `Attach RCPFullAWSAccess at ${levelTitle(target)}: it is the only RCP that allows, and every level must.`,
    statement: null,
    changes: [{ policy: { type: 'rcp', target, name: 'RCPFullAWSAccess' }, before: null, after: RCP_FULL_AWS_ACCESS }],
  };
}

function openEndpoint(decision: Decision, names: Names, question: AuthorizationRequest | null): Fix {
  const { action } = decision;
  const name = question?.guardrails.vpcEndpoint?.name ?? 'new policy';
  const source: PolicySource = { type: 'vpcEndpoint', name };
  return adding(
    `Add a statement to ${quotedPolicy(source)} that allows ${action} to ${names.caller}, or make the call without going through the endpoint.`,
    source,
    { ...policyStatement(decision, action), Principal: names.principal },
    question,
  );
}

function openBoundary(decision: Decision, { identity }: Names, question: AuthorizationRequest | null): Fix {
  const { action } = decision;
  const source: PolicySource = { type: 'boundary', name: question?.guardrails.boundary?.name ?? 'new policy' };
  return adding(
    `Add a statement to ${quotedPolicy(source)} that allows ${action}: what it does not allow, no IAM policy gives ${identity}.`,
    source,
    policyStatement(decision, action),
    question,
  );
}

function openSession(decision: Decision, names: Names, question: AuthorizationRequest | null): Fix {
  const { action } = decision;
  const source: PolicySource = { type: 'session', name: question?.guardrails.session?.at(0)?.name ?? 'new policy' };
  return adding(
    `${sessionAgain(names)} with a session policy that allows ${action}.`,
    source,
    policyStatement(decision, action),
    question,
  );
}

/** A session's policies cannot be changed while it lasts. */
function sessionAgain({ caller }: Names): string {
  return caller.startsWith('role/') ? `Assume ${caller} again` : 'Call GetFederationToken again';
}

function openKeyPolicy(decision: Decision, names: Names, question: AuthorizationRequest | null): Fix {
  const { caller, identity, callerAccount, resourceAccount, principal, accountRoot, resourcePolicy } = names;
  const { action, rungs } = decision;
  if (question?.resource?.key.keyManager === 'AWS') return advice(adviseService(decision));
  const policy = quotedPolicy(resourcePolicy);
  const isTrust = resourcePolicy.type === 'trust';
  const to = (sid: string, named: Readonly<Record<string, string>>, what: string): FixStatement => ({
    Sid: freeSid(decision, isTrust ? sid.replaceAll(/[^A-Za-z0-9]/g, '') : sid),
    Effect: 'Allow',
    Principal: named,
    Action: what,
    ...(isTrust ? {} : { Resource: resourcePolicy.type === 'bucket' ? decision.resourceArn : '*' }),
  });
  if (accountRoot !== null && callerAccount !== resourceAccount) {
    return adding(
      `In ${resourceAccount === null ? 'the account of the bucket' : `account ${resourceAccount}`}, add a statement to ${policy} that trusts account ${callerAccount}, whose own IAM policies must allow it too.`,
      resourcePolicy,
      to(`Allow account ${callerAccount}`, { AWS: accountRoot }, action),
      question,
    );
  }
  if (accountRoot !== null && rungs.some(({ name, result }) => name === 'identityPolicy' && result === 'notCounted')) {
    return adding(
      `Add a statement to ${policy} that trusts account ${callerAccount}, so that the IAM policy of ${identity} counts.`,
      resourcePolicy,
      to('Enable IAM User Permissions', { AWS: accountRoot }, isTrust ? action : 'kms:*'),
      question,
    );
  }
  return adding(
    `Add a statement to ${policy} that allows ${action} to ${caller}.`,
    resourcePolicy,
    to(`Allow ${caller.replaceAll('/', ' ')}`, principal, action),
    question,
  );
}

function openIdentityPolicy(decision: Decision, { identity }: Names, question: AuthorizationRequest | null): Fix {
  const { action, resourceArn } = decision;
  return adding(
    `Add a statement to an IAM policy of ${identity} that allows ${action} on ${resourceArn === '*' ? 'all resources' : 'this resource'}.`,
    question === null ? { type: 'identity', name: 'new policy' } : ownIdentityPolicy(question),
    policyStatement(decision, action),
    question,
  );
}

function adding(
  says: string,
  source: PolicySource,
  statement: FixStatement,
  question: AuthorizationRequest | null,
): Fix {
  return { says, statement, changes: question === null ? [] : [addStatement(question, source, { ...statement })] };
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

/** The level of the organization where no policy allows it, if that is what decided. */
function levelWithout({ rungs }: Decision): string | null {
  const names: readonly RungName[] = ['serviceControlPolicies', 'resourceControlPolicies'];
  return rungs.find(({ name, isDeciding }) => isDeciding && names.includes(name))?.level ?? null;
}

function policyStatement(decision: Decision, action: string): FixStatement {
  const Sid = freeSid(decision, sidFor(action));
  return { Sid, Effect: 'Allow', Action: action, Resource: decision.resourceArn };
}

/** Letters and digits, which IAM and Organizations want. */
function sidFor(action: string): string {
  return `Allow${action.slice(action.indexOf(':') + 1)}`;
}

/** A Sid must be unique in its policy. */
function freeSid({ statements }: Decision, wanted: string): string {
  const taken = new Set(statements.map(({ sid }) => sid));
  let sid = wanted;
  for (let n = 2; taken.has(sid); n++) sid = `${wanted}${n}`;
  return sid;
}
