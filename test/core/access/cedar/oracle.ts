import type {
  AuthorizationRequest,
  NamedPolicy,
  PolicyLevel,
  StatementOutcome,
  Verdict,
} from '../../../../core/access/decision.ts';
import type { CompiledPolicy } from '../../../../core/access/policy.ts';
import { askCedar } from './ask-cedar.ts';
import { combine, isBoundByRcps, isBoundByScps } from './combine.ts';
import type { Finding } from './finding.ts';
import { OutsideFragment } from './outside-fragment.ts';
import { translateGrants } from './translate-grants.ts';
import { translatePolicy } from './translate-policy.ts';

/** A second opinion on a question: what comes of it, and what each statement did. */
export interface Opinion {
  readonly verdict: Verdict;
  /** By the statement's place: `key 0`, `identity Own 1`, `scp r-root P1 0`. */
  readonly outcomes: Readonly<Record<string, StatementOutcome>>;
}

/**
 * Decides a question with Cedar: every policy is a policy set of its own, Cedar matches the statements and weighs them
 * within the set, and what the sets come to together is written in combine.ts from AWS's pages.
 * @throws {OutsideFragment} where Cedar has no words for it.
 */
export function askOracle(request: AuthorizationRequest): Opinion {
  if (request.retires !== undefined) throw new OutsideFragment('RetireGrant, which the grant itself decides');
  const { keyPolicy, identityPolicies, guardrails } = request;
  const outcomes: [string, StatementOutcome][] = [];
  const ask = (place: string, policy: CompiledPolicy): Finding => {
    const finding = askCedar(translatePolicy(policy), request, policy.kind);
    outcomes.push(
      ...policy.statements.map((_, n): [string, StatementOutcome] => [`${place} ${n}`, finding.outcomeOf(n)]),
    );
    return finding;
  };
  const askAll = (place: string, policies: readonly NamedPolicy[]) =>
    policies.map(({ name, policy }) => ask(`${place} ${name}`, policy));
  const askLevels = (place: string, levels: readonly PolicyLevel[] | null, isBound: typeof isBoundByScps) =>
    levels === null || !isBound(request)
      ? []
      : levels.map(({ target, policies }) => askAll(`${place} ${target}`, policies));
  const findings = {
    resource: keyPolicy && ask(keyPolicy.kind, keyPolicy),
    grants: keyPolicy && askCedar(translateGrants(request), request, 'key'),
    identity: askAll('identity', identityPolicies),
    levels: [
      ...askLevels('scp', guardrails.serviceControl, isBoundByScps),
      ...askLevels('rcp', guardrails.resourceControl, isBoundByRcps),
    ],
    boundary: guardrails.boundary && askAll('boundary', [guardrails.boundary]),
    session: guardrails.session && askAll('session', guardrails.session),
    vpcEndpoint: guardrails.vpcEndpoint && askAll('vpcEndpoint', [guardrails.vpcEndpoint]),
  };
  return { verdict: combine(request, findings), outcomes: Object.fromEntries(outcomes) };
}
