import { NO_GUARDRAILS } from '../access/decision.ts';
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
  const plain = plainSurroundings(request, world);
  if (plain !== null) return plain;
  if (request.circumstances !== undefined) return putTogether(request, world, resourceAccountId);
  const { principal, session, vpcEndpoint, sourceIp } = request;
  const of = {
    principal,
    vpcEndpoint,
    vpcSourceIp: vpcEndpoint === undefined ? undefined : sourceIp,
    boundary: world.boundaryOf(principal),
    tags: world.tagsOf(principal),
    sessionPolicies: sessionPoliciesOf(request, world),
  };
  return world.surroundings.recall(session ?? principal, of, resourceAccountId, () =>
    putTogether(request, world, resourceAccountId),
  );
}

/** What most requests are surrounded by, whatever they are about; null for one with more around it. */
export function plainSurroundings(request: ApiRequest, world: World): Surroundings | null {
  const { principal, session, vpcEndpoint, circumstances } = request;
  if (session !== undefined || vpcEndpoint !== undefined || circumstances !== undefined) return null;
  if (world.organizations.all.size > 0 || world.directory.hasBoundOrTagged) return null;
  if (principal.type !== 'roleSession') return NOTHING;
  return world.surroundings.ofPlainSessions(() => putTogether(request, world, principal.accountId));
}

const NOTHING: Surroundings = Object.freeze({ guardrails: NO_GUARDRAILS, circumstances: NO_CIRCUMSTANCES });

function putTogether(request: ApiRequest, world: World, resourceAccountId: string): Surroundings {
  return {
    guardrails: guardrailsOf(request, world, sessionPoliciesOf(request, world), resourceAccountId),
    circumstances: circumstancesOf(request, world, resourceAccountId),
  };
}

function sessionPoliciesOf({ session, principal }: ApiRequest, world: World) {
  return session === undefined ? null : world.surroundings.sessionPolicies.of(session, principal.accountId, world);
}
