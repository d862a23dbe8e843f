import { decide } from '../../access/decide.ts';
import {
  type AuthorizationRequest,
  type Decision,
  type IdentityPolicy,
  NO_GUARDRAILS,
  type StatementTrace,
  type Verdict,
} from '../../access/decision.ts';
import { evaluate } from '../../access/evaluate.ts';
import type { CompiledPolicy } from '../../access/policy.ts';
import type { AccountId } from '../../cloud/arn.ts';
import type { Principal } from '../../cloud/principal.ts';
import { NO_CONTEXT } from '../../crypto/encryption-context.ts';
import type { EpochMs } from '../../ports.ts';
import { statementPositions } from './statement-positions.ts';

/** What condition keys have in a simulation, by their names in lower case: what the caller gives, and nothing else. */
export type SimulatedContext = ReadonlyMap<string, string | readonly string[]>;

/** What is simulated. */
export interface Simulation {
  readonly principal: Principal;
  readonly policies: readonly IdentityPolicy[];
  /** Null for one without a boundary. */
  readonly boundary: IdentityPolicy | null;
  readonly serviceControl: AuthorizationRequest['guardrails']['serviceControl'];
  /** Null where none is given. */
  readonly resourcePolicy: CompiledPolicy | null;
  readonly resourceOwner: AccountId;
  readonly context: SimulatedContext;
  readonly at: EpochMs;
}

type Members = Readonly<Record<string, unknown>>;

/**
 * Whether an action on a resource would be allowed, as far as IAM's simulator sees: IAM policies, boundary, the
 * organization's service control policies, and a resource's policy that is given. It reads no key policy and no grant,
 * so what it says of kms: actions is half of the answer.
 * Simplified: a result for each action and resource, where AWS puts those of further resources inside the first; of
 * principal keys (aws:username …) the principal's own count where they are not given.
 * Source: IAM API Reference, SimulatePrincipalPolicy; IAM User Guide, "IAM policy testing with the IAM policy
 * simulator", "How the IAM policy simulator works".
 */
export function simulate(simulation: Simulation, action: string, resourceArn: string): Members {
  const { policies, boundary, resourcePolicy, serviceControl } = simulation;
  const request = requestOf(simulation, action, resourceArn);
  const decision = decide(request);
  const ofResource =
    resourcePolicy === null ? [] : evaluate(withContext(resourcePolicy, simulation.context), { type: 'key' }, request);
  const verdict = verdictOf(decision, ofResource, request);
  const boundaryRung = decision.rungs.find(({ name }) => name === 'permissionsBoundary');
  const scpRung = decision.rungs.find(({ name }) => name === 'serviceControlPolicies');
  return {
    EvalActionName: action,
    EvalResourceName: resourceArn,
    EvalDecision: verdict,
    MatchedStatements: [
      ...matchedStatements(decision.statements, policies),
      ...ofResource
        .filter(({ outcome }) => outcome !== 'notMatched')
        .map((trace) => ({
          SourcePolicyId: 'ResourcePolicy',
          SourcePolicyType: 'Resource Policy',
          ...positionIn(resourcePolicy?.text ?? '', trace),
        })),
    ],
    MissingContextValues: missingKeys(simulation),
    ...(serviceControl === null
      ? {}
      : { OrganizationsDecisionDetail: { AllowedByOrganizations: scpRung?.result === 'allows' } }),
    ...(boundary === null
      ? {}
      : { PermissionsBoundaryDecisionDetail: { AllowedByPermissionsBoundary: boundaryRung?.result === 'allows' } }),
  };
}

