import { describe, expect, it } from 'vitest';
import type { LabAction } from '../../core/index.ts';
import type { Part } from '../../main/bridge-contract.ts';
import { limitedClient } from '../../main/limits.ts';
import { ADMIN, labWith } from '../helpers/lab-with.ts';

async function limited(locked: readonly Part[], places: Parameters<typeof limitedClient>[1]['places'] = null) {
  const { lab } = await labWith();
  return { lab, client: limitedClient(lab, { locked, places }) };
}

const line = (text: string): LabAction => ({ type: 'run', line: text, ...ADMIN });

describe('a part that is locked', () => {
  it.each([
    ['time', { type: 'advance', by: 1 }],
    ['time', { type: 'advanceToNext' }],
    ['time', { type: 'setClock', clock: 'standing' }],
    ['time', line('aws ec2 wait snapshot-completed --snapshot-ids snap-1')],
    ['commands', line('aws kms list-keys')],
    ['commands', { type: 'putFile', name: 'x', bytes: Uint8Array.of(1) }],
    ['commands', { type: 'setQuotas', change: {} }],
    ['undo', { type: 'undo' }],
    ['undo', { type: 'redo' }],
    ['lessons', { type: 'lesson', does: 'start', lesson: '1' }],
    ['lessons', { type: 'lesson', does: 'leave' }],
    ['replays', { type: 'replay', does: 'open', name: 'rotation' }],
  ] as const)('%s refuses %j, and nothing of it is done', async (part, action) => {
    const { lab, client } = await limited([part]);
    const before = [lab.now, lab.journalLength];
    await expect(client.act(action)).rejects.toMatchObject({ name: 'LockedPartError' });
    expect([lab.now, lab.journalLength]).toEqual(before);
  });

  it('refuses calls of AWS too, where commands are locked', async () => {
    const { client } = await limited(['commands']);
    const call = { service: 'kms', operation: 'CreateKey', input: {}, ...ADMIN };
    await expect(client.call(call)).rejects.toMatchObject({ name: 'LockedPartError' });
  });

  it('leaves the others as they are', async () => {
    const { lab, client } = await limited(['time', 'lessons', 'replays']);
    expect(await client.act(line('aws kms create-key'))).toMatchObject({ ok: true });
    expect(lab.world.keys.size).toBe(1);
    expect(await client.act({ type: 'undo' })).toMatchObject({ ok: true });
    expect(await client.act({ type: 'lesson', does: 'check' })).toMatchObject({ ok: false }); // the lab's own answer
  });
});

describe('a window of some places', () => {
  it('is not told what the others show', async () => {
    const { client } = await limited([], ['key']);
    expect(await client.ask({ type: 'view' })).toMatchObject({ keys: [] });
    await expect(client.ask({ type: 'bill' })).rejects.toMatchObject({ name: 'LockedPartError' });
    await expect(client.ask({ type: 'trail' })).rejects.toMatchObject({ name: 'LockedPartError' });
    const { client: other } = await limited([], ['bill', 'trail']);
    expect(await other.ask({ type: 'bill' })).toBeDefined();
    expect(await other.ask({ type: 'trail' })).toEqual([]);
  });

  it('is told everything where no places are named', async () => {
    const { client } = await limited([]);
    expect(await client.ask({ type: 'bill' })).toBeDefined();
  });
});
