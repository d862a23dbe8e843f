import { describe, expect, it } from 'vitest';
import { rebuild } from '../../../../core/lab/rebuild.ts';
import { ADMIN, COPIER, ebsLab, SOURCE_KEY } from './ebs-lab.ts';

describe('copies and the clock', () => {
  it('two copies that are due at the same instant take their steps one after the other, in the order of their calls', async () => {
    const ebs = await ebsLab();
    const source = await ebs.sharedSnapshot();
    const copies = [await ebs.copy(source), await ebs.copy(source)];
    const happened = await ebs.next();
    expect(happened.map(({ changes }) => changes[0]?.of)).toEqual(copies);
    expect(new Set(happened.map(({ at }) => at)).size).toBe(1);
    for (const { calls } of happened) expect(calls).toHaveLength(2);
  });

  it('many copies end, all of them, in one stretch of time', async () => {
    const ebs = await ebsLab();
    const source = await ebs.sharedSnapshot();
    const copies: string[] = [];
    for (let n = 0; n < 100; n++) {
      if (n % 20 === 0) await ebs.advance();
      copies.push(await ebs.copy(source, n % 3 === 0 ? { KmsKeyId: 'alias/none' } : {}));
    }
    await ebs.advance();
    const states = await Promise.all(copies.map(async (copy) => (await ebs.snapshotView(copy)).state));
    expect(states.filter((state) => state === 'error')).toHaveLength(34);
    expect(states.filter((state) => state === 'completed')).toHaveLength(66);
    expect(ebs.grants).toHaveLength(0);
  });

  it('a copy ends the same whether time passes in one stretch or step by step', async () => {
    const ends = [];
    for (const stretches of [[120_000], Array.from({ length: 120 }, () => 1_000)]) {
      const ebs = await ebsLab();
      const copy = await ebs.copy(await ebs.sharedSnapshot());
      for (const by of stretches) await ebs.advance(by);
      const records = ebs.kmsRecords(0, '444455556666').map(({ eventName, eventTime }) => [eventName, eventTime]);
      ends.push([await ebs.snapshotView(copy), records]);
    }
    expect(ends[0]).toEqual(ends[1]);
  });

  it('calls that come while time passes wait for it, and see what has happened', async () => {
    const ebs = await ebsLab();
    const copy = await ebs.copy(await ebs.sharedSnapshot());
    const passing = ebs.advance();
    const disabling = ebs.call(ADMIN, 'DisableKey', { KeyId: SOURCE_KEY });
    const writing = ebs.call(COPIER, 'DeleteSnapshot', { SnapshotId: copy });
    await Promise.all([passing, disabling, writing]);
    expect(ebs.lab.world.snapshots.has(copy)).toBe(false);
    const used = ebs.kmsRecords(0, '444455556666').filter(({ errorCode }) => errorCode !== undefined);
    expect(used).toEqual([]);
  });

  it('the world before each moment can be shown again from the journal', async () => {
    const ebs = await ebsLab();
    const copy = await ebs.copy(await ebs.sharedSnapshot());
    const moments: [number, string | undefined][] = [];
    for (let n = 0; n < 3; n++) {
      await ebs.next();
      moments.push([ebs.lab.world.now, ebs.lab.world.snapshots.get(copy)?.machine.value]);
    }
    expect(moments.map(([, value]) => value)).toEqual(['checked', 'transferring', 'completed']);
    for (const [at, value] of moments) {
      expect(rebuild(ebs.store.journal(), at).snapshots.get(copy)?.machine.value).toBe(value);
    }
  });
});

describe('a bug in a step of EBS', () => {
  it('comes out of the lab as what it is, and holds up nothing else', async () => {
    const ebs = await ebsLab();
    const broken = await ebs.sharedSnapshot();
    const sound = await ebs.sharedSnapshot();
    const [missing = ''] = ebs.blocksOf(broken);
    const copies = [await ebs.copy(broken), await ebs.copy(sound)];
    const getBlock = ebs.store.getBlock.bind(ebs.store);
    ebs.store.getBlock = (blockId) => (blockId === missing ? undefined : getBlock(blockId));

    await expect(ebs.advance()).rejects.toThrow(`the store has no block ${missing}`);
    await ebs.advance();
    const [first, second] = await Promise.all(copies.map((copy) => ebs.snapshotView(copy)));
    expect(first).toMatchObject({ state: 'pending', copyStep: 'copyingBlocks' });
    expect(second).toMatchObject({ state: 'completed' });

    // The lab goes on: the clock, calls, other copies.
    expect(await ebs.reason(ADMIN, 'DescribeKey', { KeyId: SOURCE_KEY })).toBeNull();
    const after = await ebs.copy(sound);
    const happened = await ebs.advance();
    const changed = happened.flatMap(({ changes }) => changes).filter(({ machine }) => machine === 'snapshot');
    expect(changed.every(({ of }) => of === after)).toBe(true);
    expect(await ebs.snapshotView(after)).toMatchObject({ state: 'completed' });
    expect(ebs.lab.world.now).toBeGreaterThan(0);
  });
});
