import { describe, expect, it } from 'vitest';
import type { CloudTrailRecord, TrailItem } from '../../../core/index.ts';
import { byDay, callerOf, contextOf, newestExplained, resultWord } from '../../../renderer/lab/trail-rows.ts';

type Given = Partial<CloudTrailRecord> & Partial<Pick<TrailItem, 'depth' | 'result'>>;

function item(
  id: string | null,
  { depth = 0, result = 'ok', ...record }: Given = {},
  causedBy: string | null = null,
): TrailItem {
  const filled = {
    eventID: id ?? 'none',
    eventTime: '2026-01-01T00:00:00Z',
    eventType: 'AwsApiCall',
    ...record,
  } as CloudTrailRecord; // as much of one as is read
  return {
    row: { requestId: id, causedBy, because: null, record: filled },
    depth,
    result,
    keyArn: null,
    accountIds: [],
  };
}

describe('the trail', () => {
  it('has a heading for each day, and leaves a service’s calls with their cause', () => {
    const items = [
      item('a'),
      item('b', { depth: 1, eventTime: '2026-01-02T00:00:00Z' }),
      item('c', { eventTime: '2026-01-03T00:00:00Z' }),
    ];
    expect(byDay(items).map(({ heading, items: of }) => [heading, of.map(({ row }) => row.requestId)])).toEqual([
      ['2026-01-01', ['a', 'b']],
      ['2026-01-03', ['c']],
    ]);
  });

  it('explains the newest call that has a request of its own', () => {
    expect(newestExplained([item('a'), item(null), item('a', {}, 'a')])).toBe('a');
    expect(newestExplained([])).toBeNull();
  });
});

describe('a call', () => {
  it.each([
    [{}, 'ok'],
    [{ eventType: 'AwsServiceEvent' }, 'by AWS'],
    [{ result: 'DENIED', errorCode: 'AccessDenied' }, 'DENIED'],
    [{ result: 'failed', errorCode: 'DisabledException' }, 'DisabledException'],
    [{ result: 'failed', errorCode: 'Client.InvalidSnapshot.NotFound' }, 'InvalidSnapshot.NotFound'],
  ] as const)('%j ended %s', (given, word) => {
    expect(resultWord(item('a', given))).toBe(word);
  });

  it('shows the encryption context of its request', () => {
    expect(contextOf(item('a', { requestParameters: { encryptionContext: { order: '42', of: 'x' } } }))).toBe(
      'order=42, of=x',
    );
    expect(contextOf(item('a', { requestParameters: null }))).toBe('');
  });
});

describe('who made a call', () => {
  it.each([
    [
      { arn: 'arn:role', invokedBy: 'ec2.amazonaws.com' },
      { caller: '<arn:role>', by: 'ec2' },
    ],
    [{ invokedBy: 'AWS Internal' }, { caller: null, by: 'AWS Internal' }],
    [{ arn: 'arn:user' }, { caller: '<arn:user>', by: null }],
  ])('%o', (identity, told) => {
    const userIdentity = { type: 'IAMUser', ...identity } as CloudTrailRecord['userIdentity'];
    expect(callerOf(item('a', { userIdentity }), (arn) => `<${arn}>`)).toEqual(told);
  });
});
