import { describe, expect, it } from 'vitest';
import type { TrailRow } from '../../../core/index.ts';
import { resultOf, trailItems } from '../../../tui/lab/trail-items.ts';

let count = 0;
function row(
  eventName: string,
  {
    requestId = `r${++count}`,
    causedBy = null,
    ...record
  }: { requestId?: string | null; causedBy?: string | null } & Partial<TrailRow['record']> = {},
): TrailRow {
  return {
    requestId,
    causedBy,
    because: null,
    record: {
      eventVersion: '1.11',
      userIdentity: {},
      eventTime: '2026-01-01T09:00:00Z',
      eventSource: 'kms.amazonaws.com',
      eventName,
      awsRegion: 'us-east-1',
      sourceIPAddress: '127.0.0.1',
      userAgent: 'test',
      requestParameters: null,
      responseElements: null,
      eventID: `e${++count}`,
      readOnly: true,
      eventType: 'AwsApiCall',
      managementEvent: true,
      recipientAccountId: '111122223333',
      eventCategory: 'Management',
      ...record,
    },
  };
}
const shown = (trail: readonly TrailRow[]) =>
  trailItems(trail).map(({ row: { record }, depth }) => `${'  '.repeat(depth)}${record.eventName}`);

describe('the trail as a reader follows it', () => {
  it("a service's calls stand under the call that caused them, however much later they came", () => {
    const trail = [
      row('CopySnapshot', { requestId: 'copy' }),
      row('DescribeKey', { causedBy: 'copy', requestId: 'd' }),
      row('Encrypt'),
      row('CreateGrant', { causedBy: 'copy' }),
      row('Decrypt', { causedBy: 'd' }),
    ];
    expect(shown(trail)).toEqual(['CopySnapshot', '  DescribeKey', '    Decrypt', '  CreateGrant', 'Encrypt']);
  });

  it('the two records of a cross-account call are one line, with both accounts', () => {
    const trail = [
      row('Decrypt', { requestId: 'x', sharedEventID: 's', recipientAccountId: '444455556666' }),
      row('Decrypt', { requestId: 'x', sharedEventID: 's', recipientAccountId: '111122223333' }),
    ];
    expect(trailItems(trail)).toMatchObject([{ accountIds: ['444455556666', '111122223333'] }]);
  });

  it('a call whose cause is out of sight stands by itself', () => {
    expect(shown([row('Decrypt', { causedBy: 'long ago' })])).toEqual(['Decrypt']);
  });

  it('an event that nobody asked for has no children', () => {
    expect(shown([row('RotateKey', { requestId: null }), row('Encrypt')])).toEqual(['RotateKey', 'Encrypt']);
  });

  it('says of each how it ended, in a word', () => {
    expect(resultOf(row('Encrypt'))).toBe('ok');
    expect(resultOf(row('Encrypt', { errorCode: 'AccessDenied' }))).toBe('DENIED');
    expect(resultOf(row('CopySnapshot', { errorCode: 'Client.UnauthorizedOperation' }))).toBe('DENIED');
    expect(resultOf(row('Encrypt', { errorCode: 'DisabledException' }))).toBe('failed');
  });
});
