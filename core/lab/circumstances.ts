import type { Circumstances } from '../access/decision.ts';
import { type SessionFacts, startOfSecond, withSessionTags } from '../credentials/session-facts.ts';
import type { ApiRequest } from './request.ts';
import type { World } from './world.ts';

/** What most requests have: nothing beside the call. */
export const NO_CIRCUMSTANCES: Circumstances = Object.freeze({});

const NO_SESSION: SessionFacts = Object.freeze({});

/** What condition keys may ask about a request and a resource beside the call itself, as the world has it. */
export function circumstancesOf(
  { principal, session = NO_SESSION, vpcEndpoint, sourceIp, circumstances }: ApiRequest,
  world: World,
  resourceAccountId: string,
): Circumstances {
  const { organizations } = world;
  const principalTags = withSessionTags(world.tagsOf(principal), session);
  const tokenIssuedAt =
    session.issuedAt ?? (principal.type === 'roleSession' ? startOfSecond(world.startedAt) : undefined);
  const own = principal.type === 'service' ? undefined : organizations.of(principal.accountId);
  const resources = organizations.of(resourceAccountId);
  const sources =
    circumstances?.sourceAccount === undefined ? undefined : organizations.of(circumstances.sourceAccount);
  return {
    ...(Object.keys(principalTags).length === 0 ? {} : { principalTags }),
    ...(tokenIssuedAt === undefined ? {} : { tokenIssuedAt }),
    ...(session.mfaAt === undefined ? {} : { mfaAt: session.mfaAt }),
    ...(session.sourceIdentity === undefined ? {} : { sourceIdentity: session.sourceIdentity }),
    ...(vpcEndpoint === undefined
      ? {}
      : { sourceVpce: vpcEndpoint.id, sourceVpc: vpcEndpoint.vpcId, vpcSourceIp: sourceIp }),
    ...(own === undefined
      ? {}
      : { principalOrgId: own.id, principalOrgPaths: [organizations.pathOf(principal.accountId)] }),
    ...(resources === undefined ? {} : { resourceOrgId: resources.id }),
    ...(sources === undefined ? {} : { sourceOrgId: sources.id }),
    ...circumstances,
  };
}
