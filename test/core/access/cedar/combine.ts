import type { AuthorizationRequest, Verdict } from '../../../../core/access/decision.ts';
import type { Finding } from './finding.ts';
import { OutsideFragment } from './outside-fragment.ts';

/** The answers of the policies that lie between a caller and a key, each by itself. */
export interface Findings {
  /** Of the key's policy, or a role's trust policy; null where the resource has none. */
  readonly resource: Finding | null;
  readonly grants: Finding | null;
  readonly identity: readonly Finding[];
  /** Of the service and resource control policies that bind the request, by level. */
  readonly levels: readonly (readonly Finding[])[];
  readonly boundary: readonly Finding[] | null;
  readonly session: readonly Finding[] | null;
  readonly vpcEndpoint: readonly Finding[] | null;
}

/**
 * What the policies come to together, written from AWS's pages and apart from core/access/judge.ts.
 * Source: KMS Developer Guide, "Troubleshooting key access" (`policy-evaluation`); IAM User Guide, "Policy evaluation
 * logic", "Cross-account policy evaluation logic", "Permissions boundaries for IAM entities", "Session policies";
 * Organizations User Guide, "Service control policies", "Resource control policies"; access.md section 1, checks 1 to
 * 9, and "Further rules". The numbers are access.md's.
 */
export function combine(request: AuthorizationRequest, findings: Findings): Verdict {
  const { principal, resourceAccountId, isCrossAccountOperation } = request;
  const { resource, grants, identity, levels, boundary, session, vpcEndpoint } = findings;
  const all = [resource, ...identity, ...levels.flat(), ...[boundary, session, vpcEndpoint].flatMap((it) => it ?? [])];
  if (all.some((finding) => finding?.verdict === 'explicitDeny')) return 'explicitDeny'; // 1
  if (!levels.every(oneAllows)) return 'implicitDeny'; // 2
  if (!isWithin(vpcEndpoint)) return 'implicitDeny'; // 3
  // A federated user without session policies has no permissions. Source: STS API Reference, GetFederationToken.
  const passed = session ?? (principal.type === 'federatedUser' ? [] : null);
  const isUncut = isWithin(boundary) && isWithin(passed);
  const iamAllows = isUncut && (isOfRoot(request) || oneAllows(identity));
  const isHome = principal.accountId === resourceAccountId;
  if (resource === null) return answer(isHome && iamAllows);
  const [byKey, byGrant] = [resource, grants].map((side) => ({
    isNamed: side?.allowsBy('caller') === true || (isUncut && side?.allowsBy('issuer') === true),
    isTrusted: side?.allowsBy('account') === true && iamAllows,
  }));
  const isLetInBy = (side: typeof byKey) => side !== undefined && (side.isNamed || side.isTrusted);
  if (principal.type === 'service') return answer(isLetInBy(byKey) || isLetInBy(byGrant)); // has no IAM policies
  if (isHome) return answer(isLetInBy(byKey) || isLetInBy(byGrant)); // 5, 6, 7
  const isNamedFromAfar = (['caller', 'issuer', 'account'] as const).some((naming) => resource.allowsBy(naming));
  return answer(isCrossAccountOperation && ((isNamedFromAfar && iamAllows) || isLetInBy(byGrant))); // 8
}

/** Source: Organizations User Guide, "SCP evaluation": service principals and service-linked roles are not restricted. */
export function isBoundByScps(request: AuthorizationRequest): boolean {
  return request.principal.type !== 'service' && !isServiceLinked(request);
}

/** Source: Organizations User Guide, "Resource control policies", "Resources and entities not restricted by RCPs". */
export function isBoundByRcps(request: AuthorizationRequest): boolean {
  if (!/^(?:kms|sts):/.test(request.action)) throw new OutsideFragment('which services have RCPs');
  return (
    request.resource?.key.keyManager !== 'AWS' && !isServiceLinked(request) && request.action !== 'kms:RetireGrant'
  );
}

function isServiceLinked({ principal }: AuthorizationRequest): boolean {
  return principal.type === 'roleSession' && principal.roleArn.includes(':role/aws-service-role/');
}

/** A root user, or who is federated by one, and needs no IAM policy. */
function isOfRoot({ principal }: AuthorizationRequest): boolean {
  return principal.type === 'root' || (principal.type === 'federatedUser' && principal.userArn.endsWith(':root'));
}

/** Several policies in one place allow what one of them allows. */
function oneAllows(findings: readonly Finding[]): boolean {
  return findings.some(({ verdict }) => verdict === 'allowed');
}

function isWithin(findings: readonly Finding[] | null): boolean {
  return findings === null || oneAllows(findings);
}

function answer(isAllowed: boolean): Verdict {
  return isAllowed ? 'allowed' : 'implicitDeny';
}
