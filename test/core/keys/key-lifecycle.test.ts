import { describe, expect, it } from 'vitest';
import { KEY_EVENT_EXAMPLES } from '../../../core/charts/chart-of.ts';
import type { KeyEvent } from '../../../core/keys/key-event.ts';
import type { KeyMaterial } from '../../../core/keys/key-material.ts';
import { applyKeyEvent, keyCan, keyDueAt, newKey } from '../../../core/keys/key-snapshot.ts';
import { DAY_MS } from '../../../core/keys/key-state.ts';
import { keyIn } from './key-in.ts';

const schedule: KeyEvent = {
  type: 'ScheduleKeyDeletion',
  deletionDate: 7 * DAY_MS,
  pendingWindowInDays: 7,
  hasReplicas: false,
};
const scheduleWithReplicas: KeyEvent = { ...schedule, hasReplicas: true };
const importMaterial: KeyEvent = {
  type: 'ImportKeyMaterial',
  keyMaterialId: 'first',
  at: 5,
  validTo: null,
  description: null,
};
const deleteMaterial: KeyEvent = { type: 'DeleteImportedKeyMaterial', keyMaterialId: null };
/** A key of origin EXTERNAL whose material expires at 50. */
const expiring = {
  origin: 'EXTERNAL',
  materials: [
    {
      keyMaterialId: 'first',
      since: 0,
      rotationType: null,
      imported: { isPresent: true, validTo: 50, description: '' },
    },
  ],
} as const;
const external = { origin: 'EXTERNAL' } as const;
const present = (keyMaterialId: string) =>
  ({
    keyMaterialId,
    since: 0,
    rotationType: null,
    imported: { isPresent: true, validTo: null, description: '' },
  }) as const;
const gone = (keyMaterialId: string) =>
  ({ ...present(keyMaterialId), imported: { isPresent: false, validTo: null, description: '' } }) as const;
const newReplica = ({ origin }: { origin: 'AWS_KMS' | 'EXTERNAL' }) =>
  newKey({ origin, multiRegion: true, replicaDoneDate: 5 });
const copied = (...materials: readonly KeyMaterial[]): KeyEvent => ({
  type: 'PrimaryPropertiesCopied',
  shared: { ...KEY_EVENT_EXAMPLES.PrimaryPropertiesCopied.shared, materials },
});
const inKeyStore = { origin: 'AWS_CLOUDHSM' } as const;
const multiRegion = { multiRegion: true } as const;

