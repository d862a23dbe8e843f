import { describe, expect, it } from 'vitest';
import { loggedDate } from '../../../core/audit/logged-date.ts';
import { arnOf, labWith } from '../../helpers/lab-with.ts';

describe('dates inside a record', () => {
  it.each([
    ['2022-08-10T22:38:27Z', 'Aug 10, 2022, 10:38:27 PM'],
    ['2026-01-01T00:00:00Z', 'Jan 1, 2026, 12:00:00 AM'],
    ['2026-12-31T12:00:00Z', 'Dec 31, 2026, 12:00:00 PM'],
    ['2026-02-09T09:05:07.999Z', 'Feb 9, 2026, 9:05:07 AM'],
  ])('%s is printed %s', (iso, printed) => {
    expect(loggedDate(Date.parse(iso) / 1000)).toBe(printed);
  });

  it('stand in the record of ScheduleKeyDeletion, beside key and state', async () => {
    const test = await labWith({ start: Date.parse('2026-05-04T10:15:00Z') });
    const KeyId = await test.key();
    const { records } = await test.call('ScheduleKeyDeletion', { KeyId, PendingWindowInDays: 7 });
    expect(records[0]).toMatchObject({ requestParameters: { keyId: KeyId, pendingWindowInDays: 7 }, readOnly: false });
    expect(records[0]?.responseElements).toEqual({
      keyId: arnOf(KeyId),
      keyState: 'PendingDeletion',
      deletionDate: 'May 11, 2026, 10:15:00 AM',
    });
  });
});
