import type { Circumstances, Guardrails, NamedPolicy } from '../access/decision.ts';
import type { Principal } from '../cloud/principal.ts';

/** What a request is surrounded by: the policies that bound it, and what condition keys may ask beside the call. */
export interface Surroundings {
  readonly guardrails: Guardrails;
  readonly circumstances: Circumstances;
}

/** What IAM has of a caller: others of the same name may have something else. */
interface OfCaller {
  readonly boundary: NamedPolicy | null;
  readonly tags: Readonly<Record<string, string>>;
}

interface Known extends OfCaller {
  readonly byResource: Map<string, Surroundings>;
}

/**
 * Surroundings that were put together, by caller and by what else they turn on. A caller's requests get the same object
 * again, for decisions are remembered by it.
 */
export class SurroundingsMemory {
  #known = new WeakMap<Principal, Known>();

  recall(principal: Principal, of: OfCaller, resource: string, putTogether: () => Surroundings): Surroundings {
    let known = this.#known.get(principal);
    if (known === undefined || known.boundary !== of.boundary || known.tags !== of.tags) {
      known = { ...of, byResource: new Map() };
      this.#known.set(principal, known);
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
