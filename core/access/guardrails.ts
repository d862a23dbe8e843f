import { isServiceLinkedRole } from '../cloud/service-linked-roles.ts';
import type { AuthorizationRequest, Exemption, Guardrails, PolicyLevel } from './decision.ts';

/**
 * Services of the lab that resource control policies cover.
 * Simplified: those of more services are covered in AWS, of which the lab has no resources. Source: Organizations User
 * Guide, "Resource control policies (RCPs)", list of services that support RCPs.
 */
const RCP_SERVICES: readonly string[] = ['kms', 'sts', 's3', 'sqs', 'dynamodb', 'secretsmanager'];
const RETIRE_GRANT = 'kms:retiregrant';

/**
 * Why service control policies do not bind the caller, whatever they say; null where they would.
 * Source: Organizations User Guide, "Service control policies (SCPs)", "Tasks and entities not restricted by SCPs".
 */
export function scpExemption({ principal, guardrails }: AuthorizationRequest): Exemption | null {
  if (guardrails.serviceControl === null) return null;
  if (principal.type === 'service') return 'service';
  return isServiceLinked(principal) ? 'serviceLinkedRole' : null;
}

/**
 * Why resource control policies do not bind the request, whatever they say; null where they would.
 * Source: Organizations User Guide, "Resource control policies (RCPs)", "Resources and entities not restricted by
 * RCPs"; KMS Developer Guide, "Resource control policies in AWS KMS".
 */
export function rcpExemption({ action, principal, resource, guardrails }: AuthorizationRequest): Exemption | null {
  if (guardrails.resourceControl === null) return null;
  const lower = action.toLowerCase();
  if (!RCP_SERVICES.includes(lower.slice(0, lower.indexOf(':')))) return 'serviceWithoutRcps';
  if (lower === RETIRE_GRANT) return 'retireGrant';
  if (resource?.key.keyManager === 'AWS') return 'awsManagedKey';
  return isServiceLinked(principal) ? 'serviceLinkedRole' : null;
}

/** The service control policies that bind the caller. */
export function serviceControlOf(request: AuthorizationRequest): readonly PolicyLevel[] | null {
  return scpExemption(request) === null ? request.guardrails.serviceControl : null;
}

/** The resource control policies that bind the resource for this request. */
export function resourceControlOf(request: AuthorizationRequest): readonly PolicyLevel[] | null {
  return rcpExemption(request) === null ? request.guardrails.resourceControl : null;
}

/**
 * The session policies that bind the caller. A federated user for whom none were passed has none that allows it
 * anything, so only a resource's policy that names its session lets it in.
 * Source: STS API Reference, GetFederationToken, "Permissions"; IAM User Guide, "Policy evaluation logic", session
 * policies.
 */
export function sessionPoliciesOf({ principal, guardrails }: AuthorizationRequest): Guardrails['session'] {
  return guardrails.session ?? (principal.type === 'federatedUser' ? NONE : null);
}

const NONE: NonNullable<Guardrails['session']> = Object.freeze([]);

function isServiceLinked(principal: AuthorizationRequest['principal']): boolean {
  return principal.type === 'roleSession' && isServiceLinkedRole(principal.roleArn);
}