/** Policies go by their places: an id may be there twice, on a user and on its group. */
function requestOf(simulation: Simulation, action: string, resourceArn: string): AuthorizationRequest {
  const { principal, policies, boundary, serviceControl, resourceOwner, context, at } = simulation;
  const named = (policy: IdentityPolicy, name: string) => ({ name, policy: withContext(policy.policy, context) });
  return {
    action,
    principal,
    identityPolicies: policies.map((policy, index) => named(policy, String(index))),
    guardrails: {
      ...NO_GUARDRAILS,
      boundary: boundary === null ? null : named(boundary, boundary.name),
      serviceControl:
        serviceControl?.map((level) => ({
          ...level,
          policies: level.policies.map((policy) => named(policy, policy.name)),
        })) ?? null,
    },
    resourceArn,
    resourceAccountId: resourceOwner,
    keyPolicy: null,
    grants: [],
    isCrossAccountOperation: true,
    viaService: null,
    encryptionContext: NO_CONTEXT,
    call: {
      operation: '',
      input: {},
      at,
      region: '',
      sourceIp: '',
      userAgent: '',
      reEncryptsOnSameKey: null,
      circumstances: {},
    },
    resource: null,
  };
}

/** Keys that say who calls: the principal that is simulated has them. */
const OF_THE_PRINCIPAL = /^aws:(?:username|userid|principal(?:arn|account|type))$/;

/** A policy whose conditions see what a simulation gives them. */
function withContext(policy: CompiledPolicy, context: SimulatedContext): CompiledPolicy {
  const conditionKeys = policy.conditionKeys.map((key): (typeof policy.conditionKeys)[number] => {
    const name = key.name.toLowerCase();
    const given = context.get(name);
    if (given !== undefined) return { ...key, valueIn: () => given };
    return OF_THE_PRINCIPAL.test(name) ? key : { ...key, valueIn: () => null };
  });
  return { ...policy, conditionKeys };
}

/**
 * A resource's policy beside the IAM policies: in its account either allows, across accounts both must.
 * Source: IAM User Guide, "Cross-account policy evaluation logic".
 */
function verdictOf(
  { verdict }: Decision,
  ofResource: readonly StatementTrace[],
  { principal, resourceAccountId, guardrails }: AuthorizationRequest,
): Verdict {
  const matched = ofResource.filter(({ outcome }) => outcome === 'matched');
  if (verdict === 'explicitDeny' || matched.some(({ effect }) => effect === 'Deny')) return 'explicitDeny';
  const isForeign = principal.accountId !== resourceAccountId;
  const isAllowedByResource = isForeign
    ? ofResource.some(({ effect, outcome }) => effect === 'Allow' && outcome !== 'notMatched')
    : matched.length > 0 && guardrails.serviceControl === null;
  const isAllowedByIam = verdict === 'allowed';
  const isAllowed = isForeign ? isAllowedByIam && isAllowedByResource : isAllowedByIam || isAllowedByResource;
  return isAllowed ? 'allowed' : 'implicitDeny';
}

function matchedStatements(
  statements: readonly StatementTrace[],
  policies: readonly IdentityPolicy[],
): readonly Members[] {
  return statements.flatMap((trace) => {
    const policy = trace.source.type === 'identity' ? policies[Number(trace.source.name)] : undefined;
    if (policy === undefined || trace.outcome === 'notMatched') return [];
    return [
      {
        SourcePolicyId: policy.name,
        SourcePolicyType: 'IAM Policy',
        ...positionIn(policy.policy.text, trace),
      },
    ];
  });
}

function positionIn(text: string, { index }: StatementTrace): Members {
  return { ...statementPositions(text)[index] };
}

/** The condition keys that the policies ask for and nobody gave. */
function missingKeys({ policies, boundary, resourcePolicy, context }: Simulation): readonly string[] {
  const all = [
    ...policies.map(({ policy }) => policy),
    ...(boundary === null ? [] : [boundary.policy]),
    ...(resourcePolicy === null ? [] : [resourcePolicy]),
  ];
  const names = new Set(all.flatMap(({ reads }) => reads.map(({ name }) => name)));
  return [...names].filter((name) => !context.has(name.toLowerCase()) && !OF_THE_PRINCIPAL.test(name.toLowerCase()));
}
