import { describe, expect, it } from 'vitest';
import type { KeyArn } from '../../../../core/cloud/arn.ts';
import {
  applyCopyEvent,
  applySnapshotEvent,
  applyVolumeEvent,
  type CopyAtRest,
  canBeDeleted,
  newCopy,
  newSnapshot,
  newVolume,
  type VolumeAtRest,
  volumeCan,
} from '../../../../core/services/ebs/at-rest.ts';
import type { StoredData, WrappedDataKey } from '../../../../core/services/ebs/blocks.ts';
import { DATA_KEY_DELAY_MS, TRANSFER_MS } from '../../../../core/services/ebs/delays.ts';
import type { CopyInput, SnapshotCopyEvent } from '../../../../core/services/ebs/snapshot-copy.ts';

const SOURCE = 'arn:aws:kms:us-east-1:111122223333:key/source' as KeyArn;
const TARGET = 'arn:aws:kms:eu-west-1:444455556666:key/target' as KeyArn;
const wrappedBy = (keyArn: KeyArn): WrappedDataKey => ({ keyArn, ciphertextBlob: 'AA==', boundTo: 'snap-1' });
const ENCRYPTED: StoredData = { dataKey: wrappedBy(SOURCE), blocks: { 0: 'block-1' } };
const PLAIN: StoredData = { dataKey: null, blocks: { 0: 'block-1' } };
const DUE = 1_000;

const reencrypt: CopyInput = { plan: 'reencrypt', isOwnHere: false, dueAt: DUE, source: ENCRYPTED };
const ownHere: CopyInput = { ...reencrypt, isOwnHere: true };
const encrypt: CopyInput = { plan: 'encrypt', isOwnHere: false, dueAt: DUE, source: PLAIN };
const plain: CopyInput = { plan: 'plain', isOwnHere: false, dueAt: DUE, source: PLAIN };

const time = (now: number) => ({ type: 'TimePassed', now }) as const;
const described = (keyArn: KeyArn) => ({ type: 'KeyDescribed', keyArn, at: DUE }) as const;
const granted = { type: 'GrantCreated', grantId: 'g' } as const;
const made = { type: 'DataKeyMade', dataKey: wrappedBy(TARGET), at: DUE } as const;
const opened = { type: 'DataKeyOpened' } as const;
const copied = { type: 'BlocksCopied', blocks: { 0: 'block-2' }, at: DUE } as const;
const deleted = { type: 'DeleteSnapshot' } as const;
const refused = {
  type: 'StepRefused',
  step: 'describeTargetKey',
  message: 'Given key ID is not accessible',
  because: 'no-such-key',
} as const;

function play(input: CopyInput, events: readonly SnapshotCopyEvent[]): { copy: CopyAtRest; steps: readonly string[] } {
  let copy = newCopy(input);
  const steps: string[] = [];
  for (const event of events) {
    const { next, step } = applyCopyEvent(copy, event);
    copy = next;
    if (step !== null) steps.push(step);
  }
  return { copy, steps };
}

const toDataKey = DUE + DATA_KEY_DELAY_MS;
const toBlocks = DUE + TRANSFER_MS;
const untilChecked = [time(DUE), described(TARGET), described(SOURCE)];
const untilTransfer = [...untilChecked, time(toDataKey), granted, made];
const untilBlocks = [...untilTransfer, time(toBlocks), opened, opened];

