import { type Names, namesIn } from './caller-names.ts';
import { decide, verdictOf } from './decide.ts';
import type { AuthorizationRequest, Decision, DecisionReason, PolicySource, StatementTrace } from './decision.ts';
import { RCP_FULL_AWS_ACCESS } from './default-policies.ts';
import { type GrantMiss, grantMisses } from './grant-miss.ts';
import { grantAdvice } from './grant-texts.ts';
import { howToMeet } from './meet-condition.ts';
import { againText, narrowDeny } from './narrow-deny.ts';
import { actionFix, conditionFix, failedTests, isOfMissingSide, levelWithout, missesBy } from './near-miss.ts';
import {
  addStatement,
  isFixedSource,
  mergeChanges,
  ownIdentityPolicy,
  ownServiceControlPolicy,
  type PolicyChange,
  withChanges,
} from './policy-change.ts';
import { andList, capital, levelTitle, NEW_POLICY, quotedPolicy, quotedTitle } from './statement-title.ts';
import { allowedUnderCondition, allowsIfMet } from './under-condition.ts';

/** A statement to add, as it would stand in the policy that the fix changes. */
export interface FixStatement {
  readonly Sid: string;
  readonly Effect: 'Allow';
  readonly Principal?: Readonly<Record<string, string>>;
  readonly Action: string;
  /** A trust policy's statement has none. */
  readonly Resource?: string;
  readonly Condition?: { readonly ArnEquals: { readonly 'aws:SourceArn': string } };
}

/** One thing to try. Never applied by itself. */
export interface Fix {
  /** What the caller can do without anybody changing anything, in a sentence; null where nothing is known. */
  readonly lead: string | null;
  /** What to change. */
  readonly says: string;
  readonly statement: FixStatement | null;
  /** The policies that would change. Where there are some, they were tried: with all of them, the call is allowed. */
  readonly changes: readonly PolicyChange[];
  /** What is often done in place of it, and lets in more. */
  readonly alternative?: Alternative;
}

