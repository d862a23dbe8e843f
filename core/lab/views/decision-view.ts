import type { AuthorizationRequest, Decision, StatementPart, StatementTrace } from '../../access/decision.ts';
import { type Explanation, explain } from '../../access/explain.ts';
import { grantTitle, quoteGrant } from '../../access/grant-texts.ts';
import { isOfMissingSide, missedElement } from '../../access/near-miss.ts';
import { isFixedSource, type PolicyChange } from '../../access/policy-change.ts';
import { policyDiff } from '../../access/policy-diff.ts';
import { quoteStatement } from '../../access/quote-statement.ts';
import { andList, NEW_POLICY, policyTitle, statementTitle } from '../../access/statement-title.ts';
import { grantsThatNearlyAllow } from '../../access/suggest-fix.ts';
import { parseAccountId, parseArn } from '../../cloud/arn.ts';
import { identityArnOf } from '../../cloud/principal.ts';
import type { KeyRecord } from '../../keys/key-record.ts';
import type {
  AccessChanges,
  CallMade,
  ChangedIamPolicy,
  ChangedOrganizationPolicy,
  DecisionView,
  StatementQuote,
} from '../access-shapes.ts';
import { accountInFront } from './account-in-front.ts';
import { gainsView } from './gains-view.ts';
import { type Telling, withGoneMarked } from './gone-principals.ts';
import { isOutOfReach, makersOf, mayAnybody } from './policy-makers.ts';

/** A decision, and what was asked; null where only the answer is at hand. */
export interface Decided {
  readonly decision: Decision;
  readonly question: AuthorizationRequest | null;
}

/** Statements that nearly allow it and are quoted, at most: the first of them say it. */
const NEARLY_QUOTED = 2;

/** A decision for people: in words, with the statements that it rests on, and what would change it. */
export function decisionView({ decision, question: asked }: Decided, telling: Telling): DecisionView {
  const question = asked === null ? null : withGoneMarked(asked, telling);
  const explanation = explain(decision, question, accountInFront(telling.world));
  const shared = {
    action: decision.action,
    principalArn: decision.principalArn,
    resourceArn: decision.resourceArn,
    isAllowed: decision.verdict === 'allowed',
    quotes: question === null ? [] : quotes(decision, question),
  };
  const changes = explanation.fixChanges;
  if (question === null || changes.length === 0)
    return { ...explanation, ...shared, diffs: [], makers: [], whoWouldGain: null };
  const key = changes.some(({ policy }) => policy.type === 'key') ? telling.world.key(question.resourceArn) : undefined;
  if (key !== undefined && isOutOfReach(telling.world, key)) {
    const nobody = outOfReachText(telling, key, question);
    const fix = explanation.lead === null ? nobody : `${explanation.lead} Otherwise: ${nobody}`;
    return {
      ...explanation,
      ...shared,
      fix,
      fixStatement: null,
      fixChanges: [],
      alternative: null,
      diffs: [],
      makers: [],
      whoWouldGain: null,
    };
  }
  const gone = question.keyPolicy?.gone;
  return {
    ...explanation,
    ...shared,
    fix: [
      explanation.fix,
      ...(gone !== undefined && key !== undefined ? [goneText([...gone.keys()])] : []),
      ...alternativeText(explanation, question, telling),
    ].join(' '),
    diffs: changes.map((change) => ({ ...policyDiff(change), policy: titleOf(change, question, telling) })),
    makers: changes.flatMap((change) => {
      const makers = makersOf(telling.world, change, question);
      return makers === null
        ? []
        : [{ ...makers, policy: titleOf(change, question, telling), isNew: change.before === null }];
    }),
    whoWouldGain: whoWouldGain(changes, question),
  };
}

/**
 * Why no change of the policy is of use: there is nobody to make it.
 * Source: KMS Developer Guide, "Default key policy", "Reduces the risk of the KMS key becoming unmanageable".
 */
function outOfReachText(telling: Telling, key: KeyRecord, { keyPolicy }: AuthorizationRequest): string {
  const gone = [...(keyPolicy?.gone ?? [])].map(([id, what]) => `${id}, who ${what}`);
  const why =
    gone.length === 0
      ? 'it lets nobody of this world call kms:PutKeyPolicy'
      : `it names ${andList(gone)}, and lets nobody who is there call kms:PutKeyPolicy`;
  const data = mayAnybody(telling.world, key, 'kms:Decrypt')
    ? ''
    : ' Until then nobody can decrypt what is encrypted under the key.';
  return `Nobody can change this key policy any more: ${why}. On AWS only the root user of account ${key.accountId} can have it mended, by AWS Support.${data} For new data, make a new key.`;
}

function goneText(ids: readonly string[]): string {
  return `(KMS takes no policy that names somebody who is gone, so ${andList(ids)} must go out of it as well.)`;
}

/** What is often done in place of the smallest change, and whom that lets in. */
function alternativeText(
  { alternative }: Explanation,
  question: AuthorizationRequest,
  { world }: Telling,
): readonly string[] {
  const asked = alternative === null ? null : whoWouldGain(alternative.changes, question);
  if (alternative === null || asked === null || world.key(asked.key) === undefined) return [];
  const { gained } = gainsView(world, asked);
  const rows = gained.map(({ label, groups }) => ({ label, actions: groups.flatMap(({ actions }) => actions).length }));
  const most = Math.max(0, ...rows.map(({ actions }) => actions));
  const who = rows.length > WHO_TOLD ? `${rows.length} principals` : andList(rows.map(({ label }) => label));
  return [
    `The usual alternative is to ${alternative.says}: that lets in ${who}${most > 1 ? `, with up to ${most} KMS actions each` : ''}.`,
  ];
}

/** Principals that are named one by one, at most. */
const WHO_TOLD = 6;