describe('the copy of a snapshot', () => {
  it.each([
    ['a copy under another key', 'accepted', null, reencrypt, []],
    ['a copy before it is due', 'accepted', null, reencrypt, [time(DUE - 1)]],
    ['a copy under another key', 'describingTargetKey', 'describeTargetKey', reencrypt, [time(DUE)]],
    ['a copy under another key', 'describingSourceKey', 'describeSourceKey', reencrypt, untilChecked.slice(0, 2)],
    ['a copy under another key', 'checked', null, reencrypt, untilChecked],
    ['a copy under another key', 'grantingOnTargetKey', 'grantOnTargetKey', reencrypt, untilTransfer.slice(0, 4)],
    ['a copy under another key', 'makingDataKey', 'makeDataKey', reencrypt, untilTransfer.slice(0, 5)],
    ['a copy under another key', 'transferring', null, reencrypt, untilTransfer],
    ['a copy under another key', 'openingSourceDataKey', 'openSourceDataKey', reencrypt, untilBlocks.slice(0, 7)],
    ['a copy under another key', 'openingTargetDataKey', 'openTargetDataKey', reencrypt, untilBlocks.slice(0, 8)],
    ['a copy under another key', 'copyingBlocks', 'copyBlocks', reencrypt, untilBlocks],
    ['a copy under another key', 'completed', null, reencrypt, [...untilBlocks, copied]],
    ['an encrypted copy of plain data', 'checked', null, encrypt, [time(DUE), described(TARGET)]],
    [
      'an encrypted copy of plain data',
      'openingTargetDataKey',
      'openTargetDataKey',
      encrypt,
      [time(DUE), described(TARGET), time(toDataKey), granted, made, time(toBlocks)],
    ],
    ['an unencrypted copy', 'transferring', null, plain, [time(DUE)]],
    ['an unencrypted copy', 'copyingBlocks', 'copyBlocks', plain, [time(DUE), time(toBlocks)]],
    ["a copy under the source's own key", 'transferring', null, ownHere, [time(DUE), described(SOURCE)]],
    [
      "a copy under the source's own key",
      'openingSourceDataKey',
      'openSourceDataKey',
      ownHere,
      [time(DUE), described(SOURCE), time(toBlocks)],
    ],
    [
      "a copy under the source's own key",
      'copyingBlocks',
      'copyBlocks',
      ownHere,
      [time(DUE), described(SOURCE), time(toBlocks), opened],
    ],
    [
      "another account's copy under the source's own key",
      'describingSourceKey',
      'describeSourceKey',
      reencrypt,
      [time(DUE), described(SOURCE)],
    ],
  ] as const)('%s: %s, and asks for %s', (_, state, step, input, events) => {
    const { copy, steps } = play(input, events);
    expect(copy.value).toBe(state);
    if (step !== null) expect(steps.at(-1)).toBe(step);
  });

  const steps = [
    ['describingTargetKey', untilChecked.slice(0, 1)],
    ['describingSourceKey', untilChecked.slice(0, 2)],
    ['grantingOnTargetKey', untilTransfer.slice(0, 4)],
    ['makingDataKey', untilTransfer.slice(0, 5)],
    ['openingSourceDataKey', untilBlocks.slice(0, 7)],
    ['openingTargetDataKey', untilBlocks.slice(0, 8)],
    ['copyingBlocks', untilBlocks],
  ] as const;

  it.each(steps)('ends in error when it is refused in %s, and waits for nothing any more', (state, events) => {
    expect(play(reencrypt, events).copy.value).toBe(state);
    const { copy } = play(reencrypt, [...events, refused]);
    expect(copy.value).toBe('error');
    expect(copy.context).toMatchObject({ dueAt: null, data: null, failure: { because: 'no-such-key' } });
  });

  it.each(steps)('cannot be deleted in the middle of %s', (_, events) => {
    expect(canBeDeleted(play(reencrypt, events).copy)).toBe(false);
  });

  it.each([
    ['accepted', [], [time(DUE)]],
    ['checked', untilChecked, [time(toDataKey)]],
    ['transferring', untilTransfer, [time(toBlocks)]],
  ] as const)(
    'is finished first when it is deleted in %s, and then gone, whichever way it ended',
    (state, events, step) => {
      expect(play(reencrypt, [...events, deleted]).copy.value).toBe(state);
      const rest = untilBlocks.slice(events.length);
      expect(play(reencrypt, [...events, deleted, ...rest, copied]).copy.value).toBe('deleted');
      expect(play(reencrypt, [...events, deleted, ...step, refused]).copy.value).toBe('deleted');
    },
  );

  it.each([
    ['completed', [...untilBlocks, copied]],
    ['error', [time(DUE), refused]],
  ] as const)('is deleted at once when it is %s', (state, events) => {
    expect(play(reencrypt, events).copy.value).toBe(state);
    expect(play(reencrypt, [...events, deleted]).copy.value).toBe('deleted');
  });

  it('keeps the data key of its source where owner, Region and key are the same', () => {
    const { copy } = play(ownHere, [time(DUE), described(SOURCE)]);
    expect(copy.context).toMatchObject({ plan: 'share', dataKey: ENCRYPTED.dataKey });
  });

  it('keeps its blocks under the data key that KMS made for it', () => {
    const { copy } = play(reencrypt, [...untilBlocks, copied]);
    expect(copy.context.data).toEqual({ dataKey: wrappedBy(TARGET), blocks: { 0: 'block-2' } });
  });
});

describe('the snapshot of a volume', () => {
  const pending = newSnapshot(DUE, ENCRYPTED);
  it.each([
    ['is pending until it is due', [time(DUE - 1)], 'pending'],
    ['is completed when it is due', [time(DUE)], 'completed'],
    ['is finished before it is deleted', [deleted], 'pending'],
    ['is gone when it would be completed', [deleted, time(DUE)], 'deleted'],
    ['is deleted at once when it is completed', [time(DUE), deleted], 'deleted'],
  ] as const)('%s', (_, events, state) => {
    const after = events.reduce((snapshot, event) => applySnapshotEvent(snapshot, event), pending);
    expect(after.value).toBe(state);
  });
});

describe('a volume', () => {
  const prepared = { type: 'DataPrepared', data: ENCRYPTED } as const;
  const kmsRefused = { type: 'KmsRefused', message: 'no', because: 'key-disabled' } as const;
  const written = { type: 'BlockWritten', block: 0, blockId: 'block-9' } as const;
  const after = (...events: readonly Parameters<typeof applyVolumeEvent>[1][]): VolumeAtRest =>
    events.reduce((volume, event) => applyVolumeEvent(volume, event).next, newVolume(DUE));

  it.each([
    ['is being made until KMS has answered', [time(DUE)], 'creating'],
    ['is available with its data', [time(DUE), prepared], 'available'],
    ['ends in error when KMS refuses', [time(DUE), kmsRefused], 'error'],
    ['stays available when it is written to', [time(DUE), prepared, written], 'available'],
    ['is deleted when it is available', [time(DUE), prepared, { type: 'DeleteVolume' }], 'deleted'],
    ['is deleted when it is in error', [time(DUE), kmsRefused, { type: 'DeleteVolume' }], 'deleted'],
  ] as const)('%s', (_, events, state) => {
    expect(after(...events).value).toBe(state);
  });

  it('asks for its data when it is due, and once', () => {
    const { next, prepares } = applyVolumeEvent(newVolume(DUE), time(DUE));
    expect(prepares).toBe(true);
    expect(applyVolumeEvent(next, time(DUE + 1)).prepares).toBe(false);
  });

  it('cannot be deleted while it is being made', () => {
    expect(volumeCan(newVolume(DUE), { type: 'DeleteVolume' })).toBe(false);
  });
});
