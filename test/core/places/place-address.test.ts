import { describe, expect, it } from 'vitest';
import { addressText, type PlaceAddress, parseAddress, parseLink } from '../../../core/places/place-address.ts';

const KEY_ID = '1234abcd-12ab-34cd-56ef-1234567890ab';
const ADDRESSES: readonly (readonly [string, PlaceAddress])[] = [
  ['lab', { place: 'lab' }],
  ['lab?show=map', { place: 'lab', shows: 'map' }],
  ['flow', { place: 'flow' }],
  ['learn', { place: 'learn', lesson: null }],
  ['learn/7', { place: 'learn', lesson: '7' }],
  ['learn/key-policy', { place: 'learn', lesson: 'key-policy' }],
  ['key', { place: 'key', key: null, tab: null }],
  ['key/alias/orders', { place: 'key', key: 'alias/orders', tab: null }],
  ['key/alias/orders?tab=rotation', { place: 'key', key: 'alias/orders', tab: 'rotation' }],
  [`key/${KEY_ID}?tab=policy`, { place: 'key', key: KEY_ID, tab: 'policy' }],
  [`key/mrk-${'0'.repeat(32)}`, { place: 'key', key: `mrk-${'0'.repeat(32)}`, tab: null }],
  [
    `key/arn:aws:kms:eu-west-2:111122223333:key/${KEY_ID}`,
    { place: 'key', key: `arn:aws:kms:eu-west-2:111122223333:key/${KEY_ID}`, tab: null },
  ],
  [`why/${KEY_ID}`, { place: 'why', requestId: KEY_ID }],
  [`trail/${KEY_ID}`, { place: 'trail', eventId: KEY_ID }],
  ['replay/snapshot-copy?step=3', { place: 'replay', name: 'snapshot-copy', step: 3 }],
];

describe('an address', () => {
  it.each(ADDRESSES)('%s is read, and written the same', (text, address) => {
    expect(parseAddress(text)).toEqual(address);
    expect(addressText(address)).toBe(text);
    expect(parseLink(`kmslab://${text}`)).toEqual(address);
  });

  it('may leave out that an alias is one', () => {
    expect(parseAddress('key/orders')).toEqual(parseAddress('key/alias/orders'));
    expect(parseAddress('key/aws/ebs')).toEqual(parseAddress('key/alias/aws/ebs'));
  });

  it('is read at once, however nearly its key is an id', () => {
    const alias = `${'a'.repeat(400)}g`; // a pattern that reads it in every way that there is would never come to its end
    expect(parseLink(`kmslab://key/${alias}`)).toEqual({ place: 'key', key: `alias/${alias}`, tab: null });
  });

  it('may end in a slash, as systems write links', () => {
    expect(parseLink('kmslab://learn/')).toEqual({ place: 'learn', lesson: null });
    expect(parseLink('kmslab:learn/7')).toEqual({ place: 'learn', lesson: '7' });
  });

  it.each([
    '',
    'prison',
    'constructor',
    '__proto__',
    'none',
    'lab/panel',
    'lab?run=aws',
    'learn/7?step=2',
    'learn/../../etc',
    'key/a b',
    'key/orders?tab=secrets',
    'key/orders?tab=tags&tab=tags',
    'key/orders?tab',
    'key/%',
    'key/<script>',
    'why/1;2',
    'replay/snapshot-copy?step=-1',
    'replay/x?step=1?step=2',
    `key/${'a'.repeat(3_000)}`,
  ])('is refused in one line where it is %j', (text) => {
    const refusal = () => parseAddress(text);
    expect(refusal).toThrow(expect.objectContaining({ name: 'AddressError' }));
    expect(refusal).toThrow(/^[^\n]{1,200}$/);
  });

  it.each(['http://learn/7', 'kmslab-app://lab/index.html', 'learn/7', 'KMSLAB', ' kmslab://learn/7'])(
    'is no link in %j',
    (link) => expect(() => parseLink(link)).toThrow(),
  );
});
