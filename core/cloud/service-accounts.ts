import type { AccountId } from './arn.ts';
import type { ServicePrincipal } from './principal.ts';

/** The service principal in `text` (`logs.amazonaws.com`), or null. The one place that makes a `ServicePrincipal`. */
export function parseServicePrincipal(text: string): ServicePrincipal | null {
  return /^[a-z0-9-]+(?:\.[a-z0-9-]+)?\.amazonaws\.com$/.test(text) ? (text as ServicePrincipal) : null;
}

/**
 * The account that a service owns: it calls from there when it calls for itself, and AWS owned keys are there. No
 * customer sees into it. Ours: AWS does not publish these ids; here they are made from the service's name.
 * Source: KMS Developer Guide, "AWS owned keys".
 */
export function serviceAccountId(service: ServicePrincipal): AccountId {
  let hash = 0;
  for (const char of service) hash = (hash * 31 + char.charCodeAt(0)) % 99_999_999_977;
  return `9${String(hash).padStart(11, '0')}` as AccountId;
}
