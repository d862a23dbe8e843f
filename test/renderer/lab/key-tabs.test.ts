import { describe, expect, it } from 'vitest';
import { tabBeside, tabsOf } from '../../../renderer/lab/key-tabs.ts';

const idsOf = (keySpec: string) => tabsOf({ keySpec }).map(({ id }) => id);

describe('the tabs of a key', () => {
  it.each(['RSA_2048', 'ECC_NIST_P256', 'ECC_SECG_P256K1', 'ECC_NIST_EDWARDS25519', 'SM2', 'ML_DSA_65'])(
    'show the public key of %s, where the console has it',
    (keySpec) => {
      expect(idsOf(keySpec)).toEqual([
        'overview',
        'policy',
        'crypto',
        'tags',
        'rotation',
        'public-key',
        'aliases',
        'regionality',
      ]);
    },
  );

  it.each(['SYMMETRIC_DEFAULT', 'HMAC_256'])('have none for %s', (keySpec) => {
    expect(idsOf(keySpec)).not.toContain('public-key');
  });

  it('follow each other round and round, in both directions', () => {
    const key = { keySpec: 'SYMMETRIC_DEFAULT' };
    expect(tabBeside(key, 'overview', -1)).toBe('regionality');
    expect(tabBeside(key, 'regionality', 1)).toBe('overview');
    expect(tabBeside(key, 'rotation', 1)).toBe('aliases');
    expect(tabBeside(key, 'public-key', 1)).toBe('policy'); // it has no such tab: the first is shown
  });
});
