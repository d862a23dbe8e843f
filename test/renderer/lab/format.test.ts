import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  brief,
  formatInstant,
  formatUntil,
  inWords,
  keyLabel,
  resourceOf,
  toBase64,
  toPem,
} from '../../../renderer/lab/format.ts';
import { horizon, targetOf } from '../../../renderer/lab/time-steps.ts';

const NOW = Date.UTC(2026, 0, 1, 9, 2, 11);
const DAY = 86_400_000;

describe('an instant', () => {
  it('is shown in UTC, as CloudTrail and the CLI show it', () => {
    expect(formatInstant(NOW)).toBe('2026-01-01 09:02:11');
  });
  it.each([
    [NOW, 'now'],
    [NOW - 1, 'now'],
    [NOW + 1, 'in less than a minute'],
    [NOW + 60_000, 'in 1 minute'],
    [NOW + 5 * 3_600_000, 'in 5 hours'],
    [NOW + 30 * DAY, 'in 30 days'],
  ])('%d is %s', (at, words) => {
    expect(formatUntil(at, NOW)).toBe(words);
  });
});

describe('a step of the clock', () => {
  it.each([
    [{ type: 'days', days: 30 } as const, NOW + 30 * DAY],
    [{ type: 'next' } as const, null],
    [{ type: 'date', text: '2026-02-01T00:00' } as const, Date.UTC(2026, 1, 1)],
    [{ type: 'date', text: '' } as const, null],
  ])('%j leads to %s', (step, target) => {
    expect(targetOf(step, NOW)).toBe(target);
  });
  it('looks further ahead than the longest rotation period', () => {
    expect(horizon(NOW) - NOW).toBeGreaterThan(2560 * DAY);
  });
});

describe('a name', () => {
  it('of a state is in the console’s words', () => {
    expect(inWords('PendingDeletion')).toBe('Pending deletion');
    expect(inWords('automaticRotation')).toBe('Automatic rotation');
  });
  it('of a key is its alias, else the beginning of its id', () => {
    expect(keyLabel({ alias: 'alias/orders', keyId: 'x' })).toBe('alias/orders');
    expect(keyLabel({ alias: null, keyId: '1234abcd-12ab-34cd-56ef-1234567890ab' })).toBe('1234abcd…');
  });
  it('of a resource is what stands behind the account', () => {
    expect(resourceOf('arn:aws:iam::111122223333:role/admin')).toBe('role/admin');
    expect(resourceOf('not an ARN')).toBe('not an ARN');
  });
});

describe('a long text', () => {
  it('is cut where it is longer than there is room for', () => {
    expect(brief('aws kms list-keys', 17)).toBe('aws kms list-keys');
    expect(brief('aws kms list-keys', 8)).toBe('aws kms…');
  });
});

describe('bytes', () => {
  it.each([
    [[], ''],
    [[0], 'AA=='],
    [[251, 255, 254], '+//+'],
  ])('%j are %s in base64', (bytes, text) => {
    expect(toBase64(Uint8Array.from(bytes))).toBe(text);
  });
});

describe('a PEM', () => {
  it('is what node:crypto reads, in lines of 64', () => {
    const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
    const pem = toPem('PUBLIC KEY', publicKey.export({ type: 'spki', format: 'der' }));
    expect(pem).toBe(publicKey.export({ type: 'spki', format: 'pem' }));
  });
});
