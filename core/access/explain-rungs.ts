import type { Names } from './caller-names.ts';
import type {
  AuthorizationRequest,
  Decision,
  Exemption,
  PolicySource,
  Rung,
  RungName,
  RungResult,
  StatementTrace,
} from './decision.ts';
import { grantMisses, isOnlyWaiting } from './grant-miss.ts';
import { grantSays } from './grant-texts.ts';
import { failedConditions, missesBy } from './near-miss.ts';
import { andList, capital, levelTitle, listOf, quotedPolicy, quotedTitle } from './statement-title.ts';

/** One rung in words. */
export interface ExplainedRung {
  readonly name: RungName;
  readonly title: string;
  readonly result: RungResult;
  readonly isDeciding: boolean;
  /** One sentence: how the rung stood. */
  readonly says: string;
}

interface Voice {
  readonly title: (names: Names) => string;
  readonly says: (rung: Rung, decision: Decision, names: Names, question: AuthorizationRequest | null) => string;
}

const NO_KEY_POLICY = 'Not asked: this action has no key policy.';

/** Why an organization's policies do not bind a request. */
const EXEMPTIONS = {
  service: ({ caller }) => `SCPs bind users and roles, and ${caller} is a service.`,
  serviceLinkedRole: ({ caller }) =>
    `${caller} is a service-linked role, which an organization's policies do not bind.`,
  awsManagedKey: () => 'RCPs do not bind AWS managed keys.',
  retireGrant: () => 'RCPs do not bind kms:RetireGrant.',
  serviceWithoutRcps: () => 'RCPs do not cover this service.',
} as const satisfies Record<Exemption, (names: Names) => string>;

