import { describe, expect, it } from 'vitest';
import { filteredItems, recordText, trailItems } from '../../../core/lab/trail-items.ts';
import type { TrailRow } from '../../../core/lab/trail-row.ts';

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

  it.each([
    [{}, 'ok'],
    [{ errorCode: 'AccessDenied' }, 'DENIED'],
    [{ errorCode: 'Client.UnauthorizedOperation' }, 'DENIED'],
    [{ errorCode: 'DisabledException' }, 'failed'],
  ] as const)('says of %j in a word how it ended: %s', (record, result) => {
    expect(trailItems([row('Encrypt', record)])).toMatchObject([{ result }]);
  });

  it('names the KMS key among what a call is about', () => {
    const resources = [
      { type: 'AWS::S3::Bucket', ARN: 'arn:bucket', accountId: '1' },
      { type: 'AWS::KMS::Key', ARN: 'arn:key', accountId: '1' },
    ];
    expect(trailItems([row('Encrypt', { resources }), row('ListKeys')]).map(({ keyArn }) => keyArn)).toEqual([
      'arn:key',
      null,
    ]);
  });

  it('what KMS did by itself stands under the request whose id it bears, whichever was written first', () => {
    const own = row('SynchronizeMultiRegionKey', { requestId: 'replicate', causedBy: 'replicate' });
    const replicate = row('ReplicateKey', { requestId: 'replicate' });
    expect(shown([replicate, row('ListKeys'), own])).toEqual([
      'ReplicateKey',
      '  SynchronizeMultiRegionKey',
      'ListKeys',
    ]);
    expect(shown([own, replicate])).toEqual(['ReplicateKey', '  SynchronizeMultiRegionKey']);
    expect(shown([own])).toEqual(['SynchronizeMultiRegionKey']);
  });
});

describe('a filter of the trail', () => {
  const keyArn = 'arn:aws:kms:us-east-1:111122223333:key/k';
  const people = {
    account: (accountId: string) => (accountId === '111122223333' ? 'prod' : undefined),
    aliases: (arn: string) => (arn === keyArn ? ['arn:aws:kms:us-east-1:111122223333:alias/orders'] : []),
  };
  const trail = [
    row('CopySnapshot', { requestId: 'copy' }),
    row('Decrypt', {
      causedBy: 'copy',
      errorCode: 'AccessDenied',
      requestParameters: { encryptionContext: { order: '42' } },
      userIdentity: { arn: 'arn:aws:sts::111122223333:assumed-role/app/session' },
      resources: [{ ARN: keyArn, accountId: '111122223333', type: 'AWS::KMS::Key' }],
    }),
    row('ListKeys', { userIdentity: { arn: 'arn:aws:iam::444455556666:user/eve' } }),
  ];
  const names = (filter: string) =>
    filteredItems(trailItems(trail), filter, (item) => recordText(item, people)).map(
      ({ row: { record } }) => record.eventName,
    );

  it.each([
    ['', ['CopySnapshot', 'Decrypt', 'ListKeys']],
    ['ORDER', ['CopySnapshot', 'Decrypt']],
    ['denied', ['CopySnapshot', 'Decrypt']],
    ['listkeys', ['ListKeys']],
    ['-decrypt', ['CopySnapshot', 'ListKeys']],
    ['Encrypt2', []],
    ['prod/role/app', ['CopySnapshot', 'Decrypt']], // as a screen shows a session of the role
    ['444455556666/user/eve', ['ListKeys']], // of an account without a name
    ['alias/orders', ['CopySnapshot', 'Decrypt']],
    ['decrypt order=42', ['CopySnapshot', 'Decrypt']],
  ])('"%s" lets through what has its words, and what led there', (filter, left) => {
    expect(names(filter)).toEqual(left);
  });
});
