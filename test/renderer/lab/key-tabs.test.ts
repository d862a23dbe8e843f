import { describe, expect, it } from 'vitest';
import { tabBeside, tabsOf } from '../../../renderer/lab/key-tabs.ts';

const idsOf = (hasPublicKey: boolean) => tabsOf({ hasPublicKey }).map(({ id }) => id);

describe('the tabs of a key', () => {
  it('are those of the console, with the public key of a key pair', () => {
    expect(idsOf(true)).toEqual([
      'overview',
      'policy',
      'crypto',
      'tags',
      'rotation',
      'public-key',
      'aliases',
      'regionality',
    ]);
  });

  it('have no public key for any other', () => {
    expect(idsOf(false)).not.toContain('public-key');
  });

  it('follow each other round and round, in both directions', () => {
    const key = { hasPublicKey: false };
    expect(tabBeside(key, 'overview', -1)).toBe('regionality');
    expect(tabBeside(key, 'regionality', 1)).toBe('overview');
    expect(tabBeside(key, 'rotation', 1)).toBe('aliases');
    expect(tabBeside(key, 'public-key', 1)).toBe('policy'); // it has no such tab: the first is shown
  });
});
