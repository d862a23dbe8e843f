import { type Guardrails, NO_GUARDRAILS } from '../access/decision.ts';
import type { Principal } from '../cloud/principal.ts';
import type { ApiRequest } from './request.ts';
import type { World } from './world.ts';

/**
 * The policies that bound what others allow a request to do with what an account owns. Which of them leave a certain
 * action or key alone, the decision knows.
 */
export function guardrailsOf(
  { principal, vpcEndpoint: endpoint }: ApiRequest,
  world: World,
  session: Guardrails['session'],
  resourceAccountId: string,
): Guardrails {
  const { organizations } = world;
  const serviceControl = isOfNoAccount(principal)
    ? null
    : organizations.levelsOf(principal.accountId, 'SERVICE_CONTROL_POLICY');
  const resourceControl = organizations.levelsOf(resourceAccountId, 'RESOURCE_CONTROL_POLICY');
  const boundary = world.boundaryOf(principal);
  const vpcEndpoint = endpoint?.policy ?? null;
  const bounds = [serviceControl, resourceControl, vpcEndpoint, boundary, session];
  if (bounds.every((bound) => bound === null)) return NO_GUARDRAILS;
  return { serviceControl, resourceControl, vpcEndpoint, boundary, session };
}

/** Services are in no organization; nor is EC2, where it acts in an account by a role of its own that nobody else has. */
function isOfNoAccount(principal: Principal): boolean {
  return principal.type === 'service' || (principal.type === 'roleSession' && principal.roleName.startsWith('aws:'));
}