describe('the life of a key (KMS Developer Guide, "Key states"; keys.md section 12)', () => {
  it.each([
    [
      'a key is enabled as soon as KMS has made its material',
      keyIn('Creating'),
      { type: 'KeyMaterialCreated', keyMaterialId: 'm', at: 0 },
      'Enabled',
    ],
    [
      'a key of origin EXTERNAL waits for its material first',
      keyIn('Creating', external),
      { type: 'KeyMaterialAwaited' },
      'PendingImport',
    ],
    ['importing the material enables the key', keyIn('PendingImport'), importMaterial, 'Enabled'],
    ['importing again leaves an enabled key enabled', keyIn('Enabled', external), importMaterial, 'Enabled'],
    ['importing again leaves a disabled key disabled', keyIn('Disabled', external), importMaterial, 'Disabled'],
    [
      'importing while the primary Region changes leaves the key updating',
      keyIn('Updating', external),
      importMaterial,
      'Updating',
    ],
    [
      'deleting imported material makes an enabled key wait for it',
      keyIn('Enabled', external),
      deleteMaterial,
      'PendingImport',
    ],
    [
      'deleting imported material makes a disabled key wait for it',
      keyIn('Disabled', external),
      deleteMaterial,
      'PendingImport',
    ],
    [
      'deleting imported material that is not there is no error',
      keyIn('PendingImport'),
      deleteMaterial,
      'PendingImport',
    ],
    [
      'deleting imported material leaves a key pending deletion',
      keyIn('PendingDeletion', external),
      deleteMaterial,
      'PendingDeletion',
    ],
    [
      'deleting imported material leaves a primary waiting for its replicas',
      keyIn('PendingReplicaDeletion', external),
      deleteMaterial,
      'PendingReplicaDeletion',
    ],
    [
      'imported material that expires makes an enabled key wait for it',
      keyIn('Enabled', expiring),
      { type: 'TimePassed', now: 50 },
      'PendingImport',
    ],
    [
      'imported material that expires makes a disabled key wait for it',
      keyIn('Disabled', expiring),
      { type: 'TimePassed', now: 50 },
      'PendingImport',
    ],
    ['imported material lasts until its date', keyIn('Enabled', expiring), { type: 'TimePassed', now: 49 }, 'Enabled'],
    ['an enabled key can be disabled', keyIn('Enabled'), { type: 'DisableKey' }, 'Disabled'],
    ['disabling a disabled key is no error', keyIn('Disabled'), { type: 'DisableKey' }, 'Disabled'],
    ['a disabled key can be enabled', keyIn('Disabled'), { type: 'EnableKey' }, 'Enabled'],
    ['enabling an enabled key is no error', keyIn('Enabled'), { type: 'EnableKey' }, 'Enabled'],
    [
      'a key of a cut-off key store takes EnableKey, and stays unavailable',
      keyIn('Unavailable'),
      { type: 'EnableKey' },
      'Unavailable',
    ],
    [
      'a key of a cut-off key store takes DisableKey, and stays unavailable',
      keyIn('Unavailable'),
      { type: 'DisableKey' },
      'Unavailable',
    ],
    ['a key that is being made can be scheduled for deletion', keyIn('Creating'), schedule, 'PendingDeletion'],
    ['an enabled key can be scheduled for deletion', keyIn('Enabled'), schedule, 'PendingDeletion'],
    ['a disabled key can be scheduled for deletion', keyIn('Disabled'), schedule, 'PendingDeletion'],
    ['a key without material can be scheduled for deletion', keyIn('PendingImport'), schedule, 'PendingDeletion'],
    ['an unavailable key can be scheduled for deletion', keyIn('Unavailable'), schedule, 'PendingDeletion'],
    [
      'an enabled primary with replicas waits for them first',
      keyIn('Enabled', multiRegion),
      scheduleWithReplicas,
      'PendingReplicaDeletion',
    ],
    [
      'a disabled primary with replicas waits for them first',
      keyIn('Disabled', multiRegion),
      scheduleWithReplicas,
      'PendingReplicaDeletion',
    ],
    [
      'a primary without material and with replicas waits for them first',
      keyIn('PendingImport', multiRegion),
      scheduleWithReplicas,
      'PendingReplicaDeletion',
    ],
    [
      'the window of a primary begins when its last replica is gone',
      keyIn('PendingReplicaDeletion'),
      { type: 'LastReplicaDeleted', at: 9 },
      'PendingDeletion',
    ],
    [
      'a key is deleted when its date is reached',
      keyIn('PendingDeletion'),
      { type: 'TimePassed', now: 100 },
      'Deleted',
    ],
    [
      'a key is not deleted before its date',
      keyIn('PendingDeletion'),
      { type: 'TimePassed', now: 99 },
      'PendingDeletion',
    ],
    [
      'calling a deletion off leaves the key disabled, never enabled',
      keyIn('PendingDeletion'),
      { type: 'CancelKeyDeletion' },
      'Disabled',
    ],
    [
      'calling off the deletion of a primary that waits for replicas leaves it disabled',
      keyIn('PendingReplicaDeletion'),
      { type: 'CancelKeyDeletion' },
      'Disabled',
    ],
    [
      'calling off the deletion of a key that lost its imported material lets it wait for it',
      keyIn('PendingDeletion', { ...external, materials: [] }),
      { type: 'CancelKeyDeletion' },
      'PendingImport',
    ],
    [
      'an enabled key of a key store that is cut off is unavailable',
      keyIn('Enabled', inKeyStore),
      { type: 'KeyStoreDisconnected' },
      'Unavailable',
    ],
    [
      'a disabled key of a key store that is cut off is unavailable',
      keyIn('Disabled', inKeyStore),
      { type: 'KeyStoreDisconnected' },
      'Unavailable',
    ],
    [
      'a key is enabled again when its key store is back',
      keyIn('Unavailable', { resumeState: 'Enabled' }),
      { type: 'KeyStoreReconnected' },
      'Enabled',
    ],
    [
      'a key that was disabled is disabled when its key store is back',
      keyIn('Unavailable', { resumeState: 'Disabled' }),
      { type: 'KeyStoreReconnected' },
      'Disabled',
    ],
    [
      'an enabled key is updating while its primary Region changes',
      keyIn('Enabled', multiRegion),
      { type: 'PrimaryRegionUpdateStarted', becomesReplica: true, completionDate: 100 },
      'Updating',
    ],
    [
      'a disabled key is updating while its primary Region changes',
      keyIn('Disabled', multiRegion),
      { type: 'PrimaryRegionUpdateStarted', becomesReplica: true, completionDate: 100 },
      'Updating',
    ],
    [
      'a key is enabled again when its primary Region has changed',
      keyIn('Updating'),
      { type: 'TimePassed', now: 100 },
      'Enabled',
    ],
    [
      'a key that was disabled is disabled when its primary Region has changed',
      keyIn('Updating', { resumeState: 'Disabled' }),
      { type: 'TimePassed', now: 100 },
      'Disabled',
    ],
    [
      'a replica is enabled when it has what its primary has',
      newReplica({ origin: 'AWS_KMS' }),
      copied({ keyMaterialId: 'first', since: 0, rotationType: null }),
      'Enabled',
    ],
    ['a replica of imported material waits for that', newReplica(external), copied(present('first')), 'PendingImport'],
    [
      'a replica is not made before its date',
      newReplica({ origin: 'AWS_KMS' }),
      { type: 'TimePassed', now: 4 },
      'Creating',
    ],
    [
      'deleting material that waits for rotation leaves an enabled key enabled',
      keyIn('Enabled', { ...external, materials: [present('first')], pendingMaterial: present('next') }),
      { type: 'DeleteImportedKeyMaterial', keyMaterialId: 'next' },
      'Enabled',
    ],
    [
      'deleting an older material makes the key wait as well',
      keyIn('Enabled', { ...external, materials: [present('first'), present('second')] }),
      { type: 'DeleteImportedKeyMaterial', keyMaterialId: 'first' },
      'PendingImport',
    ],
    [
      'a key waits until all of its materials are back',
      keyIn('PendingImport', { materials: [gone('first'), gone('second')] }),
      { ...importMaterial, keyMaterialId: 'second' },
      'PendingImport',
    ],
    [
      'a key is enabled by the last of its materials',
      keyIn('PendingImport', { materials: [gone('first'), present('second')] }),
      importMaterial,
      'Enabled',
    ],
    [
      'new material beside the first leaves the key enabled',
      keyIn('Enabled', { ...external, materials: [present('first')] }),
      { ...importMaterial, keyMaterialId: 'next' },
      'Enabled',
    ],
    [
      'material that expires while the key is pending deletion leaves it so',
      keyIn('PendingDeletion', expiring),
      { type: 'TimePassed', now: 50 },
      'PendingDeletion',
    ],
    [
      'calling off the deletion of a key whose material has expired lets it wait for that',
      keyIn('PendingDeletion', { ...external, materials: [gone('first')] }),
      { type: 'CancelKeyDeletion' },
      'PendingImport',
    ],
    ['a key is updating until its date', keyIn('Updating'), { type: 'TimePassed', now: 99 }, 'Updating'],
  ] as const)('%s', (_, key, event, to) => {
    expect(applyKeyEvent(key, event).key.value.lifecycle).toBe(to);
  });

  it.each([
    ['a key pending deletion cannot be enabled', 'PendingDeletion', 'EnableKey'],
    ['a key pending deletion cannot be disabled', 'PendingDeletion', 'DisableKey'],
    ['a key pending deletion cannot be scheduled again', 'PendingDeletion', 'ScheduleKeyDeletion'],
    ['a primary waiting for its replicas cannot be scheduled again', 'PendingReplicaDeletion', 'ScheduleKeyDeletion'],
    ['a key that changes its primary Region cannot be scheduled for deletion', 'Updating', 'ScheduleKeyDeletion'],
    ['a key that is not pending deletion cannot be rescued from it', 'Enabled', 'CancelKeyDeletion'],
    ['a disabled key cannot be rescued from deletion either', 'Disabled', 'CancelKeyDeletion'],
    ['a key without material cannot be enabled', 'PendingImport', 'EnableKey'],
    ['a key without material cannot be disabled', 'PendingImport', 'DisableKey'],
    ['a key that KMS made the material of takes no other', 'Enabled', 'ImportKeyMaterial'],
    ['a key that KMS made the material of keeps it', 'Enabled', 'DeleteImportedKeyMaterial'],
    ['a key in no key store is never unavailable', 'Enabled', 'KeyStoreDisconnected'],
    ['a single-Region key never changes its primary Region', 'Enabled', 'PrimaryRegionUpdateStarted'],
  ] as const)('%s', (_, state, type) => {
    expect(keyCan(keyIn(state), KEY_EVENT_EXAMPLES[type])).toBe(false);
  });

  it('a deleted key takes no event at all', () => {
    const deleted = keyIn('Deleted', { materials: [] });
    const taken = Object.values(KEY_EVENT_EXAMPLES).filter(
      (event) => applyKeyEvent(deleted, event).key.value.lifecycle !== 'Deleted',
    );
    expect(taken).toEqual([]);
  });

  it('scheduling a deletion sets its date, and calling it off clears it', () => {
    const pending = applyKeyEvent(keyIn('Enabled'), schedule).key;
    expect(pending.context).toMatchObject({ deletionDate: 7 * DAY_MS, pendingWindowInDays: 7 });
    expect(applyKeyEvent(pending, { type: 'CancelKeyDeletion' }).key.context).toMatchObject({
      deletionDate: null,
      pendingWindowInDays: null,
    });
  });

  it('a deleted key has no material left', () => {
    expect(applyKeyEvent(keyIn('PendingDeletion'), { type: 'TimePassed', now: 100 }).key.context.materials).toEqual([]);
  });

  it('a primary that becomes a replica leaves automatic rotation to the new primary', () => {
    const rotating = applyKeyEvent(keyIn('Enabled', multiRegion), {
      type: 'EnableKeyRotation',
      rotationPeriodInDays: 90,
      at: 0,
    });
    expect(rotating.effects).toEqual([{ type: 'synchronizeReplicas' }]);
    const started = applyKeyEvent(rotating.key, KEY_EVENT_EXAMPLES.PrimaryRegionUpdateStarted).key;
    const finished = applyKeyEvent(started, { type: 'TimePassed', now: 0 }).key;
    expect(finished).toMatchObject({ value: { lifecycle: 'Enabled' }, context: { isReplica: true, doneDate: null } });
    const later = applyKeyEvent(finished, { type: 'TimePassed', now: 1_000 * DAY_MS });
    expect([keyDueAt(finished), later.effects]).toEqual([null, []]);
  });

  it('a new key is being made', () => {
    expect(newKey({ origin: 'AWS_KMS', multiRegion: false }).value.lifecycle).toBe('Creating');
  });
});
