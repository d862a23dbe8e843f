import type { AuthorizationRequest, PolicyLevel, PolicySource, RungResult } from './decision.ts';
import type { Match } from './evaluate.ts';
import { resourceControlOf, serviceControlOf, sessionPoliciesOf } from './guardrails.ts';

/** How the policies stand that bound what others allow. */
export interface Bounds {
  readonly serviceControl: Bound;
  readonly resourceControl: Bound;
  readonly vpcEndpoint: Bound;
  readonly boundary: Bound;
  readonly session: Bound;
}

/** How one of them stands. */
export interface Bound {
  readonly result: RungResult & ('allows' | 'denies' | 'noMatch' | 'notApplicable');
  /** Of an organization's policies: the first level where none allows it. */
  readonly level?: string;
}

const NOT_APPLICABLE: Bound = Object.freeze({ result: 'notApplicable' });
const ALLOWS: Bound = Object.freeze({ result: 'allows' });
const DENIES: Bound = Object.freeze({ result: 'denies' });
const NO_MATCH: Bound = Object.freeze({ result: 'noMatch' });

/** What most requests have. */
export const NO_BOUNDS: Bounds = Object.freeze({
  serviceControl: NOT_APPLICABLE,
  resourceControl: NOT_APPLICABLE,
  vpcEndpoint: NOT_APPLICABLE,
  boundary: NOT_APPLICABLE,
  session: NOT_APPLICABLE,
});

/**
 * Reads out of the statements how each bounding policy stands. Of an organization's policies each level must allow; of
 * several session policies one.
 * Source: Organizations User Guide, "SCP evaluation" and "RCP evaluation"; IAM User Guide, "Policy evaluation logic".
 */
export function boundsOf(request: AuthorizationRequest, statements: readonly Match[]): Bounds {
  const { boundary, vpcEndpoint } = request.guardrails;
  return {
    serviceControl: boundOfLevels('scp', serviceControlOf(request), statements),
    resourceControl: boundOfLevels('rcp', resourceControlOf(request), statements),
    vpcEndpoint: vpcEndpoint === null ? NOT_APPLICABLE : boundOf('vpcEndpoint', statements),
    boundary: boundary === null ? NOT_APPLICABLE : boundOf('boundary', statements),
    session: sessionPoliciesOf(request) === null ? NOT_APPLICABLE : boundOf('session', statements),
  };
}

function boundOf(type: PolicySource['type'], statements: readonly Match[]): Bound {
  let bound = NO_MATCH;
  for (const { source, effect, outcome } of statements) {
    if (source.type !== type || outcome === 'notMatched') continue;
    if (effect === 'Deny') return DENIES;
    bound = ALLOWS;
  }
  return bound;
}

function boundOfLevels(
  type: 'scp' | 'rcp',
  levels: readonly PolicyLevel[] | null,
  statements: readonly Match[],
): Bound {
  if (levels === null) return NOT_APPLICABLE;
  const bound = boundOf(type, statements);
  if (bound === DENIES) return DENIES;
  const missing = levels.find(({ target }) => !allowsAt(type, target, statements));
  return missing === undefined ? ALLOWS : { result: 'noMatch', level: missing.target };
}

function allowsAt(type: 'scp' | 'rcp', target: string, statements: readonly Match[]): boolean {
  return statements.some(
    ({ source, effect, outcome }) =>
      source.type === type && source.target === target && effect === 'Allow' && outcome !== 'notMatched',
  );
}
