import { describe, expect, it } from 'vitest';
import type { TrailCount } from '../../../core/audit/trail-tally.ts';
import { type Bill, type BillSources, billOf } from '../../../core/billing/bill.ts';
import type { LedgerKey } from '../../../core/billing/key-ledger.ts';
import { inCents, inDollars } from '../../../core/billing/money.ts';
import { clockHours, HOUR_MS, monthAt, parseMonth } from '../../../core/billing/month.ts';
import type { LabQuery } from '../../../core/index.ts';
import { ADMIN, arnOf, DAY, labWith, OTHER, OTHER_ADMIN, OWN, type TestLab, trusting } from '../../helpers/lab-with.ts';

const MARCH = parseMonth('2026-03');
const KEY = arnOf('11111111-aaaa-4aaa-8aaa-111111111111') as LedgerKey['arn'];

/** A symmetric key that was there all March. */
const key = (over: Partial<LedgerKey> = {}): LedgerKey => ({
  arn: KEY,
  accountId: OWN as LedgerKey['accountId'],
  region: 'us-east-1' as LedgerKey['region'],
  keySpec: 'SYMMETRIC_DEFAULT',
  keyManager: 'CUSTOMER',
  createdAt: 0,
  rotatedAt: [],
  freeSince: null,
  ...over,
});
const requests = (eventName: string, count: number, over: Partial<TrailCount> = {}): TrailCount => ({
  accountId: OWN,
  month: '2026-03',
  region: 'us-east-1',
  eventName,
  keyArns: KEY,
  keyPairSpec: '',
  isCharged: true,
  count,
  firstEventId: 'first',
  lastEventId: 'last',
  ...over,
});
function march(keys: readonly LedgerKey[], counts: readonly TrailCount[] = [], over: Partial<BillSources> = {}): Bill {
  return billOf({
    accountId: OWN,
    month: MARCH,
    until: MARCH.end,
    keys: new Map(keys.map((each) => [each.arn, each])),
    requests: counts,
    lifeOfKeys: [],
    pace: 1,
    moreRequests: 0,
    moreReplicas: 0,
    ...over,
  });
}

describe('AWS’s own examples', () => {
  it.each<[string, string, Bill]>([
    [
      'one key with three rotations, and 100,000 Encrypt',
      '$3.24',
      march([key({ rotatedAt: [1, 2, 3] })], [requests('Encrypt', 100_000)]),
    ],
    [
      'a primary key and two replicas',
      '$3.00',
      march(
        ['us-east-1', 'eu-west-1', 'eu-west-2'].map((region) => {
          const there = region as LedgerKey['region'];
          return key({ region: there, arn: KEY.replace('us-east-1', region) as LedgerKey['arn'] });
        }),
      ),
    ],
    [
      'ten million reads from S3 under its managed key, without bucket keys',
      '$29.94',
      march([key({ keyManager: 'AWS' })], [requests('Decrypt', 10_000_000)]),
    ],
    [
      'a key that was used for twelve hours and then scheduled for deletion',
      '$0.02',
      march([key({ createdAt: MARCH.start, freeSince: MARCH.start + 12 * HOUR_MS })]),
    ],
  ])('%s: %s', (_, total, bill) => {
    expect(bill.total).toBe(total);
  });
});

