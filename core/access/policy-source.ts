import type { PolicySource } from './decision.ts';

/** The policies of resources: a request is about one resource, and asks the one that it has. */
export const RESOURCE_POLICIES = [
  'key',
  'trust',
  'bucket',
  'queue',
  'secret',
] as const satisfies readonly PolicySource['type'][];

/** The type of a policy that stands on a resource: a key's, a role's trust policy, a bucket's … */
export type ResourcePolicyType = (typeof RESOURCE_POLICIES)[number];

/** Whether a policy of that type stands on a resource. */
export function isOfResource(type: PolicySource['type']): type is ResourcePolicyType {
  return RESOURCE_POLICIES.some((one) => one === type);
}

/** Whether both are one policy. */
export function isSameSource(a: PolicySource, b: PolicySource): boolean {
  if (a === b) return true;
  return a.type === b.type && nameOf(a) === nameOf(b) && targetOf(a) === targetOf(b);
}

function nameOf(source: PolicySource): string | null {
  return 'name' in source ? source.name : null;
}

function targetOf(source: PolicySource): string | null {
  return 'target' in source ? source.target : null;
}
