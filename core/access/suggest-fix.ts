import type { Names } from './caller-names.ts';
import type { Decision, DecisionReason, StatementTrace } from './decision.ts';
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
}

type Suggest = (decision: Decision, names: Names) => Fix | null;

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
  'operation-not-cross-account': (_, { resourceAccount }) => ({
    says: `Make the call as a principal of account ${resourceAccount}, which owns the key.`,
    statement: null,
  }),
  'grant-names-others': () => ({
    says: 'Retire it as a principal that the grant names, or end it by policy with: aws kms revoke-grant',
    statement: null,
  }),
} as const satisfies Record<DecisionReason, Suggest>;

/** One thing to try after a refusal, or null. */
export function suggestFix(decision: Decision, names: Names): Fix | null {
  return FIXES[decision.because](decision, names);
}

function narrowDeny({ statements, decidedBy }: Decision): Fix {
  const denying = decidedBy.flatMap((index) => statements[index] ?? []);
  const titles = denying.map(quotedTitle).join(' and ');
  return { says: `Remove or narrow ${titles}: no Allow and no grant overrides a Deny.`, statement: null };
}

function openKeyPolicy(decision: Decision, names: Names): Fix {
  const { caller, callerAccount, resourceAccount, principal, accountRoot } = names;
  const { action, rungs } = decision;
  const managed = decision.statements.find(hasCondition);
  if (managed !== undefined) return { says: adviseService(managed, action), statement: null };
  if (accountRoot !== null && callerAccount !== resourceAccount) {
    return {
      says: `In account ${resourceAccount}, add a statement to the key policy that trusts account ${callerAccount}, whose own IAM policies must allow it too.`,
      statement: keyStatement(decision, `Allow account ${callerAccount}`, { AWS: accountRoot }, action),
    };
  }
  if (accountRoot !== null && rungs.some(({ name, result }) => name === 'identityPolicy' && result === 'notCounted')) {
    return {
      says: `Add a statement to the key policy that trusts account ${callerAccount}, so that the IAM policy of ${caller} counts.`,
      statement: keyStatement(decision, 'Enable IAM User Permissions', { AWS: accountRoot }, 'kms:*'),
    };
  }
  return {
    says: `Add a statement to the key policy that allows ${action} to ${caller}.`,
    statement: keyStatement(decision, `Allow ${caller.replaceAll('/', ' ')}`, principal, action),
  };
}

function openIdentityPolicy(decision: Decision, { caller }: Names): Fix {
  const { action, resourceArn } = decision;
  return {
    says: `Add a statement to an IAM policy of ${caller} that allows ${action} on ${resourceArn === '*' ? 'all resources' : 'this resource'}.`,
    statement: {
      Sid: freeSid(decision, `Allow${action.slice(action.indexOf(':') + 1)}`),
      Effect: 'Allow',
      Action: action,
      Resource: resourceArn,
    },
  };
}

/** Only the policies of AWS managed keys have conditions in this version, and nobody can change those. */
function hasCondition({ source, parts }: StatementTrace): boolean {
  return source.type === 'key' && parts.some(({ element }) => element === 'Condition');
}

function adviseService({ parts }: StatementTrace, action: string): string {
  const condition = parts.find(({ element }) => element === 'Condition');
  const about = 'This is the key of an AWS service, and its policy cannot be changed.';
  if (condition?.matched === false && parts.every((part) => part.matched || part === condition)) {
    return `${about} Let that service use the key for you (${condition.text}), or use a customer managed key.`;
  }
  return `${about} For ${action}, use a customer managed key.`;
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
