import type { Circumstances, Guardrails, NamedPolicy } from '../access/decision.ts';
import type { Principal } from '../cloud/principal.ts';
import type { VpcEndpoint } from '../cloud/vpc-endpoint.ts';
import type { SessionFacts } from '../credentials/session-facts.ts';
import { SessionPolicies } from './session-policies.ts';

/** What a request is surrounded by: the policies that bound it, and what condition keys may ask beside the call. */
export interface Surroundings {
  readonly guardrails: Guardrails;
  readonly circumstances: Circumstances;
}

/** What surrounds a caller from request to request: what IAM and its session have of it, and its way to the service. */
interface OfCaller {
  readonly principal: Principal;
  readonly boundary: NamedPolicy | null;
  readonly tags: Readonly<Record<string, string>>;
  readonly sessionPolicies: readonly NamedPolicy[] | null;
  /** What the request comes through, and from which address there. */
  readonly vpcEndpoint: VpcEndpoint | undefined;
  readonly vpcSourceIp: string | undefined;
}

interface Known extends OfCaller {
  readonly byResource: Map<string, Surroundings>;
}

/**
 * Surroundings that were put together, by caller and by what else they turn on. A caller's requests get the same object
 * again, for decisions are remembered by it.
 */
export class SurroundingsMemory {
  readonly sessionPolicies = new SessionPolicies();
  #known = new WeakMap<Principal | SessionFacts, Known>();
  #ofPlainSessions: Surroundings | null = null;

  /** What role sessions are surrounded by that nobody has bound or described: the same in all of a world. */
  ofPlainSessions(putTogether: () => Surroundings): Surroundings {
    this.#ofPlainSessions ??= putTogether();
    return this.#ofPlainSessions;
  }

  /** `caller` is the session, or the principal that calls without one. */
  recall(
    caller: Principal | SessionFacts,
    of: OfCaller,
    resource: string,
    putTogether: () => Surroundings,
  ): Surroundings {
    let known = this.#known.get(caller);
    if (known === undefined || !isSameCaller(known, of)) {
      known = { ...of, byResource: new Map() };
      this.#known.set(caller, known);
    }
    let surroundings = known.byResource.get(resource);
    if (surroundings === undefined) {
      surroundings = putTogether();
      known.byResource.set(resource, surroundings);
    }
    return surroundings;
  }

  /** Something that surrounds requests is different. */
  forget(): void {
    this.#known = new WeakMap();
  }
}

function isSameCaller(a: OfCaller, b: OfCaller): boolean {
  return (
    a.principal === b.principal &&
    a.boundary === b.boundary &&
    a.tags === b.tags &&
    a.sessionPolicies === b.sessionPolicies &&
    a.vpcEndpoint === b.vpcEndpoint &&
    a.vpcSourceIp === b.vpcSourceIp
  );
}