/** Every rung's words. Titles are those of the ladder in the UX guide, (f). */
const VOICES = {
  explicitDeny: {
    title: () => 'Explicit deny anywhere',
    says: ({ result }, decision) => {
      if (result !== 'denies') return 'No Deny statement matches.';
      const denying = matching(decision, 'Deny');
      return `${clause(denying, 'denies', 'deny')} it, and no Allow can override that.${exemptsNobody(denying, decision)}`;
    },
  },
  serviceControlPolicies: {
    title: () => 'Service control policies (SCP)',
    says: (rung, decision, names) => {
      const { callerAccount } = names;
      if (rung.exemption !== undefined) return EXEMPTIONS[rung.exemption](names);
      if (rung.result === 'notApplicable')
        return `No SCP binds account ${callerAccount}: it is in no organization, or it is the management account of one.`;
      return boundSays(
        rung,
        decision,
        'scp',
        `Every level of the organization above account ${callerAccount} allows it.`,
      );
    },
  },
  resourceControlPolicies: {
    title: () => 'Resource control policies (RCP)',
    says: (rung, decision, names) => {
      const { resourceAccount } = names;
      const account = resourceAccount === null ? 'the account' : `account ${resourceAccount}`;
      if (rung.exemption !== undefined) return EXEMPTIONS[rung.exemption](names);
      if (rung.result === 'notApplicable')
        return `No RCP binds ${account}: it is in no organization that has them, or it is the management account of one.`;
      return boundSays(rung, decision, 'rcp', `Every level of the organization above ${account} allows it.`);
    },
  },
  vpcEndpointPolicy: {
    title: () => 'VPC endpoint policy',
    says: (rung, decision) =>
      rung.result === 'notApplicable'
        ? 'The request did not come through a VPC endpoint.'
        : boundSays(rung, decision, 'vpcEndpoint'),
  },
  permissionsBoundary: {
    title: () => 'Permissions boundary',
    says: (rung, decision, { identity, caller }) =>
      rung.result === 'notApplicable'
        ? `${opened(caller === identity ? caller : identity)} has no permissions boundary.`
        : `${boundSays(rung, decision, 'boundary')}${notCut(rung, decision)}`,
  },
  sessionPolicy: {
    title: () => 'Session policy',
    says: (rung, decision, { caller }) => {
      if (rung.result === 'notApplicable') return `No session policy was passed for ${caller}.`;
      if (decision.statements.every(({ source }) => source.type !== 'session'))
        return `No session policy was passed, and without one a federated user may do nothing by the policies of its user.${notCut(rung, decision)}`;
      return `${boundSays(rung, decision, 'session')}${notCut(rung, decision)}`;
    },
  },
  crossAccount: {
    title: () => 'Across accounts, both sides',
    says: ({ result }, { action }, { callerAccount, resourceAccount, resourceKind: what }) => {
      if (result === 'allows') {
        return `The caller is of account ${callerAccount}, the ${what} of ${resourceAccount ?? 'another'}, so both sides must allow it.`;
      }
      if (result === 'denies')
        return `${action} cannot be used on a ${what} of another account, whatever the policies say.`;
      return 'No second account is concerned, so one side is enough.';
    },
  },
  keyPolicyPrincipal: {
    title: ({ resourcePolicy }) => `${resourcePolicyName(resourcePolicy)} names the caller`,
    says: ({ result }, decision, names, question) => {
      const { caller, resourcePolicy } = names;
      if (result === 'notApplicable') return NO_KEY_POLICY;
      if (result !== 'allows') {
        const missed = butForCondition(decision, resourcePolicy.type, (text) => !isAccount(text, names));
        return `No statement of ${quotedPolicy(resourcePolicy)} allows ${decision.action} to ${caller} by name.${missed}${namesTheGone(decision, caller, question)}`;
      }
      const named = matching(decision, 'Allow').filter(({ source }) => source.type === resourcePolicy.type);
      return `${clause(named, 'allows', 'allow')} it to ${principalText(named, caller)}.`;
    },
  },
  keyPolicyAccount: {
    title: ({ resourcePolicy }) => `${resourcePolicyName(resourcePolicy)} trusts the account`,
    says: ({ result }, decision, names) => {
      const { caller, callerAccount, accountRoot, resourcePolicy, resourceKind } = names;
      if (result === 'allows') {
        const trusting = decision.statements.filter(({ outcome }) => outcome === 'account');
        return `${clause(trusting, 'trusts', 'trust')} account ${callerAccount}, so its IAM policies decide.`;
      }
      if (result === 'notApplicable') {
        if (resourcePolicy.type !== 'key' && resourcePolicy.type !== 'trust')
          return `In the account of the ${resourceKind} IAM policies count by themselves.`;
        return hasKeyPolicy(decision) ? `Trust in an account says nothing about ${caller}.` : NO_KEY_POLICY;
      }
      const missed = butForCondition(decision, resourcePolicy.type, (text) => isAccount(text, names));
      return `No statement of ${quotedPolicy(resourcePolicy)} allows ${decision.action} to ${accountRoot}, so IAM policies alone cannot allow it on this ${resourceKind}.${missed}`;
    },
  },
  identityPolicy: {
    title: ({ identity }) => `IAM policy of ${identity}`,
    says: ({ result }, decision, { identity, resourcePolicy }) => {
      const allowing = matching(decision, 'Allow').filter(({ source }) => source.type === 'identity');
      const policy = quotedPolicy(resourcePolicy);
      switch (result) {
        case 'allows':
          return allowing.length === 0
            ? `${opened(identity)} needs no IAM policy: it may do all that its account may.`
            : `${clause(allowing, 'allows', 'allow')} it.`;
        case 'notCounted':
          return allowing.length === 0
            ? `${opened(identity)} may do all that its account may, but ${policy} does not let the account in.`
            : `${clause(allowing, 'allows', 'allow')} it, but does not count: ${policy} does not trust the account with it.`;
        case 'none':
          return `${opened(identity)} has no IAM policy.`;
        case 'notApplicable':
          return `IAM policies are not asked for ${identity}.`;
        default:
          return `No statement of the IAM policies of ${identity} allows ${decision.action}${decision.resourceArn === '*' ? '' : ' on this resource'}.${butForCondition(decision, 'identity')}`;
      }
    },
  },
  grants: {
    title: () => 'Grants',
    says: ({ result, namedAs }, decision, names, question) => {
      const { grantId, action, verdict } = decision;
      const { caller, callerAccount } = names;
      if (result === 'notApplicable') return 'Not asked: this action has no key.';
      const misses = question === null || verdict === 'allowed' || result === 'allows' ? [] : grantMisses(question);
      if (question !== null && misses.length > 0)
        return misses
          .slice(0, GRANTS_TOLD)
          .map((miss) => grantSays(miss, question, names))
          .join(' ');
      if (result === 'none') return 'The key has no grants.';
      if (result === 'allows') {
        if (grantId !== null)
          return namedAs === 'account'
            ? `Grant ${grantId} allows it to account ${callerAccount}, so its IAM policies decide.`
            : `Grant ${grantId} allows it to ${caller}.`;
        return namedAs === 'account'
          ? `A grant allows it to account ${callerAccount}, so its IAM policies decide.`
          : 'A grant would allow it, but another rung decided.';
      }
      if (action === 'kms:RetireGrant')
        return `The grant names neither ${caller} nor its account as one that may retire it.`;
      return `No grant on the key names ${caller} and allows ${action}.`;
    },
  },
} as const satisfies Record<RungName, Voice>;

