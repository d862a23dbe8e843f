import { expect, it } from 'vitest';
import { addressText, parseAddress } from '../../../core/bridge/index.ts';
import { INITIAL_UI, type UiState } from '../../../renderer/app/ui-state.ts';
import { addressHere } from '../../../renderer/lab/address-here.ts';

const KEY = { alias: 'alias/orders', keyArn: 'arn:aws:kms:us-east-1:111122223333:key/k' };
const SEEN = { key: KEY, lesson: { id: 'rotation' }, replay: { name: 'snapshot-copy', done: 3 } };
const NOTHING = { key: null, lesson: null, replay: null };

it.each([
  ['lab', {}, 'key/alias/orders?tab=overview', 'lab'],
  ['lab', { middle: 'world' }, 'lab?show=map', 'lab?show=map'],
  ['learn', {}, 'learn/rotation', 'learn'],
  ['key', { tab: 'crypto' }, 'key/alias/orders?tab=cryptography', 'key'],
  ['flow', {}, 'flow', 'flow'],
  ['envelope', {}, 'envelope', 'envelope'],
  ['why', { whyOf: 'request-1' }, 'why/request-1', 'why/request-1'],
  ['trail', { trailAt: { eventId: 'event-1', requestId: null } }, 'trail/event-1', 'trail/event-1'],
  ['bill', {}, 'bill', 'bill'],
  ['replay', {}, 'replay/snapshot-copy?step=3', 'replay'],
] as const satisfies readonly (readonly [UiState['place'], Partial<UiState>, string, string])[])(
  'a link says where the window is: %s',
  (place, more, seen, empty) => {
    const ui = { ...INITIAL_UI, ...more, place };
    const link = addressText(addressHere(ui, SEEN));
    expect(link).toBe(seen);
    expect(addressText(addressHere(ui, NOTHING))).toBe(empty);
    expect(parseAddress(link)).toEqual(addressHere(ui, SEEN));
  },
);
