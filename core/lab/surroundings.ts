import { type Guardrails, NO_GUARDRAILS } from '../access/decision.ts';
import { circumstancesOf, NO_CIRCUMSTANCES } from './circumstances.ts';
import { guardrailsOf } from './guardrails.ts';
import type { ApiRequest } from './request.ts';
import type { Surroundings } from './surroundings-memory.ts';
import type { World } from './world.ts';

/**
 * What a request is surrounded by, as far as it is about what an account owns. Nothing is put together in a world that
 * has nothing of the kind, and nothing twice for a caller while it stays the same.
 */
export function surroundingsOf(request: ApiRequest, world: World, resourceAccountId: string): Surroundings {
  if (request.circumstances !== undefined) return putTogether(request, world, resourceAccountId);
  if (world.organizations.all.size === 0 && !world.directory.hasBoundOrTagged) return NOTHING;
  const { principal } = request;
  const of = { boundary: world.boundaryOf(principal), tags: world.tagsOf(principal) };
  return world.surroundings.recall(principal, of, resourceAccountId, () =>
    putTogether(request, world, resourceAccountId),
  );
}

const NOTHING: Surroundings = Object.freeze({ guardrails: NO_GUARDRAILS, circumstances: NO_CIRCUMSTANCES });

function putTogether(request: ApiRequest, world: World, resourceAccountId: string): Surroundings {
  const guardrails: Guardrails = guardrailsOf(request, world, resourceAccountId);
  return { guardrails, circumstances: circumstancesOf(request, world, resourceAccountId) };
}
