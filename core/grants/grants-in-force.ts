import type { Grant } from './grant.ts';

/** The grants of each list that count without a token: a list of grants is never changed, only put in another's place. */
const inForce = new WeakMap<readonly Grant[], readonly Grant[]>();

/**
 * The grants that count for one request: those that are in force, and those that its tokens name. Where no token adds
 * one, the same list is given each time, so that a decision that rests on it can be remembered.
 */
export function grantsInForce(grants: readonly Grant[], tokens: ReadonlySet<string>): readonly Grant[] {
  let known = inForce.get(grants);
  if (known === undefined) {
    known = grants.every(isInForce) ? grants : grants.filter(isInForce);
    inForce.set(grants, known);
  }
  if (tokens.size === 0 || known.length === grants.length) return known;
  const more = grants.filter((grant) => !isInForce(grant) && tokens.has(grant.grantId));
  return more.length === 0 ? known : [...known, ...more];
}

function isInForce({ machine }: Grant): boolean {
  return machine.value === 'InForce';
}
