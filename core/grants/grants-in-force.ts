import type { WaitingGrant } from '../access/decision.ts';
import type { Grant } from './grant.ts';

/** A list of grants, in two. */
interface Sorted {
  /** Those that count without a token. */
  readonly inForce: readonly Grant[];
  /** Undefined where there are none, as in most worlds. */
  readonly waiting: readonly WaitingGrant[] | undefined;
}

/** A list of grants is never changed, only put in another's place. */
const known = new WeakMap<readonly Grant[], Sorted>();

/**
 * The grants that count for one request: those that are in force, and those that its tokens name. Where no token adds
 * one, the same list is given each time, so that a decision that rests on it can be remembered.
 */
export function grantsInForce(grants: readonly Grant[], tokens: ReadonlySet<string>): readonly Grant[] {
  const { inForce } = sorted(grants);
  if (tokens.size === 0 || inForce.length === grants.length) return inForce;
  const more = grants.filter((grant) => !isInForce(grant) && tokens.has(grant.grantId));
  return more.length === 0 ? inForce : [...inForce, ...more];
}

/** The grants that would count later, or with their tokens; undefined where there are none. */
export function waitingGrants(
  grants: readonly Grant[],
  tokens: ReadonlySet<string>,
): readonly WaitingGrant[] | undefined {
  const { waiting } = sorted(grants);
  return tokens.size === 0 ? waiting : waiting?.filter(({ grantId }) => !tokens.has(grantId));
}

function sorted(grants: readonly Grant[]): Sorted {
  let both = known.get(grants);
  if (both === undefined) {
    const inForce = grants.every(isInForce) ? grants : grants.filter(isInForce);
    both = { inForce, waiting: inForce === grants ? undefined : grants.flatMap(waitingGrant) };
    known.set(grants, both);
  }
  return both;
}

function waitingGrant(grant: Grant): readonly WaitingGrant[] {
  const { machine, creationDate, ...identity } = grant;
  if (machine.value !== 'Pending') return [];
  return [{ ...identity, madeAt: creationDate, countsFrom: machine.context.consistentDate }];
}

function isInForce({ machine }: Grant): boolean {
  return machine.value === 'InForce';
}
