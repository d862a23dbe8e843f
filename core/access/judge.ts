import type { Principal } from '../cloud/principal.ts';
import { type Bounds, boundsOf, NO_BOUNDS } from './bounds.ts';
import {
  type AuthorizationRequest,
  type DecisionReason,
  NO_GUARDRAILS,
  type PolicySource,
  type RungName,
  type Verdict,
} from './decision.ts';
import type { Match } from './evaluate.ts';
import type { GrantMatch } from './grant-match.ts';
import { STANDS_BESIDE_IAM } from './policy-document.ts';
import { isOfResource } from './policy-source.ts';

/** What policies and grants say, each by itself. The lists are indexes into the statements of the decision. */
export interface Findings {
  readonly denies: readonly number[];
  /** The reason that a refusal for those gives; null where there are none. */
  readonly deniedBecause: DecisionReason | null;
  /** Allow statements of the key policy that name the caller, or the role or user behind its session. */
  readonly named: readonly number[];
  /** Those of them that name the caller itself: in its own account no permissions boundary or session policy cuts them. */
  readonly namedItself: readonly number[];
  /** Allow statements of the key policy that name the caller's account only. */
  readonly trusted: readonly number[];
  readonly identityAllows: readonly number[];
  readonly grant: GrantMatch | null;
  readonly bounds: Bounds;
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

/**
 * The reasons for an explicit deny, in the order in which IAM's page lists their texts: AWS names one type of policy,
 * and does not say which of several.
 * Source: IAM User Guide, "Troubleshoot access denied error messages".
 */
const DENY_REASONS = [
  ['scp', 'explicit-deny-scp'],
  ['rcp', 'explicit-deny-rcp'],
  ['vpcEndpoint', 'explicit-deny-vpc-endpoint-policy'],
  ['boundary', 'explicit-deny-permissions-boundary'],
  ['session', 'explicit-deny-session-policy'],
  ['key', 'explicit-deny-key-policy'],
  ['trust', 'explicit-deny-key-policy'],
  ['bucket', 'explicit-deny-key-policy'],
  ['queue', 'explicit-deny-key-policy'],
  ['secret', 'explicit-deny-key-policy'],
  ['identity', 'explicit-deny-identity-policy'],
] as const satisfies readonly (readonly [PolicySource['type'], DecisionReason])[];

/** Sorts the statements that matched; those that did not may stand among them or not. */
export function findingsOf(
  request: AuthorizationRequest,
  statements: readonly Match[],
  grant: GrantMatch | null,
): Findings {
  const { principal, resourceAccountId, guardrails } = request;
  const denies: number[] = [];
  const named: number[] = [];
  const namedItself: number[] = [];
  const trusted: number[] = [];
  const identityAllows: number[] = [];
  for (let index = 0; index < statements.length; index++) {
    const statement = statements[index];
    if (statement === undefined || statement.outcome === 'notMatched') continue;
    const { type } = statement.source;
    if (statement.effect === 'Deny') denies.push(index);
    else if (type === 'identity') identityAllows.push(index);
    else if (isOfResource(type)) {
      if (statement.outcome === 'account') trusted.push(index);
      else {
        named.push(index);
        if (statement.parts[0]?.namedAs === 'caller') namedItself.push(index);
      }
    }
  }
  const isBounded = guardrails !== NO_GUARDRAILS || principal.type === 'federatedUser';
  return {
    denies,
    deniedBecause: denies.length === 0 ? null : denyReason(denies, statements),
    named,
    namedItself,
    trusted,
    identityAllows,
    grant,
    bounds: isBounded ? boundsOf(request, statements) : NO_BOUNDS,
    isForeign: principal.type !== 'service' && principal.accountId !== resourceAccountId,
    isAllowedAtHome: principal.type !== 'service' && (isRootUser(principal) || identityAllows.length > 0),
  };
}

function denyReason(denies: readonly number[], statements: readonly Match[]): DecisionReason {
  const types = denies.map((index) => statements[index]?.source.type);
  const first = DENY_REASONS.find(([type]) => types.includes(type));
  if (first === undefined) throw new Error('a Deny stands in no policy');
  return first[1];
}

/**
 * Walks the ladder: an explicit deny beats everything; the organization's policies and that of the VPC endpoint must
 * allow, if there are any; then the key's side must allow, and for a caller of another account its own side as well;
 * and what the caller has by its IAM policies, or by the name of its role, its permissions boundary and session
 * policies must allow too.
 * Source: IAM User Guide, "Policy evaluation logic"; KMS Developer Guide, "Troubleshooting key access"
 * (`policy-evaluation`); access.md section 1.
 */
export function judge(request: AuthorizationRequest, findings: Findings): Judgement {
  const { denies, deniedBecause, bounds } = findings;
  if (deniedBecause !== null) {
    return { verdict: 'explicitDeny', because: deniedBecause, decidingRungs: ['explicitDeny'], decidedBy: denies };
  }
  if (bounds.serviceControl.result === 'noMatch') return refused('no-scp-statement', 'serviceControlPolicies');
  if (bounds.resourceControl.result === 'noMatch') return refused('no-rcp-statement', 'resourceControlPolicies');
  if (bounds.vpcEndpoint.result === 'noMatch') return refused('no-vpc-endpoint-policy-statement', 'vpcEndpointPolicy');
  const judgement = judgeAllows(request, findings);
  const isCut = bounds.boundary.result === 'noMatch' || bounds.session.result === 'noMatch';
  if (!isCut || judgement.verdict !== 'allowed') return judgement;
  const left = judgeAllows(request, uncut(findings));
  if (left.verdict === 'allowed') return left;
  return bounds.boundary.result === 'noMatch'
    ? refused('no-permissions-boundary-statement', 'permissionsBoundary')
    : refused('no-session-policy-statement', 'sessionPolicy');
}

/**
 * What is left where a permissions boundary or session policy is silent: what the key policy or a grant gives, in the
 * caller's own account, to the user or the session by its name. So does `*`: AWS says it of `*` with a condition on
 * aws:PrincipalArn, and no condition opens a statement wider. AWS does not say how grants stand to boundaries; they are
 * taken for what they are like, a resource's policy.
 * Source: IAM User Guide, "Policy evaluation logic", "Resource-based policies"; access.md, "Further rules".
 */
function uncut(findings: Findings): Findings {
  const { isForeign, namedItself, grant } = findings;
  return {
    ...findings,
    named: isForeign ? [] : namedItself,
    trusted: [],
    identityAllows: [],
    isAllowedAtHome: false,
    grant: isForeign || grant?.as !== 'caller' ? null : grant,
  };
}

/** What would be, if nothing bounded it. */
function judgeAllows(request: AuthorizationRequest, findings: Findings): Judgement {
  if (request.retires !== undefined) return judgeRetiring(request, findings);
  if (request.keyPolicy === null) return judgeByIam(request, findings);
  const isOwnersAlone = request.keyPolicy.kind === 'queue' && !request.isCrossAccountOperation;
  if (isOwnersAlone && findings.isForeign) return refused('operation-not-cross-account', 'crossAccount');
  if (STANDS_BESIDE_IAM.includes(request.keyPolicy.kind)) return judgeBesideIam(request, findings);
  if (!findings.isForeign) return judgeInAccount(request, findings);
  if (!request.isCrossAccountOperation) return refused('operation-not-cross-account', 'crossAccount');
  return judgeAcrossAccounts(request, findings);
}

/** Actions on resources that have no policy of their own. A root user may do all that its account may. */
function judgeByIam({ principal }: AuthorizationRequest, { isAllowedAtHome, identityAllows }: Findings): Judgement {
  if (!isAllowedAtHome) return refused('no-identity-policy-statement', 'identityPolicy');
  const because = isRootUser(principal) ? 'root-user-of-the-account' : 'identity-policy-allows';
  return allowed(because, ['identityPolicy'], identityAllows);
}

/**
 * The policy of a bucket, queue or secret lets in by itself whom it names in its account, and an IAM policy there needs none;
 * across accounts both must allow.
 * Source: IAM User Guide, "Policy evaluation logic"; S3 User Guide, "How Amazon S3 authorizes a request"; SQS
 * Developer Guide, "Using identity-based policies with Amazon SQS"; Secrets Manager User Guide, "Authentication and
 * access control for AWS Secrets Manager".
 */
function judgeBesideIam(request: AuthorizationRequest, findings: Findings): Judgement {
  const { named, trusted, identityAllows, isAllowedAtHome, isForeign } = findings;
  if (!isForeign) {
    if (named.length > 0) return allowed('key-policy-allows', ['keyPolicyPrincipal'], named);
    return judgeByIam(request, findings);
  }
  if (named.length === 0 && trusted.length === 0) return refusedByKeyPolicy(request.principal);
  if (!isAllowedAtHome) return refused('no-identity-policy-statement', 'identityPolicy');
  if (named.length === 0) return allowedByDelegation(findings);
  return allowed('key-policy-allows', ['keyPolicyPrincipal', 'identityPolicy'], [...named, ...identityAllows]);
}

/**
 * A grant is given back by those that it names; or by IAM policy (a root user needs none) in an account that it names or
 * that made it. No key policy lets anybody in.
 * Source: KMS Developer Guide, "Retiring and revoking grants"; access.md section 7, "Ending".
 */
function judgeRetiring(request: AuthorizationRequest, findings: Findings): Judgement {
  const { principal, retires } = request;
  const { grant } = findings;
  if (grant !== null && grant.as !== 'account') return judgeGrant(grant, findings);
  const isAccountNamed =
    grant !== null || (principal.type !== 'service' && retires?.accounts.includes(principal.accountId) === true);
  if (!isAccountNamed) {
    return refused('grant-names-others', 'grants');
  }
  return judgeByIam(request, findings);
}

function judgeInAccount({ principal }: AuthorizationRequest, findings: Findings): Judgement {
  const { named, trusted, isAllowedAtHome, grant } = findings;
  if (named.length > 0) {
    const because = principal.type === 'root' ? 'root-user-of-the-account' : 'key-policy-allows';
    return allowed(because, ['keyPolicyPrincipal'], named);
  }
  if (trusted.length > 0 && isAllowedAtHome) return allowedByDelegation(findings);
  if (grant !== null) return judgeGrant(grant, findings);
  if (trusted.length > 0) return refused('no-identity-policy-statement', 'identityPolicy');
  return refusedByKeyPolicy(principal);
}

function judgeAcrossAccounts({ principal }: AuthorizationRequest, findings: Findings): Judgement {
  const { named, trusted, identityAllows, isAllowedAtHome, grant } = findings;
  const isAllowedByKey = named.length > 0 || trusted.length > 0;
  if (isAllowedByKey && isAllowedAtHome) {
    if (named.length === 0) return allowedByDelegation(findings);
    return allowed('key-policy-allows', ['keyPolicyPrincipal', 'identityPolicy'], [...named, ...identityAllows]);
  }
  // Sources disagree whether a foreign grantee needs an IAM policy too (unconfirmed); see access.md section 1.
  if (grant !== null) return judgeGrant(grant, findings);
  if (isAllowedByKey) return refused('no-identity-policy-statement', 'identityPolicy');
  return refusedByKeyPolicy(principal);
}

/**
 * A grant lets its grantee. One to an account lets those of its users and roles that the account's IAM policies let, as
 * trust by the key policy does. Source: KMS Developer Guide, "Grants in AWS KMS"; access.md section 1, "Grantee in
 * another account".
 */
function judgeGrant({ as }: GrantMatch, { isAllowedAtHome, identityAllows }: Findings): Judgement {
  if (as !== 'account') return allowed('grant-allows', ['grants'], []);
  if (!isAllowedAtHome) return refused('no-identity-policy-statement', 'identityPolicy');
  return allowed('grant-allows', ['grants', 'identityPolicy'], identityAllows);
}

/** Whether trust in an account can reach the caller: no account stands behind a service, and a root user is its account. */
export function isOfAnAccount({ type }: Principal): boolean {
  return type !== 'service' && type !== 'root';
}

/** Whether the caller is a root user, or acts for one. */
export function isRootUser(principal: Principal): boolean {
  return principal.type === 'root' || (principal.type === 'federatedUser' && principal.userArn.endsWith(':root'));
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
