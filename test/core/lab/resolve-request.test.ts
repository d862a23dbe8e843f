import { expect, it } from 'vitest';
import { labWith, OWN } from '../../helpers/lab-with.ts';

it('a role that is assumed over and over leaves no principal behind for every session', async () => {
  const test = await labWith();
  const callOf = (n: number) =>
    test.call('ListKeys', {}, { as: `arn:aws:sts::${OWN}:assumed-role/admin/session-${n}`, region: 'us-east-1' });
  for (let n = 0; n < 1_500; n++) await callOf(n);
  expect(test.lab.world.principals.size).toBeLessThanOrEqual(1_000);
  const { records } = await callOf(7);
  expect(records[0]?.userIdentity).toMatchObject({ arn: `arn:aws:sts::${OWN}:assumed-role/admin/session-7` });
});
