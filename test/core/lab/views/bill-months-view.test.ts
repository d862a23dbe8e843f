import { describe, expect, it } from 'vitest';
import { ADMIN, labWith } from '../../../helpers/lab-with.ts';

const DAY = 86_400_000;

describe('what KMS costs, month by month', () => {
  it('is the sum of each month’s bill, in its parts, from the month in which the world began', async () => {
    const { lab } = await labWith();
    const run = (line: string) => lab.act({ type: 'run', line, ...ADMIN });
    await run('aws kms create-key');
    const { keys, now } = await lab.ask({ type: 'view' });
    await run(`aws kms rotate-key-on-demand --key-id ${keys[0]?.keyId}`);
    await lab.act({ type: 'advance', by: 70 * DAY });
    const accountId = '111122223333';
    const months = await lab.ask({ type: 'billMonths', accountId });
    expect(months[0]?.month).toBe(new Date(now).toISOString().slice(0, 7));
    expect(months.length).toBeGreaterThanOrEqual(3);
    for (const { month, microDollars, total, parts } of months) {
      const [bill] = await lab.ask({ type: 'bill', month, accountId });
      expect([microDollars, total]).toEqual([bill?.microDollars, bill?.total]);
      expect(parts.map(({ part }) => part)).toEqual(['keys', 'rotations', 'requests']);
      expect(parts.reduce((sum, part) => sum + part.microDollars, 0)).toBe(microDollars);
    }
    // A whole month in between: a dollar for the key, one for its rotation, and requests that are free.
    expect(months[1]).toMatchObject({
      total: '$2.00',
      parts: [{ amount: '$1.00' }, { amount: '$1.00' }, { amount: '$0.00' }],
    });
  });

  it('tells of a year at most, the month that it is last, and of all accounts where none is named', async () => {
    const { lab } = await labWith();
    for (const as of ['arn:aws:iam::111122223333:role/admin', 'arn:aws:iam::444455556666:role/admin'])
      await lab.act({ type: 'run', line: 'aws kms create-key', as, region: 'us-east-1' });
    await lab.act({ type: 'advance', by: 500 * DAY });
    const months = await lab.ask({ type: 'billMonths' });
    const { now } = await lab.ask({ type: 'view' });
    expect(months).toHaveLength(12);
    expect(months.at(-1)?.month).toBe(new Date(now).toISOString().slice(0, 7));
    expect(months[5]?.total).toBe('$2.00');
    await expect(lab.ask({ type: 'billMonths', accountId: 'none' })).rejects.toThrow(/no account none/);
  });
});
