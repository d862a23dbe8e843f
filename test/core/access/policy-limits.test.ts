import { describe, expect, it } from 'vitest';
import { exceedsLimit, POLICY_LIMITS, type PolicyLimit, policySize } from '../../../core/access/policy-limits.ts';

const TEXT = '{ "Sid" : "Zürich" }';

describe('the size of a policy', () => {
  it.each([
    ['a key policy, in bytes', POLICY_LIMITS.key, 21],
    ['a managed policy, in characters without white space', POLICY_LIMITS.managed, 16],
    ['a service control policy, in characters', POLICY_LIMITS.scp, 20],
  ] as const)('counts for %s', (_, limit, size) => {
    expect(policySize(TEXT, limit)).toBe(size);
  });

  it.each(Object.entries<PolicyLimit>(POLICY_LIMITS))('may be the limit of %s and no more', (_, limit) => {
    expect(exceedsLimit('x'.repeat(limit.most), limit)).toBe(false);
    expect(exceedsLimit('x'.repeat(limit.most + 1), limit)).toBe(true);
  });
});
