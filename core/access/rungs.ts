import type { Bound } from './bounds.ts';
import { type AuthorizationRequest, RUNGS, type Rung, type RungName, type RungResult } from './decision.ts';
import { rcpExemption, scpExemption } from './guardrails.ts';
import { type Findings, isOfAnAccount, isRootUser, type Judgement } from './judge.ts';
import { STANDS_BESIDE_IAM } from './policy-document.ts';

type Standing = Omit<Rung, 'name' | 'isDeciding'>;

/** How each rung stands, whatever decided: rungs behind the deciding one are read too, and say what they would. */
const STANDINGS = {
  explicitDeny: (_, { denies }) => ({ result: denies.length > 0 ? 'denies' : 'none' }),
  serviceControlPolicies: (request, { bounds }) => boundStanding(bounds.serviceControl, scpExemption(request)),
  resourceControlPolicies: (request, { bounds }) => boundStanding(bounds.resourceControl, rcpExemption(request)),
  vpcEndpointPolicy: (_, { bounds }) => bounds.vpcEndpoint,
  permissionsBoundary: (_, { bounds }) => bounds.boundary,
  sessionPolicy: (_, { bounds }) => bounds.session,
  crossAccount: ({ keyPolicy, isCrossAccountOperation }, { isForeign }) => {
    if (keyPolicy === null || !isForeign) return { result: 'notApplicable' };
    return { result: isCrossAccountOperation ? 'allows' : 'denies' };
  },
  keyPolicyPrincipal: ({ keyPolicy }, { named }) => {
    if (keyPolicy === null) return { result: 'notApplicable' };
    return { result: named.length > 0 ? 'allows' : 'noMatch' };
  },
  keyPolicyAccount: ({ keyPolicy, principal }, { trusted, isForeign }) => {
    if (keyPolicy === null || !isOfAnAccount(principal)) return { result: 'notApplicable' };
    if (STANDS_BESIDE_IAM.includes(keyPolicy.kind) && !isForeign) return { result: 'notApplicable' };
    return { result: trusted.length > 0 ? 'allows' : 'noMatch' };
  },
  identityPolicy: (request, findings) => ({ result: identityPolicyResult(request, findings) }),
  grants: ({ keyPolicy, grants, retires }, { grant }) => {
    if (keyPolicy?.kind !== 'key') return { result: 'notApplicable' };
    if (grants.length === 0 && retires === undefined) return { result: 'none' };
    return grant === null ? { result: 'noMatch' } : { result: 'allows', namedAs: grant.as };
  },
} as const satisfies Record<RungName, (request: AuthorizationRequest, findings: Findings) => Standing>;

/** The whole ladder, in order. */
export function rungsOf(request: AuthorizationRequest, findings: Findings, { decidingRungs }: Judgement): Rung[] {
  const rungs: Rung[] = [];
  for (const name of RUNGS) {
    const standing = STANDINGS[name](request, findings);
    rungs.push(rungOf(name, standing, decidingRungs.includes(name)));
  }
  return rungs;
}

/** The rungs that say their result and no more: there are few, so they are made once. */
const PLAIN = new Map<RungName, Partial<Record<RungResult, readonly [Rung, Rung]>>>(RUNGS.map((name) => [name, {}]));

function rungOf(name: RungName, standing: Standing, isDeciding: boolean): Rung {
  const { result, level, exemption, namedAs } = standing;
  if (level !== undefined || exemption !== undefined || namedAs !== undefined) return { name, ...standing, isDeciding };
  const made = PLAIN.get(name) ?? {};
  const pair = made[result] ?? [
    Object.freeze({ name, result, isDeciding: false }),
    Object.freeze({ name, result, isDeciding: true }),
  ];
  made[result] = pair;
  return pair[isDeciding ? 1 : 0];
}

function boundStanding(bound: Bound, exemption: ReturnType<typeof scpExemption>): Standing {
  return exemption === null ? bound : { ...bound, exemption };
}

function identityPolicyResult(request: AuthorizationRequest, findings: Findings): RungResult {
  const { keyPolicy, principal, identityPolicies, retires } = request;
  const { isForeign, isAllowedAtHome, named, trusted, grant } = findings;
  const isRootAtHome = isRootUser(principal) && keyPolicy !== null && !isForeign && retires === undefined;
  if (principal.type === 'service' || isRootAtHome) return 'notApplicable';
  if (!isAllowedAtHome) return identityPolicies.length === 0 ? 'none' : 'noMatch';
  if (retires !== undefined) return retires.accounts.includes(principal.accountId) ? 'allows' : 'notCounted';
  const needsNoPolicy = keyPolicy !== null && STANDS_BESIDE_IAM.includes(keyPolicy.kind) && !isForeign;
  if (keyPolicy === null || needsNoPolicy || trusted.length > 0 || grant?.as === 'account') return 'allows';
  // Within the account only a statement that trusts the account makes IAM policies count; across, any yes of the key's side.
  return isForeign && (named.length > 0 || grant !== null) ? 'allows' : 'notCounted';
}
