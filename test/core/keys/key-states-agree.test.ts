import { describe, expect, it } from 'vitest';
import { createActor } from 'xstate';
import { getShortestPaths } from 'xstate/graph';
import { KEY_EVENT_EXAMPLES } from '../../../core/charts/chart-of.ts';
import type { KeyEvent } from '../../../core/keys/key-event.ts';
import { keyMachine } from '../../../core/keys/key-machine.ts';
import { isComplete } from '../../../core/keys/key-material.ts';
import { keyCan } from '../../../core/keys/key-snapshot.ts';
import { KEY_STATES, type KeyState } from '../../../core/keys/key-state.ts';
import { OPERATIONS } from '../../../core/operations/index.ts';
import { keyIn } from './key-in.ts';

/**
 * The key states in which each operation succeeds. Source: KMS Developer Guide, "Key states of AWS KMS keys";
 * operations.md section 2. An operation that is not named succeeds in every state.
 */
const TABLE: Readonly<Record<string, readonly KeyState[]>> = {
  CancelKeyDeletion: ['PendingDeletion', 'PendingReplicaDeletion'],
  CreateAlias: ['Enabled', 'Disabled', 'PendingImport', 'Unavailable', 'Creating', 'Updating'],
  CreateGrant: ['Enabled', 'Unavailable', 'Updating'],
  Decapsulate: ['Enabled', 'Updating'],
  Decrypt: ['Enabled', 'Updating'],
  DeriveSharedSecret: ['Enabled', 'Updating'],
  DeleteImportedKeyMaterial: ['Enabled', 'Disabled', 'PendingDeletion', 'PendingReplicaDeletion', 'PendingImport'],
  DisableKey: ['Enabled', 'Disabled', 'Unavailable'],
  DisableKeyRotation: ['Enabled', 'Updating'],
  EnableKey: ['Enabled', 'Disabled', 'Unavailable'],
  EnableKeyRotation: ['Enabled', 'Updating'],
  Encapsulate: ['Enabled', 'Updating'],
  Encrypt: ['Enabled', 'Updating'],
  GenerateDataKey: ['Enabled', 'Updating'],
  GenerateDataKeyPair: ['Enabled', 'Updating'],
  GenerateDataKeyPairWithoutPlaintext: ['Enabled', 'Updating'],
  GenerateDataKeyWithoutPlaintext: ['Enabled', 'Updating'],
  GenerateMac: ['Enabled', 'Updating'],
  GetPublicKey: ['Enabled', 'Updating'],
  GetParametersForImport: ['Enabled', 'Disabled', 'PendingImport'],
  ImportKeyMaterial: ['Enabled', 'Disabled', 'PendingImport', 'Updating'],
  ReEncrypt: ['Enabled', 'Updating'],
  ReplicateKey: ['Enabled'],
  RotateKeyOnDemand: ['Enabled'],
  ScheduleKeyDeletion: ['Enabled', 'Disabled', 'PendingImport', 'Unavailable', 'Creating'],
  TagResource: ['Enabled', 'Disabled', 'PendingImport', 'Unavailable', 'Creating', 'Updating'],
  UntagResource: ['Enabled', 'Disabled', 'PendingImport', 'Unavailable', 'Creating', 'Updating'],
  Sign: ['Enabled', 'Updating'],
  UpdatePrimaryRegion: ['Enabled', 'Updating'],
  UpdateKeyDescription: ['Enabled', 'Disabled', 'PendingImport', 'Unavailable', 'Creating', 'Updating'],
  Verify: ['Enabled', 'Updating'],
  VerifyMac: ['Enabled', 'Updating'],
};

const kms = OPERATIONS.filter(({ service }) => service === 'kms');
const everyPair = kms.flatMap((operation) => KEY_STATES.map((state) => [operation.name, state, operation] as const));

describe('operation records and the key-state table', () => {
  it.each(everyPair)('%s, key %s: the record says what the table says', (name, state, { keyStates = KEY_STATES }) => {
    expect(keyStates.includes(state)).toBe((TABLE[name] ?? KEY_STATES).includes(state));
  });
});

describe('operation records and the key machine', () => {
  const withEvents = everyPair.filter(([, , { event }]) => event !== undefined);

  it.each(withEvents)(
    '%s, key %s: the record lets through what the machine takes',
    (_, state, { event, keyStates, origins }) => {
      const example = KEY_EVENT_EXAMPLES[event as KeyEvent['type']];
      // A key in a key store has no imported material, and no other key is ever unavailable.
      const over = origins?.includes('EXTERNAL') && origins.length === 1 ? ({ origin: 'EXTERNAL' } as const) : {};
      expect(keyCan(keyIn(state, over), example)).toBe(keyStates?.includes(state));
    },
  );
});

describe('every path through the key machine', () => {
  const events = Object.values(KEY_EVENT_EXAMPLES);
  const walk = (origin: 'AWS_KMS' | 'EXTERNAL' | 'AWS_CLOUDHSM', multiRegion: boolean): ReadonlySet<string> => {
    const paths = getShortestPaths(keyMachine, {
      input: { origin, multiRegion },
      events: [...events, { type: 'ScheduleKeyDeletion', deletionDate: 0, pendingWindowInDays: 7, hasReplicas: true }],
      // Without this every counted rotation and every date would be a state of its own, and the walk would never end.
      serializeState: ({ value, context }) =>
        JSON.stringify([
          value,
          context.materials.length > 0,
          isComplete(context),
          context.deletionDate !== null,
          context.resumeState,
          context.doneDate !== null,
        ]),
      limit: 5_000,
    });
    return new Set(paths.map(({ state }) => (state.value as { lifecycle: string }).lifecycle));
  };

  it.each([
    ['made by KMS, in one Region', 'AWS_KMS', false, ['Creating', 'Enabled', 'Disabled', 'PendingDeletion', 'Deleted']],
    [
      'imported, in one Region',
      'EXTERNAL',
      false,
      ['Creating', 'Enabled', 'Disabled', 'PendingDeletion', 'Deleted', 'PendingImport'],
    ],
    [
      'in a key store',
      'AWS_CLOUDHSM',
      false,
      ['Creating', 'Enabled', 'Disabled', 'PendingDeletion', 'Deleted', 'Unavailable'],
    ],
    [
      'made by KMS, in many Regions',
      'AWS_KMS',
      true,
      ['Creating', 'Enabled', 'Disabled', 'PendingDeletion', 'Deleted', 'PendingReplicaDeletion', 'Updating'],
    ],
  ] as const)('a key %s comes to the states of its kind and to no other', (_, origin, multiRegion, states) => {
    expect([...walk(origin, multiRegion)].sort()).toEqual([...states].sort());
  });

  it('the machine runs as an actor too, as front ends may run it', () => {
    const actor = createActor(keyMachine, { input: { origin: 'AWS_KMS', multiRegion: false } }).start();
    actor.send(KEY_EVENT_EXAMPLES.KeyMaterialCreated);
    expect(actor.getSnapshot().matches({ lifecycle: 'Enabled' })).toBe(true);
  });
});
