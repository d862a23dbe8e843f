import { beforeAll, describe, expect, it } from 'vitest';
import type { Bill } from '../../../core/billing/bill.ts';
import { labWith, OTHER, OWN, type TestLab } from '../../helpers/lab-with.ts';

/*
 * A year of keys, and what it costs, worked out by hand.
 *
 * Key A, symmetric, us-east-1: made on 1 January 00:00, rotates every 90 days: on 1 April, 30 June, 28 September and
 *   27 December, each at 00:00. The first two rotations cost as much as a key each, from then on.
 * Key B, RSA_2048, us-east-1: made on 10 February 12:00; scheduled for deletion on 15 May 06:30, which is cancelled on
 *   20 May, so May is charged whole; scheduled for good on 1 August 00:00, and free from then on.
 * Key C, multi-Region, us-east-1, and its replica R in eu-west-1: made on 1 July 00:00; rotated on demand on 10 July
 *   00:00 (done ten seconds later), which counts for both keys.
 * Key D, ECC_NIST_P256, us-east-1: made on 1 November 00:00, scheduled for deletion on 2 November 00:00.
 *
 *            keys us-east-1                keys eu  rotations us-east-1        rotations eu     requests
 * January    A                1.000000
 * February   A + B 444/672 h  1.660714              [28 d = 672 h; from 10 February 12:00 on 18.5 d = 444 h]
 * March      A + B            2.000000                                                          25,000 Encrypt, of which
 *                                                                                               20,000 free: 5,000 × $0.000003 = 0.015000
 * April      A + B            2.000000              A first      1.000000                       100 Sign RSA_2048, none free: 0.000300
 * May        A + B            2.000000              A first      1.000000
 * June       A + B            2.000000              A first + second 24/720 h = 1.033333
 * July       A + B + C        3.000000  R 1.000000  A two + C 528/744 h = 2.709677  R 528/744 h = 0.709677
 * August     A + C            2.000000  R 1.000000  A two + C    3.000000           R 1.000000
 * September  the same: the third rotation of A costs nothing
 * October    the same                                                                           10 RSA data key pairs 0.012000,
 *                                                                                               10 ECC data key pairs 0.000100
 * November   + D 24/720 h     2.033333  R 1.000000  A two + C    3.000000           R 1.000000  200 Sign ECC 0.003000
 * December   as August
 *
 * In cents: 1.00 + 1.66 + 2.02 + 3.00 + 3.00 + 3.03 + 7.42 + 7.00 + 7.00 + 7.01 + 7.04 + 7.00 = 56.18.
 * Every other request of the year is within the free tier of its month.
 */
const BY_HAND = [
  ['2026-01', '$1.00', 1_000_000],
  ['2026-02', '$1.66', 1_660_714],
  ['2026-03', '$2.02', 2_015_000],
  ['2026-04', '$3.00', 3_000_300],
  ['2026-05', '$3.00', 3_000_000],
  ['2026-06', '$3.03', 3_033_333],
  ['2026-07', '$7.42', 7_419_354],
  ['2026-08', '$7.00', 7_000_000],
  ['2026-09', '$7.00', 7_000_000],
  ['2026-10', '$7.01', 7_012_100],
  ['2026-11', '$7.04', 7_036_333],
  ['2026-12', '$7.00', 7_000_000],
] as const;

