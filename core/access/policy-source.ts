import type { PolicySource } from './decision.ts';

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
