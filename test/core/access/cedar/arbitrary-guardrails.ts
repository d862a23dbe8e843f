import fc from 'fast-check';
import { type Guardrails, type NamedPolicy, NO_GUARDRAILS } from '../../../../core/access/decision.ts';
import type { Principal } from '../../../../core/cloud/principal.ts';
import { type GuardrailStatements, guardrails, iamAllow, iamPolicy, type StatementJson } from '../fixtures.ts';
import { resourceControlDeny, statements } from './arbitrary-statements.ts';

const EVERYTHING: StatementJson = iamAllow('*');
/** RCPFullAWSAccess, which is attached to every level. */
const EVERYTHING_TO_ALL: StatementJson = { ...EVERYTHING, Principal: '*' };

/** Mostly everything and some Denies, as guard rails are; else Allows that may not reach. */
const narrowing = fc.oneof(
  { weight: 2, arbitrary: fc.constant([EVERYTHING]) },
  {
    weight: 2,
    arbitrary: statements(false, { minLength: 0, effects: ['Deny'] }).map((denies) => [
      EVERYTHING,
      ...denies.slice(0, 1),
    ]),
  },
  { weight: 1, arbitrary: statements(false) },
);

const each = {
  scp: fc.array(narrowing, { minLength: 1, maxLength: 3 }),
  rcp: fc.array(
    fc.array(resourceControlDeny, { maxLength: 1 }).map((denies) => [EVERYTHING_TO_ALL, ...denies]),
    { minLength: 1, maxLength: 2 },
  ),
  boundary: narrowing,
  sessionPolicies: fc.array(narrowing, { maxLength: 2 }),
  vpcEndpointPolicy: fc.oneof(
    narrowing.map((own) => own.map((statement) => ({ ...statement, Principal: '*' }))),
    statements(true),
  ),
};

/** Policies that bound a request, as JSON: two kinds of them at most, lest nothing be allowed. */
export const bounds: fc.Arbitrary<Bounds> = fc
  .tuple(fc.record(each), fc.subarray(Object.keys(each), { maxLength: 2 }))
  .map(([all, present]) => Object.fromEntries(Object.entries(all).filter(([name]) => present.includes(name))));

type Policy = readonly StatementJson[];

interface Bounds extends Pick<GuardrailStatements, 'scp' | 'rcp' | 'boundary' | 'vpcEndpointPolicy'> {
  readonly sessionPolicies?: readonly Policy[];
}

const made = new WeakMap<Bounds, Map<Principal['type'], Guardrails>>();

/**
 * Those that such a caller can have: a root user and a service have no boundary, and only a session has policies. One
 * object for the same, as in the lab, for core remembers by it.
 */
export function guardrailsFor({ type }: Principal, given: Bounds): Guardrails {
  const known = made.get(given) ?? new Map<Principal['type'], Guardrails>();
  made.set(given, known);
  const own = known.get(type) ?? makeGuardrails(type, given);
  known.set(type, own);
  return own;
}

function makeGuardrails(type: Principal['type'], given: Bounds): Guardrails {
  if (Object.keys(given).length === 0) return NO_GUARDRAILS;
  const { boundary, sessionPolicies, ...others } = given;
  const isSession = type === 'roleSession' || type === 'federatedUser';
  return {
    ...guardrails({ ...others, ...(boundary !== undefined && (isSession || type === 'user') ? { boundary } : {}) }),
    session: isSession && sessionPolicies !== undefined ? sessionPolicies.map(passed) : null,
  };
}

function passed(own: Policy, index: number): NamedPolicy {
  return { ...iamPolicy(...own), name: `Passed${index}` };
}
