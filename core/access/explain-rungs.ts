import type { Names } from './caller-names.ts';
import type { Decision, Rung, RungName, RungResult, StatementTrace } from './decision.ts';
import { failedConditions, missesBy } from './near-miss.ts';
import { listOf, quotedTitle } from './statement-title.ts';

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
  readonly says: (result: RungResult, decision: Decision, names: Names) => string;
}

const LATER = 'Not evaluated in this version of kmslab, so it neither allows nor denies.';
const NO_KEY_POLICY = 'Not asked: this action has no key policy.';

/** Every rung's words. Titles are those of the ladder in the UX guide, (f). */
const VOICES = {
  explicitDeny: {
    title: () => 'Explicit deny anywhere',
    says: (result, decision) => {
      if (result !== 'denies') return 'No Deny statement matches.';
      return `${clause(matching(decision, 'Deny'), 'denies', 'deny')} it, and no Allow can override that.`;
    },
  },
  organizationPolicies: { title: () => 'Organization policies (SCP, RCP)', says: () => LATER },
  permissionsBoundary: { title: () => 'Permissions boundary', says: () => LATER },
  sessionPolicy: { title: () => 'Session policy', says: () => LATER },
  crossAccount: {
    title: () => 'Across accounts, both sides',
    says: (result, { action }, { callerAccount, resourceAccount }) => {
      if (result === 'allows') {
        return `The caller is of account ${callerAccount}, the key of ${resourceAccount}, so both sides must allow it.`;
      }
      if (result === 'denies')
        return `${action} cannot be used on a key of another account, whatever the policies say.`;
      return 'No second account is concerned, so one side is enough.';
    },
  },
  keyPolicyPrincipal: {
    title: () => 'Key policy names the caller',
    says: (result, decision, names) => {
      const { caller } = names;
      if (result === 'notApplicable') return NO_KEY_POLICY;
      if (result !== 'allows') {
        const missed = butForCondition(decision, 'key', (text) => !isAccount(text, names));
        return `No statement of the key policy allows ${decision.action} to ${caller} by name.${missed}`;
      }
      const named = matching(decision, 'Allow').filter(({ source }) => source.type === 'key');
      return `${clause(named, 'allows', 'allow')} it to ${principalText(named, caller)}.`;
    },
  },
  keyPolicyAccount: {
    title: () => 'Key policy trusts the account',
    says: (result, decision, names) => {
      const { caller, callerAccount, accountRoot } = names;
      if (result === 'allows') {
        const trusting = decision.statements.filter(({ outcome }) => outcome === 'account');
        return `${clause(trusting, 'trusts', 'trust')} account ${callerAccount}, so its IAM policies decide.`;
      }
      if (result === 'notApplicable') {
        return hasKeyPolicy(decision) ? `Trust in an account says nothing about ${caller}.` : NO_KEY_POLICY;
      }
      const missed = butForCondition(decision, 'key', (text) => isAccount(text, names));
      return `No statement allows ${decision.action} to ${accountRoot}, so IAM policies do not count for it on this key.${missed}`;
    },
  },
  identityPolicy: {
    title: ({ caller }) => `IAM policy of ${caller}`,
    says: (result, decision, { caller }) => {
      const allowing = matching(decision, 'Allow').filter(({ source }) => source.type === 'identity');
      switch (result) {
        case 'allows':
          return allowing.length === 0
            ? `${capital(caller)} needs no IAM policy: it may do all that its account may.`
            : `${clause(allowing, 'allows', 'allow')} it.`;
        case 'notCounted':
          return allowing.length === 0
            ? `${capital(caller)} may do all that its account may, but the key policy does not let the account in.`
            : `${clause(allowing, 'allows', 'allow')} it, but not counted: the key policy does not trust the account with it.`;
        case 'none':
          return `${capital(caller)} has no IAM policy.`;
        case 'notApplicable':
          return `IAM policies are not asked for ${caller}.`;
        default:
          return `No statement of the IAM policies of ${caller} allows ${decision.action} on this resource.${butForCondition(decision, 'identity')}`;
      }
    },
  },
  grants: {
    title: () => 'Grants',
    says: (result, { grantId, action }, { caller }) => {
      if (result === 'notApplicable') return 'Not asked: this action has no key.';
      if (result === 'none') return 'The key has no grants.';
      if (result === 'allows')
        return grantId === null
          ? 'A grant would allow it, but a rung above decided.'
          : `Grant ${grantId} allows it to ${caller}.`;
      if (action === 'kms:RetireGrant')
        return `The grant names neither ${caller} nor its account as one that may retire it.`;
      return `No grant on the key lets ${caller} do ${action} with this encryption context.`;
    },
  },
} as const satisfies Record<RungName, Voice>;

/** A rung of a decision in words. */
export function explainRung({ name, result, isDeciding }: Rung, decision: Decision, names: Names): ExplainedRung {
  const voice: Voice = VOICES[name];
  return { name, title: voice.title(names), result, isDeciding, says: voice.says(result, decision, names) };
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
  type: 'key' | 'identity',
  isOf: (principalText: string) => boolean = () => true,
): string {
  const missed = missesBy(decision, 'Condition').filter(
    ({ source, parts }) =>
      source.type === type && isOf(parts.find(({ element }) => element === 'Principal')?.text ?? ''),
  );
  return missed
    .map(
      (statement) =>
        ` ${listOf([quotedTitle(statement)])} would, but for its condition: ${failedConditions(statement)}.`,
    )
    .join('');
}

function isAccount(principalText: string, { accountRoot, callerAccount }: Names): boolean {
  return principalText === accountRoot || principalText === callerAccount;
}

function hasKeyPolicy({ rungs }: Decision): boolean {
  return rungs.some(({ name, result }) => name === 'keyPolicyPrincipal' && result !== 'notApplicable');
}

function capital(text: string): string {
  return text.startsWith('the ') ? `The ${text.slice('the '.length)}` : text;
}