describe('requests', () => {
  const RSA = key({ keySpec: 'RSA_2048', arn: arnOf('22222222-aaaa-4aaa-8aaa-222222222222') as LedgerKey['arn'] });
  const ECC = key({ keySpec: 'ECC_NIST_P384', arn: arnOf('33333333-aaaa-4aaa-8aaa-333333333333') as LedgerKey['arn'] });
  const HMAC = key({ keySpec: 'HMAC_256', arn: arnOf('44444444-aaaa-4aaa-8aaa-444444444444') as LedgerKey['arn'] });
  const free = { freeSince: 0 }; // so that the keys themselves cost nothing here
  const keys = [key(free), { ...RSA, ...free }, { ...ECC, ...free }, { ...HMAC, ...free }];

  it.each<[string, string, Partial<TrailCount>, string]>([
    ['Encrypt', 'symmetric', {}, '$3.00'],
    ['GenerateMac', 'symmetric', { keyArns: HMAC.arn }, '$3.00'],
    ['ListKeys', 'symmetric', { keyArns: '' }, '$3.00'],
    ['DescribeKey', 'symmetric', { keyArns: ECC.arn }, '$3.00'],
    ['Sign', 'rsa2048', { keyArns: RSA.arn }, '$3.00'],
    ['GetPublicKey', 'rsa2048', { keyArns: RSA.arn }, '$3.00'],
    ['Sign', 'asymmetric', { keyArns: ECC.arn }, '$15.00'],
    ['ReEncrypt', 'rsa2048', { keyArns: `${KEY} ${RSA.arn}` }, '$3.00'],
    ['GenerateDataKeyPair', 'rsaDataKeyPair', { keyPairSpec: 'RSA_4096' }, '$1200.00'],
    ['GenerateDataKeyPairWithoutPlaintext', 'eccDataKeyPair', { keyPairSpec: 'ECC_NIST_P256' }, '$10.00'],
  ])('a million of %s are %s', (eventName, charge, over, amount) => {
    const [line] = march(keys, [requests(eventName, 1_000_000, over)]).lines;
    expect([line?.charge, line?.amount]).toEqual([charge, amount]);
  });

  it('the first 20,000 of a month are free, over all Regions, but not those with asymmetric keys', () => {
    const { lines, total } = march(keys, [
      requests('Encrypt', 15_000),
      requests('Encrypt', 15_000, { region: 'eu-west-1' }),
      requests('Sign', 10_000, { keyArns: RSA.arn }),
    ]);
    expect(lines.map(({ charge, amount }) => [charge, amount])).toEqual([
      ['symmetric', '$0.045'],
      ['symmetric', '$0.045'],
      ['rsa2048', '$0.03'],
      ['freeTier', '-$0.06'],
    ]);
    expect(total).toBe('$0.06');
  });
});

describe('hours', () => {
  it.each<[string, string, number]>([
    ['2026-03-01T00:00:00Z', '2026-03-01T01:00:00Z', 1],
    ['2026-03-01T00:10:00Z', '2026-03-01T00:20:00Z', 1],
    ['2026-03-01T00:59:59Z', '2026-03-01T01:00:01Z', 2],
    ['2026-03-01T00:30:00Z', '2026-03-01T00:30:00Z', 0],
    ['2026-03-02T00:00:00Z', '2026-03-01T00:00:00Z', 0],
  ])('of the clock count whole when they are begun: from %s to %s', (from, until, hours) => {
    expect(clockHours(Date.parse(from), Date.parse(until))).toBe(hours);
  });

  it('of a month are as many as its days have', () => {
    expect(['2026-02', '2028-02', '2026-03', '2026-04'].map((name) => parseMonth(name).hours)).toEqual([
      672, 696, 744, 720,
    ]);
    expect(monthAt(MARCH.end - 1).name).toBe('2026-03');
    expect(monthAt(MARCH.end).name).toBe('2026-04');
    expect(() => parseMonth('2026-13')).toThrow("expected a month such as 2026-03, got '2026-13'");
  });
});

describe('amounts', () => {
  it.each<[number, string, string]>([
    [0, '$0.00', '$0.00'],
    [3, '$0.00', '$0.000003'],
    [4_999, '$0.00', '$0.004999'],
    [5_000, '$0.01', '$0.005'],
    [2_015_000, '$2.02', '$2.015'],
    [1_234_567_890, '$1234.57', '$1234.56789'],
  ])('%i millionths are %s, exactly %s', (microDollars, cents, whole) => {
    expect([inCents(microDollars), inDollars(microDollars)]).toEqual([cents, whole]);
  });
});

