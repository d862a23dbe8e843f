import type { StatementOutcome, Verdict } from '../../../../core/access/decision.ts';

/**
 * As whom a statement names the caller: by its own name or as everyone; by the role or user behind its session; by its
 * account. Each is a Cedar policy of its own, since what it is worth differs.
 */
export const NAMINGS = ['caller', 'issuer', 'account'] as const;
export type Naming = (typeof NAMINGS)[number];

/** The id of the Cedar policy that a statement makes for one naming. */
export function idOf(statement: number, naming: Naming): string {
  return `${statement} by ${naming}`;
}

/** What Cedar says of one policy set. */
export class Finding {
  readonly verdict: Verdict;
  /** The ids of all policies that the request satisfies. */
  readonly #satisfied: readonly string[];

  constructor(verdict: Verdict, satisfied: readonly string[]) {
    this.verdict = verdict;
    this.#satisfied = satisfied;
  }

  /** Whether an Allow names the caller so. Only where none of the Denies holds. */
  allowsBy(naming: Naming): boolean {
    return this.verdict === 'allowed' && this.#satisfied.some((id) => id.endsWith(` by ${naming}`));
  }

  /** What a statement did; to be named by one's account alone lets nobody in. */
  outcomeOf(statement: number): StatementOutcome {
    const has = (naming: Naming) => this.#satisfied.includes(idOf(statement, naming));
    if (has('caller') || has('issuer')) return 'matched';
    return has('account') ? 'account' : 'notMatched';
  }
}
