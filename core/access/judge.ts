import type { Principal } from '../cloud/principal.ts';
import type { AuthorizationRequest, DecisionReason, RungName, StatementTrace, Verdict } from './decision.ts';

/** What policies and grants say, each by itself. The lists are indexes into the statements of the decision. */
export interface Findings {
  readonly keyDenies: readonly number[];
  readonly identityDenies: readonly number[];
  /** Allow statements of the key policy that name the caller. */
  readonly named: readonly number[];
  /** Allow statements of the key policy that name the caller's account only. */
  readonly trusted: readonly number[];
  readonly identityAllows: readonly number[];
  readonly grantId: string | null;
  /** The key is another account's. A service belongs to no account. */
  readonly isForeign: boolean;
  /** The caller's own account lets it: by an IAM policy, or because a root user needs none. */
  readonly isAllowedAtHome: boolean;
}

/** The verdict, and what made it. */
export interface Judgement {
  readonly verdict: Verdict;
  readonly because: DecisionReason;
  readonly decidingRungs: readonly RungName[];
  readonly decidedBy: readonly number[];
}

/** Sorts the statements that matched. */
export function findingsOf(
  { principal, resourceAccountId }: AuthorizationRequest,
  statements: readonly StatementTrace[],
  grantId: string | null,
): Findings {
  const keyDenies: number[] = [];
  const identityDenies: number[] = [];
  const named: number[] = [];
  const trusted: number[] = [];
  const identityAllows: number[] = [];
  for (let index = 0; index < statements.length; index++) {
    const statement = statements[index];
    if (statement === undefined || statement.outcome === 'notMatched') continue;
    const isOfKey = statement.source.type === 'key';
    if (statement.effect === 'Deny') (isOfKey ? keyDenies : identityDenies).push(index);
    else if (!isOfKey) identityAllows.push(index);
    else (statement.outcome === 'account' ? trusted : named).push(index);
  }
  return {
    keyDenies,
    identityDenies,
    named,
    trusted,
    identityAllows,
    grantId,
    isForeign: principal.type !== 'service' && principal.accountId !== resourceAccountId,
    isAllowedAtHome: principal.type === 'root' || (principal.type !== 'service' && identityAllows.length > 0),
  };
}

/**
 * Walks the ladder: an explicit deny beats everything; then the key's side must allow, and for a caller of another
 * account its own side as well.
 * Source: KMS Developer Guide, "Troubleshooting key access" (`policy-evaluation`); access.md section 1.
 */
export function judge(request: AuthorizationRequest, findings: Findings): Judgement {
  const { keyDenies, identityDenies, isForeign } = findings;
  if (keyDenies.length > 0 || identityDenies.length > 0) {
    const because = keyDenies.length > 0 ? 'explicit-deny-key-policy' : 'explicit-deny-identity-policy';
    return {
      verdict: 'explicitDeny',
      because,
      decidingRungs: ['explicitDeny'],
      decidedBy: [...keyDenies, ...identityDenies],
    };
  }
  if (request.retires !== undefined) return judgeRetiring(request, findings);
  if (request.keyPolicy === null) return judgeByIam(request, findings);
  if (!isForeign) return judgeInAccount(request, findings);
  if (!request.isCrossAccountOperation) return refused('operation-not-cross-account', 'crossAccount');
  return judgeAcrossAccounts(request, findings);
}

/** Actions on resources that have no policy of their own. A root user may do all that its account may. */
function judgeByIam({ principal }: AuthorizationRequest, { isAllowedAtHome, identityAllows }: Findings): Judgement {
  if (!isAllowedAtHome) return refused('no-identity-policy-statement', 'identityPolicy');
  const because = principal.type === 'root' ? 'root-user-of-the-account' : 'identity-policy-allows';
  return allowed(because, ['identityPolicy'], identityAllows);
}

/**
 * A grant is given back by those that it names; or by IAM policy (a root user needs none) in an account that it names or
 * that made it. No key policy lets anybody in.
 * Source: KMS Developer Guide, "Retiring and revoking grants"; access.md section 7, "Ending".
 */
function judgeRetiring({ principal, retires }: AuthorizationRequest, findings: Findings): Judgement {
  const { grantId, isAllowedAtHome, identityAllows } = findings;
  if (grantId !== null) return allowed('grant-allows', ['grants'], []);
  if (principal.type === 'service' || retires?.accounts.includes(principal.accountId) !== true) {
    return refused('grant-names-others', 'grants');
  }
  if (!isAllowedAtHome) return refused('no-identity-policy-statement', 'identityPolicy');
  const because = principal.type === 'root' ? 'root-user-of-the-account' : 'identity-policy-allows';
  return allowed(because, ['identityPolicy'], identityAllows);
}

function judgeInAccount({ principal }: AuthorizationRequest, findings: Findings): Judgement {
  const { named, trusted, identityAllows, grantId } = findings;
  if (named.length > 0) {
    const because = principal.type === 'root' ? 'root-user-of-the-account' : 'key-policy-allows';
    return allowed(because, ['keyPolicyPrincipal'], named);
  }
  if (trusted.length > 0 && identityAllows.length > 0) return allowedByDelegation(findings);
  if (grantId !== null) return allowed('grant-allows', ['grants'], []);
  if (trusted.length > 0) return refused('no-identity-policy-statement', 'identityPolicy');
  return refusedByKeyPolicy(principal);
}

function judgeAcrossAccounts({ principal }: AuthorizationRequest, findings: Findings): Judgement {
  const { named, trusted, identityAllows, isAllowedAtHome, grantId } = findings;
  const isAllowedByKey = named.length > 0 || trusted.length > 0;
  if (isAllowedByKey && isAllowedAtHome) {
    if (named.length === 0) return allowedByDelegation(findings);
    return allowed('key-policy-allows', ['keyPolicyPrincipal', 'identityPolicy'], [...named, ...identityAllows]);
  }
  // Sources disagree whether a foreign grantee needs an IAM policy too (unconfirmed); see access.md section 1.
  if (grantId !== null) return allowed('grant-allows', ['grants'], []);
  if (isAllowedByKey) return refused('no-identity-policy-statement', 'identityPolicy');
  return refusedByKeyPolicy(principal);
}

/** Whether trust in an account can reach the caller: no account stands behind a service, and a root user is its account. */
export function isOfAnAccount({ type }: Principal): boolean {
  return type === 'user' || type === 'roleSession';
}

function refusedByKeyPolicy(principal: Principal): Judgement {
  return refused('no-key-policy-statement', isOfAnAccount(principal) ? 'keyPolicyAccount' : 'keyPolicyPrincipal');
}

function allowed(because: DecisionReason, decidingRungs: readonly RungName[], decidedBy: readonly number[]): Judgement {
  return { verdict: 'allowed', because, decidingRungs, decidedBy };
}

/** The key policy trusts the account, and the account's IAM policies say yes. */
function allowedByDelegation({ trusted, identityAllows }: Findings): Judgement {
  const decidedBy = [...trusted, ...identityAllows];
  return allowed('identity-policy-allows', ['keyPolicyAccount', 'identityPolicy'], decidedBy);
}

function refused(because: DecisionReason, decidingRung: RungName): Judgement {
  return { verdict: 'implicitDeny', because, decidingRungs: [decidingRung], decidedBy: [] };
}
