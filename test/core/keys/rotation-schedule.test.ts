import { beforeEach, describe, expect, it } from 'vitest';
import { DAY, labWith, START, type TestLab } from '../../helpers/lab-with.ts';

let test: TestLab;
let KeyId: string;
beforeEach(async () => {
  test = await labWith();
  KeyId = await test.key();
});

const enable = (RotationPeriodInDays: number) => test.ok('EnableKeyRotation', { KeyId, RotationPeriodInDays });
/** The days, from the start, on which the key was rotated. */
async function rotationDays(): Promise<readonly number[]> {
  const { Rotations } = await test.ok('ListKeyRotations', { KeyId });
  return (Rotations as { RotationDate: number }[]).map(({ RotationDate }) => (RotationDate * 1000 - START) / DAY);
}
async function nextDay(): Promise<number> {
  const { NextRotationDate } = await test.ok('GetKeyRotationStatus', { KeyId });
  return (Number(NextRotationDate) * 1000 - START) / DAY;
}

describe('automatic rotation over the years (lifecycle.md section 1)', () => {
  it.each([90, 365, 2560])('every %i days happens on its days, in one jump of the clock', async (period) => {
    await enable(period);
    await test.pass(5 * period * DAY + 1);
    expect(await rotationDays()).toEqual([1, 2, 3, 4, 5].map((n) => n * period));
    expect(await nextDay()).toBe(6 * period);
  });

  it.each([90, 365, 2560])('every %i days happens on the same days, however the clock gets there', async (period) => {
    await enable(period);
    for (let n = 0; n < 15; n++) await test.pass((period * DAY) / 5);
    expect(await rotationDays()).toEqual([1, 2, 3].map((n) => n * period));
  });

  it('does not happen while the key is disabled; enabling it on time keeps the date', async () => {
    await enable(90);
    await test.pass(30 * DAY);
    await test.ok('DisableKey', { KeyId });
    await test.pass(30 * DAY);
    await test.ok('EnableKey', { KeyId });
    expect([await rotationDays(), await nextDay()]).toEqual([[], 90]);
  });

  it('that was missed while the key was disabled happens at once when it is enabled', async () => {
    await enable(90);
    await test.ok('DisableKey', { KeyId });
    await test.pass(100 * DAY);
    expect(await rotationDays()).toEqual([]);
    await test.ok('EnableKey', { KeyId });
    expect([await rotationDays(), await nextDay()]).toEqual([[100], 180]);
  });

  it('that was missed many times happens once, and the next is on the next date of the schedule', async () => {
    await enable(90);
    await test.ok('DisableKey', { KeyId });
    await test.pass(1_000 * DAY);
    await test.ok('EnableKey', { KeyId });
    expect([await rotationDays(), await nextDay()]).toEqual([[1_000], 1_080]);
  });

  it('does not happen while the key is pending deletion, and is made up for when it is enabled again', async () => {
    await enable(90);
    await test.pass(85 * DAY);
    await test.ok('ScheduleKeyDeletion', { KeyId });
    await test.pass(20 * DAY);
    await test.ok('CancelKeyDeletion', { KeyId });
    expect(await rotationDays()).toEqual([]);
    await test.ok('EnableKey', { KeyId });
    expect([await rotationDays(), await nextDay()]).toEqual([[105], 180]);
  });

  it('is due a period after it was turned on again, whenever the key rotated before', async () => {
    await enable(90);
    await test.pass(100 * DAY);
    await test.ok('DisableKeyRotation', { KeyId });
    await test.pass(300 * DAY);
    expect(await rotationDays()).toEqual([90]);
    await enable(90);
    expect([await rotationDays(), await nextDay()]).toEqual([[90], 490]);
  });

  it('counts a new period from the last automatic rotation, and happens at once where that date has passed', async () => {
    await enable(365);
    await test.pass(465 * DAY);
    await enable(400);
    expect(await nextDay()).toBe(765);
    await enable(90);
    expect([await rotationDays(), await nextDay()]).toEqual([[365, 465], 545]);
  });

  it('keeps its date when the key is rotated on demand', async () => {
    await enable(90);
    await test.pass(10 * DAY);
    await test.ok('RotateKeyOnDemand', { KeyId });
    await test.pass(60_000);
    expect(await nextDay()).toBe(90);
    await test.pass(90 * DAY);
    expect((await rotationDays()).at(-1)).toBe(90);
  });

  it('stops with the key', async () => {
    await enable(90);
    await test.ok('ScheduleKeyDeletion', { KeyId, PendingWindowInDays: 7 });
    expect((await test.pass(1_000 * DAY)).map(({ changes }) => changes.map(({ to }) => to))).toEqual([['Deleted']]);
  });
});

describe('the end of a key', () => {
  it.each([7, 8, 15, 29, 30])('comes %i days after it was scheduled, and not a moment before', async (days) => {
    await test.ok('ScheduleKeyDeletion', { KeyId, PendingWindowInDays: days });
    await test.pass(days * DAY - 1);
    expect((await test.call('DescribeKey', { KeyId })).reply.ok).toBe(true);
    const happened = await test.pass(1);
    expect(happened).toMatchObject([{ at: START + days * DAY, changes: [{ from: 'PendingDeletion', to: 'Deleted' }] }]);
    expect((await test.refusal('DescribeKey', { KeyId }))[0]).toBe('NotFoundException');
  });
});

describe('several keys', () => {
  it('take their turns by date, and at one instant in the order in which they were set', async () => {
    const ids = [KeyId, await test.key(), await test.key()];
    for (const [index, days] of [120, 90, 90].entries()) {
      await test.ok('EnableKeyRotation', { KeyId: ids[index], RotationPeriodInDays: days });
    }
    const happened = await test.pass(180 * DAY);
    expect(
      happened.map(({ at, changes }) => [(at - START) / DAY, ids.indexOf(String(changes[0]?.of.split('/')[1]))]),
    ).toEqual([
      [90, 1],
      [90, 2],
      [120, 0],
      [180, 1],
      [180, 2],
    ]);
  });
});