describe('the bill of a world', () => {
  type Asked = Omit<Extract<LabQuery, { type: 'bill' }>, 'type'>;
  const START = Date.UTC(2026, 2, 1);
  const world = () => labWith({ start: START });
  const bill = async ({ lab }: TestLab, asked: Asked = {}): Promise<Bill> => {
    const [only] = await lab.ask({ type: 'bill', accountId: OWN, ...asked });
    return only ?? expect.unreachable();
  };
  const lineOf = ({ lines }: Bill, charge: string) => lines.find((line) => line.charge === charge);

  it('of the month that it is goes up to now', async () => {
    const test = await world();
    await test.key();
    await test.pass(3 * DAY);
    expect(await bill(test)).toMatchObject({ month: '2026-03', until: START + 3 * DAY, total: '$0.10' }); // 72/744
  });

  it('charges a deleted key until it was scheduled, and a key whose deletion was cancelled for the time between too', async () => {
    const test = await world();
    const KeyId = await test.key();
    await test.pass(DAY);
    await test.ok('ScheduleKeyDeletion', { KeyId });
    await test.pass(2 * DAY);
    expect(lineOf(await bill(test), 'keys')?.quantity).toBe(24);
    await test.ok('CancelKeyDeletion', { KeyId });
    expect(lineOf(await bill(test), 'keys')?.quantity).toBe(72);
    await test.pass(DAY);
    expect(lineOf(await bill(test), 'keys')?.quantity).toBe(96);
  });

  it('charges a disabled key, one that waits for its material, and one in no use', async () => {
    const test = await world();
    await test.ok('DisableKey', { KeyId: await test.key() });
    await test.key({ Origin: 'EXTERNAL' });
    await test.pass(DAY);
    expect(lineOf(await bill(test), 'keys')?.quantity).toBe(48);
  });

  it('charges a primary key that waits for its replicas’ deletion', async () => {
    const test = await world();
    const KeyId = await test.key({ MultiRegion: true });
    await test.ok('ReplicateKey', { KeyId, ReplicaRegion: 'eu-west-1' });
    await test.pass(DAY);
    const europe = { ...ADMIN, region: 'eu-west-1' };
    await test.ok('ScheduleKeyDeletion', { KeyId, PendingWindowInDays: 7 });
    await test.ok('ScheduleKeyDeletion', { KeyId, PendingWindowInDays: 7 }, europe);
    await test.pass(20 * DAY);
    const keys = (await bill(test)).lines.filter(({ charge }) => charge === 'keys');
    expect(keys.map(({ region, quantity }) => [region, quantity])).toEqual([
      ['eu-west-1', 24],
      ['us-east-1', 8 * 24],
    ]);
  });

  it('charges nothing for an AWS managed key but the requests', async () => {
    const test = await world();
    await test.ok('DescribeKey', { KeyId: 'alias/aws/ebs' });
    await test.pass(DAY);
    expect((await bill(test)).lines.map(({ charge, quantity }) => [charge, quantity])).toEqual([
      ['symmetric', 1],
      ['freeTier', 1],
    ]);
  });

  it('charges requests on another account’s key to the caller, and the key to its owner', async () => {
    const test = await world();
    const KeyId = arnOf(await test.key({ Policy: trusting(OWN, OTHER) }));
    await test.ok('Encrypt', { KeyId, Plaintext: Uint8Array.of(1) }, OTHER_ADMIN);
    await test.pass(DAY);
    const [own, other] = [await bill(test), await bill(test, { accountId: OTHER })];
    expect(lineOf(own, 'symmetric')?.behind.map(({ events }) => events[0]?.eventName)).toEqual(['CreateKey']);
    expect(lineOf(other, 'symmetric')?.behind).toMatchObject([
      { keyArns: [KeyId], events: [{ eventName: 'Encrypt' }] },
    ]);
    expect([lineOf(own, 'keys')?.quantity, lineOf(other, 'keys')]).toEqual([24, undefined]);
  });

  it('charges nothing for requests that were refused, and for what KMS does by itself', async () => {
    const test = await world();
    const KeyId = await test.key();
    await test.call('DescribeKey', { KeyId: 'nobody' });
    await test.call('Encrypt', { KeyId, Plaintext: Uint8Array.of(1), DryRun: true });
    await test.ok('RotateKeyOnDemand', { KeyId });
    await test.pass(DAY);
    const names = lineOf(await bill(test), 'symmetric')?.behind.map(({ events }) => events[0]?.eventName);
    expect(names).toEqual(['CreateKey', 'RotateKeyOnDemand']);
    expect(lineOf(await bill(test), 'rotations')?.behind).toMatchObject([
      { quantity: 24, events: [{ eventName: 'RotateKey', count: 1 }] },
    ]);
  });

  it('is every account’s where none is named', async () => {
    const test = await world();
    const bills = await test.lab.ask({ type: 'bill' });
    expect(bills.map(({ accountId }) => accountId)).toEqual([OWN, OTHER]);
  });

  it('tells the months before and behind that there are, and whether it is of a whole one', async () => {
    const { lab, pass } = await labWith({ start: Date.UTC(2026, 0, 31, 23) });
    const told = async (asked: Asked = {}) => {
      const [bill] = await lab.ask({ type: 'bill', ...asked });
      return [bill?.month, bill?.months.before, bill?.months.after, bill?.months.now, bill?.isWhole];
    };
    expect(await told()).toEqual(['2026-01', null, null, '2026-01', false]);
    await pass(59 * DAY); // 31 March, 23:00
    expect(await told()).toEqual(['2026-03', '2026-02', null, '2026-03', false]);
    expect(await told({ whatIf: { toMonthEnd: true } })).toEqual(['2026-03', '2026-02', null, '2026-03', true]);
    expect(await told({ month: '2026-02' })).toEqual(['2026-02', '2026-01', '2026-03', '2026-03', true]);
    expect(await told({ month: '2026-01' })).toEqual(['2026-01', null, '2026-02', '2026-03', true]);
    await pass(DAY / 24); // 1 April, 00:00
    expect(await told({ month: '2026-03' })).toEqual(['2026-03', '2026-02', '2026-04', '2026-04', true]);
  });

  it.each<[Asked, string]>([
    [{ month: '2026-04' }, '2026-04 has not begun'],
    [{ month: 'March' }, "expected a month such as 2026-03, got 'March'"],
    [{ accountId: '999999999999' }, 'the lab has no account 999999999999'],
    [{ whatIf: { morePerDay: -1 } }, 'expected a whole number of requests a day, got -1'],
    [{ whatIf: { moreReplicas: 0.5 } }, 'expected a whole number of replicas, got 0.5'],
  ])('refuses %j', async (asked, message) => {
    const test = await world();
    await expect(bill(test, asked)).rejects.toThrow(message);
  });

  describe('what if', () => {
    it('everything goes on: keys to the end of the month, requests at their pace, rotations that are due', async () => {
      const test = await labWith({ start: START - 80 * DAY });
      const KeyId = await test.key();
      await test.ok('EnableKeyRotation', { KeyId, RotationPeriodInDays: 90 }); // due on 11 March
      await test.pass(80 * DAY);
      for (let n = 0; n < 10; n += 1) await test.ok('DescribeKey', { KeyId });
      await test.pass(1 * DAY);
      const supposed = await bill(test, { whatIf: { toMonthEnd: true } });
      expect(supposed.until).toBe(MARCH.end);
      expect(lineOf(supposed, 'keys')?.quantity).toBe(744);
      expect(lineOf(supposed, 'rotations')?.quantity).toBe(21 * 24);
      expect(lineOf(supposed, 'symmetric')?.quantity).toBe(310);
      expect(supposed.supposes).toHaveLength(1);
      await test.pass(30 * DAY);
      expect(lineOf(await bill(test, { month: '2026-03' }), 'rotations')?.quantity).toBe(21 * 24);
    });

    it('no key were rotated', async () => {
      const test = await world();
      const KeyId = await test.key();
      await test.ok('RotateKeyOnDemand', { KeyId });
      await test.pass(31 * DAY);
      const month = '2026-03';
      expect((await bill(test, { month })).total).toBe('$2.00');
      expect((await bill(test, { month, whatIf: { withoutRotation: true } })).total).toBe('$1.00');
    });

    it('there were more requests on each day', async () => {
      const test = await world();
      await test.pass(31 * DAY);
      const supposed = await bill(test, { month: '2026-03', whatIf: { morePerDay: 10_000 } });
      expect(lineOf(supposed, 'symmetric')).toMatchObject({ region: null, quantity: 310_000 });
      expect(supposed.total).toBe('$0.87'); // 290,000 of them are not free
      expect(supposed.supposes).toEqual(['10000 requests more on each day']);
    });

    it('a key had a replica more: it is billed as a key, for the whole month, on any day of it', async () => {
      const test = await world();
      await test.key();
      const before = await bill(test, {});
      const supposed = await bill(test, { whatIf: { moreReplicas: 2 } });
      expect(supposed.microDollars - before.microDollars).toBe(2_000_000);
      expect(supposed.lines.find(({ region }) => region === null)).toMatchObject({
        charge: 'keys',
        quantity: 2 * 744,
        price: '$1.00 a month',
        amount: '$2.00',
      });
      expect(supposed.supposes).toEqual(['2 replicas more for the whole month, of keys that were never rotated']);
      expect(before.replicaMore).toBe('$1.00');
    });
  });
});