/** NotPrincipal looks as if it spared those that it lists. Source: IAM User Guide, "Permissions boundaries for IAM entities". */
function exemptsNobody(denying: readonly StatementTrace[], { rungs }: Decision): string {
  const hasBoundary = rungs.some(({ name, result }) => name === 'permissionsBoundary' && result !== 'notApplicable');
  const isNot = denying.some(({ parts }) => parts[0]?.text.startsWith('NotPrincipal') === true);
  return hasBoundary && isNot ? ' NotPrincipal spares nobody who has a permissions boundary.' : '';
}

/** Grants that name the caller in vain and are told of, at most. */
const GRANTS_TOLD = 2;

/** What a rung is explained from. */
interface Behind {
  readonly decision: Decision;
  /** Null where only the answer is at hand. */
  readonly question: AuthorizationRequest | null;
  readonly names: Names;
}

/** A rung of a decision in words. */
export function explainRung(rung: Rung, { decision, question, names }: Behind): ExplainedRung {
  const { name, isDeciding } = rung;
  const voice: Voice = VOICES[name];
  const says = voice.says(rung, decision, names, question);
  return { name, title: voice.title(names), result: resultOf(rung, question), isDeciding, says };
}

/** A grant that is not everywhere yet is there, and does not count. */
function resultOf({ name, result }: Rung, question: AuthorizationRequest | null): RungResult {
  if (name !== 'grants' || question === null || (result !== 'none' && result !== 'noMatch')) return result;
  const misses = grantMisses(question);
  if (misses.some(isOnlyWaiting)) return 'notCounted';
  return misses.length > 0 ? 'noMatch' : result;
}

/** How a policy stands that bounds what others allow, with the statements that make it so. */
function boundSays(
  { result, level }: Rung,
  decision: Decision,
  type: BoundingType,
  allows: string | null = null,
): string {
  const own = decision.statements.filter(({ source }) => source.type === type);
  if (result === 'denies') {
    const denying = own.filter(({ effect, outcome }) => effect === 'Deny' && outcome !== 'notMatched');
    return `${clause(denying, 'denies', 'deny')} it.`;
  }
  if (result === 'allows') {
    const allowing = own.filter(({ effect, outcome }) => effect === 'Allow' && outcome !== 'notMatched');
    return allows ?? `${clause(allowing, 'allows', 'allow')} it.`;
  }
  const here = own.filter(({ source }) => level === undefined || ('target' in source && source.target === level));
  return `${noneSays(here, type, level)} ${decision.action}, ${CUTS[type]}.${butForConditionIn(decision, here)}`;
}

/** What comes of it where a policy that bounds others is silent. */
const CUTS = {
  scp: 'and every level of the organization must',
  rcp: 'and every level of the organization must',
  vpcEndpoint: 'so it does not pass through the endpoint',
  boundary: 'so no IAM policy can give it',
  session: 'so the session may not do it, whatever the one it is of may do',
} as const satisfies Record<BoundingType, string>;