describe('the bill of a scripted year', () => {
  let test: TestLab;
  const to = async (instant: string) => {
    const outcome = await test.lab.act({ type: 'advanceTo', at: Date.parse(instant) });
    if (!outcome.ok) throw new Error(outcome.error.message);
  };
  const times = async (count: number, operation: string, input: object) => {
    for (let n = 0; n < count; n += 1) await test.ok(operation, input);
  };
  const billOf = async (month: string): Promise<Bill> => {
    const [bill] = await test.lab.ask({ type: 'bill', month, accountId: OWN });
    return bill ?? expect.unreachable();
  };

  beforeAll(async () => {
    test = await labWith({ start: Date.UTC(2026, 0, 1) });
    const { ok, key } = test;
    const Message = Uint8Array.of(1);
    const a = await key();
    await ok('EnableKeyRotation', { KeyId: a, RotationPeriodInDays: 90 });
    await to('2026-02-10T12:00:00Z');
    const b = await key({ KeySpec: 'RSA_2048', KeyUsage: 'SIGN_VERIFY' });
    await to('2026-03-15T00:00:00Z');
    await times(25_000, 'Encrypt', { KeyId: a, Plaintext: Message });
    await to('2026-04-02T00:00:00Z');
    await times(100, 'Sign', { KeyId: b, Message, SigningAlgorithm: 'RSASSA_PSS_SHA_256' });
    await to('2026-05-15T06:30:00Z');
    await ok('ScheduleKeyDeletion', { KeyId: b });
    await to('2026-05-20T00:00:00Z');
    await ok('CancelKeyDeletion', { KeyId: b });
    await to('2026-07-01T00:00:00Z');
    const c = await key({ MultiRegion: true });
    await ok('ReplicateKey', { KeyId: c, ReplicaRegion: 'eu-west-1' });
    await to('2026-07-10T00:00:00Z');
    await ok('RotateKeyOnDemand', { KeyId: c });
    await to('2026-08-01T00:00:00Z');
    await ok('ScheduleKeyDeletion', { KeyId: b, PendingWindowInDays: 7 });
    await to('2026-10-01T00:00:00Z');
    await times(10, 'GenerateDataKeyPairWithoutPlaintext', { KeyId: a, KeyPairSpec: 'RSA_2048' });
    await times(10, 'GenerateDataKeyPair', { KeyId: a, KeyPairSpec: 'ECC_NIST_P256' });
    await to('2026-11-01T00:00:00Z');
    const d = await key({ KeySpec: 'ECC_NIST_P256', KeyUsage: 'SIGN_VERIFY' });
    await times(200, 'Sign', { KeyId: d, Message, SigningAlgorithm: 'ECDSA_SHA_256' });
    await to('2026-11-02T00:00:00Z');
    await ok('ScheduleKeyDeletion', { KeyId: d });
    await to('2027-01-01T00:00:00Z');
  }, 120_000);

  it.each(BY_HAND)('%s is %s', async (month, total, microDollars) => {
    const bill = await billOf(month);
    expect([bill.total, bill.microDollars]).toEqual([total, microDollars]);
    expect(bill.lines.reduce((sum, line) => sum + line.microDollars, 0)).toBe(microDollars);
  });

  it('comes to $56.18, the cents of its months', async () => {
    const cents = await Promise.all(
      BY_HAND.map(async ([month]) => Math.round(Number((await billOf(month)).total.slice(1)) * 100)),
    );
    expect(cents.reduce((sum, each) => sum + each)).toBe(5_618);
  });

  it('has a line for each price and Region, with what is behind it', async () => {
    const { lines } = await billOf('2026-07');
    expect(lines.map(({ charge, region, quantity, amount }) => [charge, region, quantity, amount])).toEqual([
      ['keys', 'eu-west-1', 744, '$1.00'],
      ['keys', 'us-east-1', 3 * 744, '$3.00'],
      ['rotations', 'eu-west-1', 528, '$0.709677'],
      ['rotations', 'us-east-1', 2 * 744 + 528, '$2.709677'],
      ['symmetric', 'us-east-1', 3, '$0.000009'],
      ['freeTier', null, 3, '-$0.000009'],
    ]);
  });

  it('names the rows of CloudTrail that a line comes from', async () => {
    const { lines } = await billOf('2026-03');
    const requests = lines.find(({ charge }) => charge === 'symmetric');
    const [item] = requests?.behind ?? [];
    expect(item).toMatchObject({ quantity: 25_000, events: [{ eventName: 'Encrypt', count: 25_000 }] });
    const rows = await test.lab.ask({ type: 'trail', keyArn: item?.keyArns[0] ?? '' });
    const encrypted = rows.filter(({ record }) => record.eventName === 'Encrypt');
    expect(item?.events[0]?.firstEventId).toBe(encrypted[0]?.record.eventID);
    expect(item?.events[0]?.lastEventId).toBe(encrypted.at(-1)?.record.eventID);
  });

  it('says of a key when it cost something, and which events made it so', async () => {
    const { lines } = await billOf('2026-11');
    const keys = lines.find(({ charge, region }) => charge === 'keys' && region === 'us-east-1');
    const d = keys?.behind.at(-1);
    expect(d).toMatchObject({
      quantity: 24,
      from: Date.UTC(2026, 10, 1),
      until: Date.UTC(2026, 10, 2),
    });
    expect(d?.events.map(({ eventName, count }) => [eventName, count])).toEqual([
      ['CreateKey', 1],
      ['ScheduleKeyDeletion', 1],
      ['DeleteKey', 1],
    ]);
  });

  it('has the other account pay for nothing', async () => {
    const [bill] = await test.lab.ask({ type: 'bill', month: '2026-07', accountId: OTHER });
    expect(bill).toMatchObject({ lines: [], total: '$0.00' });
  });
});
