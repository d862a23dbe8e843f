import { describe, expect, it } from 'vitest';
import { ON_DEMAND_ROTATION_LIMIT } from '../../../core/keys/key-context.ts';
import type { KeyEvent } from '../../../core/keys/key-event.ts';
import { applyKeyEvent, type KeySnapshot, keyCan, keyDueAt } from '../../../core/keys/key-snapshot.ts';
import { DAY_MS } from '../../../core/keys/key-state.ts';
import { keyIn } from './key-in.ts';

const enable = (rotationPeriodInDays: number, at: number): KeyEvent => ({
  type: 'EnableKeyRotation',
  rotationPeriodInDays,
  at,
});
const having = (key: KeySnapshot, ...events: readonly KeyEvent[]): KeySnapshot =>
  events.reduce((one, event) => applyKeyEvent(one, event).key, key);
const onDemand: KeyEvent = { type: 'RotateKeyOnDemand', at: 0, completionDate: 10 };

describe('automatic rotation (KMS Developer Guide, "Rotating AWS KMS keys"; lifecycle.md section 1)', () => {
  it('is off until it is turned on', () => {
    expect(keyIn('Enabled').value.automaticRotation).toBe('Off');
    expect(keyDueAt(keyIn('Enabled'))).toBeNull();
  });

  it('is first due a period after it was turned on', () => {
    expect(keyDueAt(having(keyIn('Enabled'), enable(90, 5)))).toBe(90 * DAY_MS + 5);
  });

  it('asks for new key material on its date, and not before', () => {
    const key = having(keyIn('Enabled'), enable(90, 0));
    expect(applyKeyEvent(key, { type: 'TimePassed', now: 90 * DAY_MS - 1 }).effects).toEqual([]);
    expect(applyKeyEvent(key, { type: 'TimePassed', now: 90 * DAY_MS }).effects).toEqual([
      { type: 'makeKeyMaterial', rotationType: 'AUTOMATIC' },
    ]);
  });

  it('is next due a period after the date that was scheduled', () => {
    const key = having(keyIn('Enabled'), enable(90, 0), { type: 'TimePassed', now: 95 * DAY_MS });
    expect(keyDueAt(key)).toBe(180 * DAY_MS);
  });

  it('keeps older material and encrypts with the newest', () => {
    const key = having(keyIn('Enabled'), enable(90, 0), {
      type: 'KeyMaterialRotated',
      keyMaterialId: 'second',
      rotationType: 'AUTOMATIC',
      at: 7,
    });
    expect(key.context.materials.map(({ keyMaterialId, rotationType }) => [keyMaterialId, rotationType])).toEqual([
      ['first', null],
      ['second', 'AUTOMATIC'],
    ]);
  });

  it('counts a new period from the last automatic rotation', () => {
    const key = having(
      keyIn('Enabled'),
      enable(90, 0),
      { type: 'TimePassed', now: 90 * DAY_MS },
      enable(365, 100 * DAY_MS),
    );
    expect(keyDueAt(key)).toBe((90 + 365) * DAY_MS);
  });

  it('can be turned off, and turning it off twice is no error', () => {
    const key = having(keyIn('Enabled'), enable(90, 0), { type: 'DisableKeyRotation' });
    expect(keyDueAt(key)).toBeNull();
    expect(keyCan(key, { type: 'DisableKeyRotation' })).toBe(true);
  });

  it.each([
    'Disabled',
    'PendingDeletion',
    'PendingReplicaDeletion',
    'PendingImport',
    'Unavailable',
    'Creating',
  ] as const)('can be neither turned on nor off while the key is %s', (state) => {
    expect(keyCan(keyIn(state), enable(90, 0))).toBe(false);
    expect(keyCan(keyIn(state), { type: 'DisableKeyRotation' })).toBe(false);
  });

  it('does not happen while the key is disabled, and is due at once when it is enabled again', () => {
    const key = having(keyIn('Enabled'), enable(90, 0), { type: 'DisableKey' });
    expect(keyDueAt(key)).toBeNull();
    expect(applyKeyEvent(key, { type: 'TimePassed', now: 400 * DAY_MS }).effects).toEqual([]);
    expect(keyDueAt(having(key, { type: 'EnableKey' }))).toBe(90 * DAY_MS);
  });

  it('survives a deletion that is called off', () => {
    const key = having(
      keyIn('Enabled'),
      enable(90, 0),
      { type: 'ScheduleKeyDeletion', deletionDate: 30 * DAY_MS, pendingWindowInDays: 30, hasReplicas: false },
      { type: 'CancelKeyDeletion' },
      { type: 'EnableKey' },
    );
    expect(key.value.automaticRotation).toBe('On');
  });
});

describe('rotation on demand (KMS API Reference, RotateKeyOnDemand; lifecycle.md section 2)', () => {
  it('needs no automatic rotation, and does not move its date', () => {
    const key = having(keyIn('Enabled'), enable(90, 0), onDemand);
    expect(key.context.nextRotationDate).toBe(90 * DAY_MS);
  });

  it('takes a moment, and asks for new key material at its end', () => {
    const key = having(keyIn('Enabled'), onDemand);
    expect(key.value.onDemandRotation).toBe('InProgress');
    expect(applyKeyEvent(key, { type: 'TimePassed', now: 10 }).effects).toEqual([
      { type: 'makeKeyMaterial', rotationType: 'ON_DEMAND' },
    ]);
    const rotated = having(key, {
      type: 'KeyMaterialRotated',
      keyMaterialId: 'second',
      rotationType: 'ON_DEMAND',
      at: 10,
    });
    expect(rotated.value.onDemandRotation).toBe('Idle');
    expect(rotated.context.onDemandStartDate).toBeNull();
  });

  it('asked for again while it is in progress, is accepted and does nothing', () => {
    const key = having(keyIn('Enabled'), onDemand, onDemand);
    expect(key.context.onDemandCount).toBe(1);
  });

  it('is refused to a disabled key', () => {
    expect(keyCan(keyIn('Disabled'), onDemand)).toBe(false);
  });

  it(`is refused to a key that had ${ON_DEMAND_ROTATION_LIMIT} of them`, () => {
    expect(keyCan(keyIn('Enabled', { onDemandCount: ON_DEMAND_ROTATION_LIMIT - 1 }), onDemand)).toBe(true);
    expect(keyCan(keyIn('Enabled', { onDemandCount: ON_DEMAND_ROTATION_LIMIT }), onDemand)).toBe(false);
  });
});