type BoundingType = 'scp' | 'rcp' | 'vpcEndpoint' | 'boundary' | 'session';

function noneSays(own: readonly StatementTrace[], type: BoundingType, level: string | undefined): string {
  if (level !== undefined) return `No ${type.toUpperCase()} at ${levelTitle(level)} allows`;
  const titles = [...new Set(own.map(({ source }) => quotedPolicy(source)))];
  return `No statement of ${titles.join(' or ')} allows`;
}

/** Where the call was allowed all the same: a name in the key policy is not cut by a boundary that is silent. */
function notCut({ result }: Rung, { verdict }: Decision): string {
  return result === 'noMatch' && verdict === 'allowed'
    ? ' It does not cut what the key allows the caller by its own name.'
    : '';
}

function resourcePolicyName(source: PolicySource): string {
  if (source.type === 'bucket') return 'Bucket policy';
  if (source.type === 'queue') return 'Queue policy';
  if (source.type === 'secret') return 'Secret policy';
  return source.type === 'trust' ? 'Trust policy' : 'Key policy';
}

function matching({ statements }: Decision, effect: 'Allow' | 'Deny'): readonly StatementTrace[] {
  return statements.filter((statement) => statement.effect === effect && statement.outcome === 'matched');
}

function principalText(named: readonly StatementTrace[], caller: string): string {
  const isEveryone = named.every(({ parts }) =>
    parts.some(({ element, text }) => element === 'Principal' && text === '*'),
  );
  return isEveryone ? `everyone, ${caller} among them` : caller;
}

/** Subject and verb: `Statement "A" of the key policy allows`. */
function clause(statements: readonly StatementTrace[], one: string, many: string): string {
  return `${listOf(statements.map(quotedTitle))} ${statements.length === 1 ? one : many}`;
}

/** Names the statements that would allow it but for their conditions, and what those saw; empty where there are none. */
function butForCondition(
  decision: Decision,
  type: PolicySource['type'],
  isOf: (principalText: string) => boolean = () => true,
): string {
  return butForConditionIn(
    decision,
    decision.statements.filter(
      ({ source, parts }) =>
        source.type === type && isOf(parts.find(({ element }) => element === 'Principal')?.text ?? ''),
    ),
  );
}

function butForConditionIn(decision: Decision, own: readonly StatementTrace[]): string {
  return missesBy(decision, 'Condition')
    .filter((statement) => own.includes(statement))
    .map(
      (statement) =>
        ` ${listOf([quotedTitle(statement)])} would, but for its condition: ${failedConditions(decision, statement)}.`,
    )
    .join('');
}

/** AWS prints the unique id of a user or role that is gone; another of its name is another. */
const UNIQUE_ID = /\bA(?:IDA|ROA)\w+/;

function namesTheGone({ statements }: Decision, caller: string, question: AuthorizationRequest | null): string {
  const gone = question?.keyPolicy?.gone;
  if (gone !== undefined) {
    const told = [...gone].map(([id, what]) => `${id}, who ${what}`);
    return ` It names ${andList(told)}${gone.size === 1 ? '' : ', all of them gone'}: a new user or role of that name is not the one that it names.`;
  }
  return statements
    .flatMap((statement) => {
      const id = statement.parts.map(({ element, text }) => (element === 'Principal' ? UNIQUE_ID.exec(text) : null));
      const found = id.find((one) => one !== null)?.[0];
      return found === undefined
        ? []
        : [` ${listOf([quotedTitle(statement)])} names ${found}, who had the name of ${caller} and was deleted.`];
    })
    .join('');
}

function isAccount(principalText: string, { accountRoot, callerAccount }: Names): boolean {
  return principalText === accountRoot || principalText === callerAccount;
}

function hasKeyPolicy({ rungs }: Decision): boolean {
  return rungs.some(({ name, result }) => name === 'keyPolicyPrincipal' && result !== 'notApplicable');
}

/** At the start of a sentence; names stay as they are. */
function opened(text: string): string {
  return text.startsWith('the ') ? capital(text) : text;
}