/** Another change, which was tried as well. */
export interface Alternative {
  /** `trust account 111122223333 in the key policy, …` */
  readonly says: string;
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
export function suggestFix(decision: Decision, names: Names, question: AuthorizationRequest | null): Fix | null {
  const usual = FIXES[decision.because](decision, names, question);
  if (question === null || decision.verdict === 'allowed') return usual;
  const change = smallestChange(decision, usual, question);
  const lead = callersOwnWay(decision, question);
  if (change === null || lead === null) return change;
  return { ...change, lead };
}

function smallestChange(decision: Decision, usual: Fix | null, question: AuthorizationRequest): Fix | null {
  const candidates = [...nearMisses(decision, question), ...(usual === null ? [] : [usual])];
  const one = candidates.find((fix) => allows(question, fix.changes));
  if (one !== undefined) return withTriedAlternative(one, question);
  for (const fix of candidates) {
    const two = inTwo(fix, question);
    if (two !== null) return two;
  }
  return usual === null ? null : inMany(usual, question);
}

function allows(question: AuthorizationRequest, changes: readonly PolicyChange[]): boolean {
  return changes.length > 0 && verdictOf(withChanges(question, changes)) === 'allowed';
}

function withTriedAlternative({ alternative, ...fix }: Fix, question: AuthorizationRequest): Fix {
  return alternative !== undefined && allows(question, alternative.changes) ? { ...fix, alternative } : fix;
}

/** What makes a grant count, or a condition hold, that nearly lets the caller. */
function callersOwnWay(decision: Decision, question: AuthorizationRequest): string | null {
  if (decision.verdict === 'explicitDeny') return null;
  const [grant] = grantsThatNearlyAllow(decision, question);
  if (grant !== undefined) return grantAdvice(grant, question.action);
  const statements = statementsThatNearlyAllow(decision, question);
  if (statements.length === 0 || statements.some(({ source }) => isFixedSource(source, question))) return null;
  return `${capital(howToMeet(statements.flatMap((one) => failedTests(decision, one))))}, as ${andList(statements.map(quotedTitle))} ${statements.length === 1 ? 'wants' : 'want'} it.`;
}

/** The grants that name the caller, where it is a grant or an IAM policy that is missing. */
export function grantsThatNearlyAllow(decision: Decision, question: AuthorizationRequest): readonly GrantMiss[] {
  const isOpen = OPEN_TO_GRANTS.includes(decision.because);
  return isOpen ? grantMisses(question) : [];
}

const OPEN_TO_GRANTS: readonly DecisionReason[] = ['no-key-policy-statement', 'no-identity-policy-statement'];

/** The statements by which it would be allowed, were their conditions met: one, if one is enough. */
export function statementsThatNearlyAllow(
  decision: Decision,
  question: AuthorizationRequest,
): readonly StatementTrace[] {
  const all = allowedUnderCondition(decision, question);
  const one = all.find((statement) => allowsIfMet(question, [statement]));
  return one === undefined ? all : [one];
}

/** Statements that nearly allow it: of the policies whose lack decided, which is where a learner looks. */
function nearMisses(decision: Decision, question: AuthorizationRequest): readonly Fix[] {
  if (decision.verdict === 'explicitDeny') return [];
  const isAsked = (one: StatementTrace) => isOfMissingSide(one, decision) && !isFixedSource(one.source, question);
  return [
    ...missesBy(decision, 'Condition')
      .filter(isAsked)
      .flatMap((statement) => conditionFix(decision, statement, question) ?? []),
    ...missesBy(decision, 'Action')
      .filter((statement) => isAsked(statement) && statement.source.type !== 'session')
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
    lead: null,
    says: `Two changes are needed. ${first.says} And: ${second.says}`,
    statement: first.statement,
    changes: mergeChanges(first.changes, second.changes),
  };
}

/** What to begin with where two changes are not enough, and all that stands in the way. */
function inMany(first: Fix, question: AuthorizationRequest): Fix {
  const alone = { ...first, lead: null, changes: [] };
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

function openServiceControl(decision: Decision, _: Names, question: AuthorizationRequest | null): Fix {
  const { action } = decision;
  const level = levelWithout(decision) ?? '';
  const source: PolicySource =
    question === null ? { type: 'scp', target: level, name: NEW_POLICY } : ownServiceControlPolicy(question, level);
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
    lead: null,
    says: `Attach RCPFullAWSAccess at ${levelTitle(target)}: it is the only RCP that allows, and every level must.`,
    statement: null,
    changes: [{ policy: { type: 'rcp', target, name: 'RCPFullAWSAccess' }, before: null, after: RCP_FULL_AWS_ACCESS }],
  };
}

function openEndpoint(decision: Decision, names: Names, question: AuthorizationRequest | null): Fix {
  const { action } = decision;
  const name = question?.guardrails.vpcEndpoint?.name ?? NEW_POLICY;
  const source: PolicySource = { type: 'vpcEndpoint', name };
  return adding(
    `Add a statement to ${quotedPolicy(source)} that allows ${action} to ${names.caller}, or make the call without going through the endpoint.`,
    source,
    { ...policyStatement(decision, action), Principal: names.principal },
    question,
  );
}

function openBoundary(decision: Decision, { identity, bareCaller }: Names, question: AuthorizationRequest | null): Fix {
  const { action } = decision;
  const source: PolicySource = { type: 'boundary', name: question?.guardrails.boundary?.name ?? NEW_POLICY };
  return adding(
    question !== null && isFixedSource(source, question)
      ? `Nobody can change ${quotedPolicy(source)}, which is AWS's own: make a policy of your own that also allows ${action}, and put it in its place with aws iam put-${bareCaller.startsWith('role/') ? 'role' : 'user'}-permissions-boundary. What a boundary does not allow, no IAM policy gives ${identity}.`
      : `Add a statement to ${quotedPolicy(source)} that allows ${action}: what it does not allow, no IAM policy gives ${identity}.`,
    source,
    policyStatement(decision, action),
    question,
  );
}

function openSession(decision: Decision, names: Names, question: AuthorizationRequest | null): Fix {
  const { action } = decision;
  const source: PolicySource = { type: 'session', name: question?.guardrails.session?.at(0)?.name ?? NEW_POLICY };
  return adding(
    `${againText(names)} with a session policy that allows ${action}.`,
    source,
    policyStatement(decision, action),
    question,
  );
}

function openKeyPolicy(decision: Decision, names: Names, question: AuthorizationRequest | null): Fix {
  const { caller, bareCaller, callerAccount, resourceAccount, principal, accountRoot, resourcePolicy } = names;
  const { action, rungs } = decision;
  if (question?.resource?.key.keyManager === 'AWS') return advice(adviseService(decision));
  const policy = quotedPolicy(resourcePolicy);
  const isTrust = resourcePolicy.type === 'trust';
  const to = (sid: string, named: Readonly<Record<string, string>>, what: string): FixStatement => ({
    Sid: freeSid(decision, isTrust ? sid.replaceAll(/[^A-Za-z0-9]/g, '') : sid),
    Effect: 'Allow',
    Principal: named,
    Action: what,
    ...(isTrust ? {} : { Resource: resourcePolicy.type === 'key' ? '*' : decision.resourceArn }),
  });
  const isForeign = callerAccount !== null && callerAccount !== resourceAccount;
  const isNotCounted = rungs.some(({ name, result }) => name === 'identityPolicy' && result === 'notCounted');
  const isOwnReady = isNotCounted ? 'allow it already' : 'must allow it too';
  const ofAccount = isForeign ? ` of account ${callerAccount}, whose own IAM policies ${isOwnReady}` : '';
  const fix = adding(
    `${isForeign ? `In ${resourceAccount === null ? 'the account of the bucket' : `account ${resourceAccount}`}, add` : 'Add'} a statement to ${policy} that allows ${action} to ${caller}${ofAccount}.`,
    resourcePolicy,
    { ...to(`Allow ${bareCaller.replaceAll('/', ' ')}`, principal, action), ...onAccountOf(question) },
    question,
  );
  if (accountRoot === null || !isNotCounted || question === null || resourcePolicy.type !== 'key') return fix;
  const trust = isForeign
    ? to(`Allow account ${callerAccount}`, { AWS: accountRoot }, action)
    : to('Enable IAM User Permissions', { AWS: accountRoot }, 'kms:*');
  const says = isForeign
    ? `trust account ${callerAccount} with ${action}, whose IAM policies then say who may`
    : `trust account ${callerAccount} with kms:*, as the default key policy does, so that the IAM policies of all in it count`;
  return { ...fix, alternative: { says, changes: [addStatement(question, resourcePolicy, { ...trust })] } };
}

/**
 * A service is let in for the resource that it calls for, lest others make it use the key for theirs.
 * Source: IAM User Guide, "The confused deputy problem", "Cross-service confused deputy prevention".
 */
function onAccountOf(question: AuthorizationRequest | null): Pick<FixStatement, 'Condition'> {
  const sourceArn = question?.principal.type === 'service' ? question.call.circumstances.sourceArn : undefined;
  return sourceArn === undefined ? {} : { Condition: { ArnEquals: { 'aws:SourceArn': sourceArn } } };
}

function openIdentityPolicy(decision: Decision, { identity }: Names, question: AuthorizationRequest | null): Fix {
  const { action, resourceArn } = decision;
  const source = question === null ? ({ type: 'identity', name: NEW_POLICY } as const) : ownIdentityPolicy(question);
  const what = `that allows ${action} on ${resourceArn === '*' ? 'all resources' : 'this resource'}`;
  return adding(
    source.name === NEW_POLICY
      ? `Give ${identity} a new IAM policy ${what}.`
      : `Add a statement to ${quotedPolicy(source)} of ${identity} ${what}.`,
    source,
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
  return {
    lead: null,
    says,
    statement,
    changes: question === null ? [] : [addStatement(question, source, { ...statement })],
  };
}

function advice(says: string): Fix {
  return { lead: null, says, statement: null, changes: [] };
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

function policyStatement(decision: Decision, action: string): FixStatement {
  const Sid = freeSid(decision, sidFor(action));
  return { Sid, Effect: 'Allow', Action: action, Resource: decision.resourceArn };
}

/** Letters and digits, which IAM and Organizations want. */
function sidFor(action: string): string {
  return `Allow${action.slice(action.indexOf(':') + 1)}`;
}

/** A Sid must be unique in its policy. */
export function freeSid({ statements }: Decision, wanted: string): string {
  const taken = new Set(statements.map(({ sid }) => sid));
  let sid = wanted;
  for (let n = 2; taken.has(sid); n++) sid = `${wanted}${n}`;
  return sid;
}
