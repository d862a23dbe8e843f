import { afterAll, describe, expect, it } from 'vitest';
import { openMutantRunner } from './mutant-runner.ts';
import { MUTANTS } from './mutants.ts';

const runner = await openMutantRunner();
afterAll(() => runner.close());

describe('the truth table tells of', () => {
  it('nothing while core is as it is', async () => {
    expect(await runner.killerOf(null)).toBeNull();
  });

  it.each(MUTANTS.map(({ file, find, put }) => [file, find, put] as const))('%s: %s → %s', async (file, find, put) => {
    expect(await runner.killerOf({ file, find, put })).not.toBeNull();
  });
});
