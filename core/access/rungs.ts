import { type AuthorizationRequest, RUNGS, type Rung, type RungName, type RungResult } from './decision.ts';
import { type Findings, isOfAnAccount, type Judgement } from './judge.ts';

/** How each rung stands, whatever decided: rungs behind the deciding one are read too, and say what they would. */
const RESULTS = {
  explicitDeny: (_, { keyDenies, identityDenies }) =>
    keyDenies.length + identityDenies.length > 0 ? 'denies' : 'none',
  // Simplified: evaluated in a later version. Source: IAM User Guide, "Policy evaluation logic".
  organizationPolicies: () => 'later',
  permissionsBoundary: () => 'later',
  sessionPolicy: () => 'later',
  crossAccount: ({ keyPolicy, isCrossAccountOperation }, { isForeign }) => {
    if (keyPolicy === null || !isForeign) return 'notApplicable';
    return isCrossAccountOperation ? 'allows' : 'denies';
  },
  keyPolicyPrincipal: ({ keyPolicy }, { named }) => {
    if (keyPolicy === null) return 'notApplicable';
    return named.length > 0 ? 'allows' : 'noMatch';
  },
  keyPolicyAccount: ({ keyPolicy, principal }, { trusted }) => {
    if (keyPolicy === null || !isOfAnAccount(principal)) return 'notApplicable';
    return trusted.length > 0 ? 'allows' : 'noMatch';
  },
  identityPolicy: identityPolicyResult,
  grants: ({ keyPolicy, grants }, { grantId }) => {
    if (keyPolicy === null) return 'notApplicable';
    if (grants.length === 0) return 'none';
    return grantId === null ? 'noMatch' : 'allows';
  },
} as const satisfies Record<RungName, (request: AuthorizationRequest, findings: Findings) => RungResult>;

/** The whole ladder, in order. */
export function rungsOf(request: AuthorizationRequest, findings: Findings, { decidingRungs }: Judgement): Rung[] {
  return RUNGS.map((name) => ({
    name,
    result: RESULTS[name](request, findings),
    isDeciding: decidingRungs.includes(name),
  }));
}

function identityPolicyResult(request: AuthorizationRequest, findings: Findings): RungResult {
  const { keyPolicy, principal, identityPolicies, retires } = request;
  const { isForeign, isAllowedAtHome, named, trusted, grantId } = findings;
  const isRootAtHome = principal.type === 'root' && keyPolicy !== null && !isForeign && retires === undefined;
  if (principal.type === 'service' || isRootAtHome) return 'notApplicable';
  if (!isAllowedAtHome) return identityPolicies.length === 0 ? 'none' : 'noMatch';
  if (retires !== undefined) return retires.accounts.includes(principal.accountId) ? 'allows' : 'notCounted';
  if (keyPolicy === null || trusted.length > 0) return 'allows';
  // Within the account only a statement that trusts the account makes IAM policies count; across, any yes of the key's side.
  return isForeign && (named.length > 0 || grantId !== null) ? 'allows' : 'notCounted';
}