/** `key policy`, `new IAM policy of user/bob` */
function titleOf({ policy }: PolicyChange, question: AuthorizationRequest, { world }: Telling): string {
  const arn = identityArnOf(question.principal);
  const isOnesOwn = 'name' in policy && policy.type !== 'vpcEndpoint';
  const title =
    isOnesOwn && policy.name !== NEW_POLICY && isFixedSource(policy, question)
      ? `${policyTitle({ ...policy, name: 'of your own' })}, in place of ${policy.name},`
      : policyTitle(policy);
  const isOwn = policy.type === 'identity' || policy.type === 'boundary';
  return isOwn && arn !== null ? `${title} of ${identityName(arn, world)}` : title;
}

/** `user/bob`, and `ops/user/bob` where another account has one of that name. */
function identityName(arn: string, world: Telling['world']): string {
  const parsed = parseArn(arn);
  const account = parsed === null ? null : parseAccountId(parsed.accountId);
  if (parsed === null || account === null) return arn;
  const front = accountInFront(world)(account, parsed.resource);
  return front === null ? parsed.resource : `${front}/${parsed.resource}`;
}

/** Asks about everybody what the fix would let them do, in circumstances like those of the call that was refused. */
function whoWouldGain(changes: readonly PolicyChange[], question: AuthorizationRequest): DecisionView['whoWouldGain'] {
  if (changes.length === 0 || question.resource === null) return null;
  const asked = accessChanges(changes, question);
  return asked === null ? null : { type: 'gains', key: question.resourceArn, changes: asked, ...callMade(question) };
}

/** The same changes as others may ask for them; null where one is of a policy that only this call has. */
function accessChanges(changes: readonly PolicyChange[], { principal }: AuthorizationRequest): AccessChanges | null {
  const asked = {
    identityPolicies: [] as ChangedIamPolicy[],
    boundaries: [] as ChangedIamPolicy[],
    organizationPolicies: [] as ChangedOrganizationPolicy[],
  };
  let keyPolicy: string | null = null;
  for (const { policy: source, after } of changes) {
    switch (source.type) {
      case 'key':
        keyPolicy = after;
        break;
      case 'identity':
        asked.identityPolicies.push({ principal: principal.arn, name: source.name, policy: after });
        break;
      case 'boundary':
        asked.boundaries.push({ principal: principal.arn, name: source.name, policy: after });
        break;
      case 'scp':
      case 'rcp':
        asked.organizationPolicies.push({ kind: source.type, on: source.target, name: source.name, policy: after });
        break;
      default:
        return null;
    }
  }
  return { ...(keyPolicy === null ? {} : { keyPolicy }), ...asked };
}

function callMade({ encryptionContext, viaService, call }: AuthorizationRequest): CallMade {
  const { mfaAt, sourceVpce, sourceArn } = call.circumstances;
  return {
    encryptionContext,
    ...(viaService === null ? { sourceIp: call.sourceIp } : { via: viaService.slice(0, viaService.indexOf('.')) }),
    ...(mfaAt === undefined ? {} : { mfa: true }),
    ...(sourceVpce === undefined ? {} : { vpcEndpointId: sourceVpce }),
    ...(sourceArn === undefined ? {} : { sourceArn }),
  };
}

function quotes(decision: Decision, question: AuthorizationRequest): readonly StatementQuote[] {
  const deciding = decision.decidedBy.flatMap((index) => quote(index, 'deciding', decision, question));
  if (deciding.length > 0 || decision.verdict === 'allowed') return deciding;
  const grants = grantsThatNearlyAllow(decision, question).slice(0, NEARLY_QUOTED);
  const isTold = (one: StatementTrace) =>
    isOfMissingSide(one, decision) && (missedElement(one) !== 'Action' || !isFixedSource(one.source, question));
  const missed = decision.statements.map((one) => (isTold(one) ? missedElement(one) : null));
  const nearest = NEAREST.find((element) => missed.includes(element));
  const isNear = nearest !== undefined && (grants.length === 0 || nearest !== 'Principal');
  const statements = missed.flatMap((element, index) => (isNear && element === nearest ? [index] : []));
  return [
    ...grants.map((miss): StatementQuote => {
      const failed = miss.lacksOperation ? 'Operations' : miss.failed.length > 0 ? 'Constraints' : null;
      return { index: null, title: grantTitle(miss.grant), role: 'nearly', failed, lines: quoteGrant(miss, question) };
    }),
    ...statements
      .slice(0, NEARLY_QUOTED)
      .flatMap((index) =>
        quote(index, isForTheGone(decision, index, question) ? 'gone' : 'nearly', decision, question),
      ),
  ];
}

/** Whether all whom a statement of the key policy names have been deleted. */
function isForTheGone({ statements }: Decision, index: number, { keyPolicy }: AuthorizationRequest): boolean {
  const statement = statements[index];
  if (keyPolicy?.gone === undefined || statement?.source.type !== 'key') return false;
  const named = statement.parts.find(({ element }) => element === 'Principal')?.text.split(', ') ?? [];
  return named.every((name) => keyPolicy.gone?.has(keyPolicy.principalIds[name] ?? name) === true);
}

function quote(
  index: number,
  role: StatementQuote['role'],
  decision: Decision,
  question: AuthorizationRequest,
): readonly StatementQuote[] {
  const statement = decision.statements[index];
  const lines = statement === undefined ? null : quoteStatement(decision, statement, question);
  if (statement === undefined || lines === null) return [];
  return [{ index, title: statementTitle(statement), role, failed: missedElement(statement), lines }];
}

/** What a reader most likely meant to be enough comes first; a statement for others comes last. */
const NEAREST = ['Condition', 'Action', 'Resource', 'Principal'] as const satisfies readonly StatementPart['element'][];
