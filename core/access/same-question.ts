import type { ConditionValue } from './conditions/condition-value.ts';
import { decide } from './decide.ts';
import {
  type AuthorizationRequest,
  type Decision,
  type Guardrails,
  type NamedPolicy,
  NO_GUARDRAILS,
} from './decision.ts';

/** The parts of a question that are compared as they stand. */
const COMPARED = [
  'principal',
  'keyPolicy',
  'identityPolicies',
  'guardrails',
  'viaService',
  'resourceArn',
  'resourceAccountId',
  'isCrossAccountOperation',
] as const satisfies readonly (keyof AuthorizationRequest)[];

/** What a question turned on, and its answer. The call itself, with what the caller gave to be encrypted, isn't kept. */
interface Answered {
  readonly asked: Pick<AuthorizationRequest, (typeof COMPARED)[number]>;
  /** What the policies' condition keys saw, in the order in which the policies read them. */
  readonly saw: readonly ConditionValue[];
  readonly decision: Decision;
}

/** Questions about one resource that are remembered: as many as it has actions, for the caller that asked last. */
export type AskedBefore = Map<string, Answered>;

/**
 * `decide`, with the same answer for the same question: a program that encrypts in a loop asks one question a
 * thousand times. A decision is immutable, and policies and principals are compared by identity: whatever changes them
 * puts new objects in their place. Of the call itself counts what the policies read of it, value by value. Nothing is
 * remembered of a key with grants, which read the call in ways of their own.
 */
export function decideAgain(request: AuthorizationRequest, before: AskedBefore): Decision {
  const { grants, waitingGrants, newGrant, retires } = request;
  if (grants.length > 0 || waitingGrants !== undefined || newGrant !== undefined || retires !== undefined)
    return decide(request);
  const known = before.get(request.action);
  const saw = valuesRead(request);
  if (known !== undefined && isSameQuestion(known.asked, request) && areSameValues(known.saw, saw)) {
    return known.decision;
  }
  const decision = decide(request);
  before.set(request.action, { asked: comparedParts(request), saw, decision });
  return decision;
}

const NOTHING: readonly ConditionValue[] = [];

function valuesRead(request: AuthorizationRequest): readonly ConditionValue[] {
  const { keyPolicy, identityPolicies, guardrails } = request;
  let values: ConditionValue[] | null = null;
  if (keyPolicy !== null) {
    for (const key of keyPolicy.reads) {
      values ??= [];
      values.push(key.valueIn(request));
    }
  }
  for (const { policy } of identityPolicies) {
    for (const key of policy.reads) {
      values ??= [];
      values.push(key.valueIn(request));
    }
  }
  if (guardrails !== NO_GUARDRAILS) {
    for (const { policy } of policiesIn(guardrails)) {
      for (const key of policy.reads) {
        values ??= [];
        values.push(key.valueIn(request));
      }
    }
  }
  return values ?? NOTHING;
}

/** In an order that depends on nothing but the guardrails, whichever of them bind. */
function policiesIn({ serviceControl, resourceControl, boundary, session, vpcEndpoint }: Guardrails): NamedPolicy[] {
  return [
    ...[...(serviceControl ?? []), ...(resourceControl ?? [])].flatMap(({ policies }) => policies),
    ...(session ?? []),
    ...[boundary, vpcEndpoint].filter((one) => one !== null),
  ];
}

function comparedParts({
  principal,
  keyPolicy,
  identityPolicies,
  guardrails,
  viaService,
  resourceArn,
  resourceAccountId,
  isCrossAccountOperation,
}: AuthorizationRequest): Answered['asked'] {
  return {
    principal,
    keyPolicy,
    identityPolicies,
    guardrails,
    viaService,
    resourceArn,
    resourceAccountId,
    isCrossAccountOperation,
  };
}

function isSameQuestion(a: Answered['asked'], b: AuthorizationRequest): boolean {
  for (const part of COMPARED) if (a[part] !== b[part]) return false;
  return true;
}

function areSameValues(a: readonly ConditionValue[], b: readonly ConditionValue[]): boolean {
  return a.length === b.length && a.every((value, index) => isSameValue(value, b[index] ?? null));
}

function isSameValue(a: ConditionValue, b: ConditionValue): boolean {
  if (a === b) return true;
  if (a === null || b === null || typeof a === 'string' || typeof b === 'string') return false;
  return a.length === b.length && a.every((item, index) => item === b[index]);
}
