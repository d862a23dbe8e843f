import { describe, expect, it } from 'vitest';
import { billLines } from '../../../tui/overlays/bill-lines.ts';
import { textOf } from '../../../tui/text/line.ts';
import { labWith, OWN } from '../../helpers/lab-with.ts';

const HOUR = 3_600_000;

/** The text of a bill of a world with two keys, one of them rotated, at noon on 3 March. */
async function text(options: { readonly hasEvents?: boolean; readonly morePerDay?: number } = {}, width = 80) {
  const { hasEvents = false, morePerDay = 0 } = options;
  const { lab, key, ok, pass } = await labWith({ start: Date.UTC(2026, 2, 1) });
  const KeyId = await key();
  await ok('CreateAlias', { AliasName: 'alias/orders', TargetKeyId: KeyId });
  await key();
  await ok('RotateKeyOnDemand', { KeyId });
  for (let n = 0; n < 3; n += 1) await ok('Encrypt', { KeyId, Plaintext: Uint8Array.of(n) });
  await pass(60 * HOUR);
  const [bill] = await lab.ask({ type: 'bill', accountId: OWN, whatIf: { morePerDay } });
  const view = await lab.ask({ type: 'view' });
  return billLines(bill ?? expect.unreachable(), { view, hasEvents }, width).map(textOf);
}

describe('a bill as text', () => {
  it('says whose it is, of when its prices are, and comes to a sum', async () => {
    const lines = await text();
    expect(lines[0]).toBe('bill of main (111122223333) for 2026-03 up to 2026-03-03 12:00Z');
    expect(lines[1]).toMatch(/^Prices of us-east-1 as of 20\d\d-\d\d: https:\/\/aws\.amazon\.com\/kms\/pricing\/$/);
    expect(lines.at(-2)).toMatch(/^Total +\$0\.24$/);
  });

  it('has a line for each price, and under it what it comes from, keys by their aliases', async () => {
    const lines = await text();
    expect(lines.slice(3, 11)).toEqual([
      'Customer managed keys, us-east-1     120 key-hours  $1.00 a month       $0.16129',
      '        60 h  alias/orders from 2026-03-01 00:00Z to 2026-03-03 12:00Z',
      expect.stringMatching(/^ {8}60 h {2}key\/[0-9a-f-]{36} from 2026-03-01 00:00Z to$/),
      '              2026-03-03 12:00Z',
      'Rotations, first and second,         60 key-hours   $1.00 a month      $0.080645',
      '  us-east-1',
      '        60 h  alias/orders from 2026-03-01 00:00Z to 2026-03-03 12:00Z',
      'Requests, us-east-1                  7 requests     $0.03 per 10,000   $0.000021',
    ]);
    expect(lines.some((line) => line.startsWith('         3 ×  Encrypt alias/orders'))).toBe(true);
  });

  it('names the events behind, where it is asked to', async () => {
    const lines = await text({ hasEvents: true });
    expect(lines.filter((line) => /^ {14}Encrypt [0-9a-f-]{36} … [0-9a-f-]{36} \(3\)$/.test(line))).toHaveLength(1);
    expect(lines.filter((line) => /^ {14}RotateKey [0-9a-f-]{36}$/.test(line))).toHaveLength(1);
  });

  it('says what a replica more would add, where there is a key and nothing is supposed yet', async () => {
    expect((await text()).at(-1)).toMatch(/^What if: \+ replica of a key, a month +\$1\.00$/);
    expect((await text({ morePerDay: 1_000 })).at(-1)).toMatch(/^Total/);
  });

  it('says what it supposes', async () => {
    const lines = await text({ morePerDay: 1_000 });
    expect(lines).toContain('What if: 1000 requests more on each day');
    expect(lines.some((line) => line.startsWith('Requests that are supposed'))).toBe(true);
  });

  it('keeps its columns apart, however many requests there are', async () => {
    const supposed = (await text({ morePerDay: 100_000_000 })).find((line) => line.startsWith('Requests that are'));
    expect(supposed).toMatch(/ 250,000,000 requests {2}\$0\.03 per 10,000 +\$750\.00$/);
  });

  it.each([56, 76, 80, 120])('fits %i columns, with every word whole', async (width) => {
    const lines = await text({ morePerDay: 100_000_000 }, width);
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(width);
    const all = lines.join(' ').replaceAll(/ +/g, ' ');
    for (const says of ['Customer managed keys,', 'Rotations, first and', 'Requests that are', '$750.00'])
      expect(all).toContain(says);
    expect(all).not.toContain('…');
  });
});
