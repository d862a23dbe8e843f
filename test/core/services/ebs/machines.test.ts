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
    ['a copy under another key', reencrypt, 'accepted', [], null],
    ['a copy before it is due', reencrypt, 'accepted', [time(DUE - 1)], null],
    ['a copy under another key', reencrypt, 'describingTargetKey', [time(DUE)], 'describeTargetKey'],
    ['a copy under another key', reencrypt, 'describingSourceKey', untilChecked.slice(0, 2), 'describeSourceKey'],
    ['a copy under another key', reencrypt, 'checked', untilChecked, null],
    ['a copy under another key', reencrypt, 'grantingOnTargetKey', untilTransfer.slice(0, 4), 'grantOnTargetKey'],
    ['a copy under another key', reencrypt, 'makingDataKey', untilTransfer.slice(0, 5), 'makeDataKey'],
    ['a copy under another key', reencrypt, 'transferring', untilTransfer, null],
    ['a copy under another key', reencrypt, 'openingSourceDataKey', untilBlocks.slice(0, 7), 'openSourceDataKey'],
    ['a copy under another key', reencrypt, 'openingTargetDataKey', untilBlocks.slice(0, 8), 'openTargetDataKey'],
    ['a copy under another key', reencrypt, 'copyingBlocks', untilBlocks, 'copyBlocks'],
    ['a copy under another key', reencrypt, 'completed', [...untilBlocks, copied], null],
    ['an encrypted copy of plain data', encrypt, 'checked', [time(DUE), described(TARGET)], null],
    [
      'an encrypted copy of plain data',
      encrypt,
      'openingTargetDataKey',
      [time(DUE), described(TARGET), time(toDataKey), granted, made, time(toBlocks)],
      'openTargetDataKey',
    ],
    ['an unencrypted copy', plain, 'transferring', [time(DUE)], null],
    ['an unencrypted copy', plain, 'copyingBlocks', [time(DUE), time(toBlocks)], 'copyBlocks'],
    ["a copy under the source's own key", ownHere, 'transferring', [time(DUE), described(SOURCE)], null],
    [
      "a copy under the source's own key",
      ownHere,
      'openingSourceDataKey',
      [time(DUE), described(SOURCE), time(toBlocks)],
      'openSourceDataKey',
    ],
    [
      "a copy under the source's own key",
      ownHere,
      'copyingBlocks',
      [time(DUE), described(SOURCE), time(toBlocks), opened],
      'copyBlocks',
    ],
    [
      "another account's copy under the source's own key",
      reencrypt,
      'describingSourceKey',
      [time(DUE), described(SOURCE)],
      'describeSourceKey',
    ],
  ] as const)('%s: %# comes to %2$s', (_, input, state, events, step) => {
    const { copy, steps } = play(input, events);
    expect(copy.value).toBe(state);
    const asked = events.length === 0 || step === null ? null : steps.at(-1);
    expect(asked).toBe(step);
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
    ['accepted', []],
    ['checked', untilChecked],
    ['transferring', untilTransfer],
  ] as const)('is finished first when it is deleted in %s', (state, events) => {
    const { copy } = play(reencrypt, [...events, deleted]);
    expect(copy.value).toBe(state);
    const rest = untilBlocks.slice(events.length);
    expect(play(reencrypt, [...events, deleted, ...rest, copied]).copy.value).toBe('deleted');
    expect(play(reencrypt, [...events, deleted, ...rest.slice(0, 1), refused]).copy.value).toBe(
      state === 'transferring' || state === 'accepted' || state === 'checked' ? 'deleted' : state,
    );
  });

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
