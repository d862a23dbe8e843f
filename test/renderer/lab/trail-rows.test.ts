import { describe, expect, it } from 'vitest';
import type { CloudTrailRecord, TrailRow } from '../../../core/index.ts';
import {
  byDay,
  callerOf,
  contextOf,
  matchesText,
  newestExplained,
  resultOf,
  underTheirCause,
} from '../../../renderer/lab/trail-rows.ts';

function row(id: string, causedBy: string | null = null, record: Partial<CloudTrailRecord> = {}): TrailRow {
  const filled = {
    eventID: id,
    eventTime: '2026-01-01T00:00:00Z',
    eventType: 'AwsApiCall',
    ...record,
  } as CloudTrailRecord; // as much of one as is read
  return { requestId: id, causedBy, because: null, record: filled };
}
const idsOf = (rows: readonly TrailRow[]) => rows.map(({ record }) => record.eventID);

describe('the trail', () => {
  it('has a service’s calls right behind the call that they were made for', () => {
    const rows = [row('copy'), row('list'), row('describe', 'copy'), row('decrypt', 'describe'), row('grant', 'copy')];
    expect(idsOf(underTheirCause(rows))).toEqual(['copy', 'describe', 'decrypt', 'grant', 'list']);
  });

  it('loses no call whose cause is out of sight', () => {
    expect(idsOf(underTheirCause([row('decrypt', 'filtered away'), row('list')]))).toEqual(['decrypt', 'list']);
  });

  it('has each record once, also when a call across accounts wrote two', () => {
    const twice = [row('a'), { ...row('b'), requestId: 'a' }, row('c', 'a')];
    expect(idsOf(underTheirCause(twice)).sort()).toEqual(['a', 'b', 'c']);
  });

  it('ends where a record has the id of the request that caused it, as KMS’s own have', () => {
    const own = { ...row('synchronize', 'replicate'), requestId: 'replicate' };
    expect(idsOf(underTheirCause([row('replicate'), row('list'), own]))).toEqual(['replicate', 'synchronize', 'list']);
    expect(idsOf(underTheirCause([own, row('replicate')]))).toEqual(['replicate', 'synchronize']);
    expect(idsOf(underTheirCause([own, row('list')]))).toEqual(['synchronize', 'list']);
  });

  it('has a heading for each day, and leaves a service’s calls with their cause', () => {
    const rows = [
      row('a'),
      row('b', 'a', { eventTime: '2026-01-02T00:00:00Z' }),
      row('c', null, { eventTime: '2026-01-03T00:00:00Z' }),
    ];
    expect(byDay(rows).map(({ heading, items }) => [heading, idsOf(items)])).toEqual([
      ['2026-01-01', ['a', 'b']],
      ['2026-01-03', ['c']],
    ]);
  });

  it('explains the newest call that has a request', () => {
    expect(newestExplained([row('a'), { ...row('b'), requestId: null }])).toBe('a');
    expect(newestExplained([])).toBeNull();
  });
});

describe('a record', () => {
  it.each([
    [{}, 'ok', false],
    [{ eventType: 'AwsServiceEvent' }, 'by AWS', false],
    [{ errorCode: 'AccessDenied' }, 'DENIED', true],
    [{ errorCode: 'Client.UnauthorizedOperation' }, 'DENIED', true],
    [{ errorCode: 'DisabledException' }, 'DisabledException', true],
    [{ errorCode: 'Client.InvalidSnapshot.NotFound' }, 'InvalidSnapshot.NotFound', true],
  ] as const)('%j ended %s', (record, word, isRefused) => {
    expect(resultOf(row('a', null, record))).toEqual({ word, isRefused });
  });

  it('shows the encryption context of its request', () => {
    expect(contextOf(row('a', null, { requestParameters: { encryptionContext: { order: '42', of: 'x' } } }))).toBe(
      'order=42, of=x',
    );
    expect(contextOf(row('a', null, { requestParameters: null }))).toBe('');
  });
});

describe('a filter of the trail', () => {
  it.each([
    ['', true],
    ['decrypt', true],
    ['ORDER', true],
    ['Encrypt2', false],
  ])('%s: %s', (text, matches) => {
    const given = row('a', null, { eventName: 'Decrypt', requestParameters: { encryptionContext: { order: '42' } } });
    expect(matchesText(given, text)).toBe(matches);
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
    expect(callerOf(row('a', null, { userIdentity }), (arn) => `<${arn}>`)).toEqual(told);
  });
});
