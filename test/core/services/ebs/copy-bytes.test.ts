import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ADMIN, BACKUP, BACKUP_ADMIN, COPIER, type EbsLab, ebsLab, PROD, SECOND_KEY } from './ebs-lab.ts';

const BLOCK = 512 * 1024;

/** Bytes that differ from block to block, and repeat no page. */
function pattern(length: number): Uint8Array {
  return Uint8Array.from({ length }, (_, at) => (at * 31 + (at >> 8) * 7 + (at >> 19) * 101) & 0xff);
}

function includes(stored: Uint8Array, part: Uint8Array): boolean {
  return Buffer.from(stored).includes(Buffer.from(part));
}

/** The five steps: volume, snapshot, share, copy, volume in the target. */
async function through(ebs: EbsLab, bytes: Uint8Array): Promise<{ copy: string; target: string; volume: string }> {
  const volume = await ebs.volume(bytes);
  const snapshot = await ebs.snapshot(volume);
  await ebs.share(snapshot, BACKUP);
  const copy = await ebs.copy(snapshot);
  await ebs.advance();
  return { copy, volume, target: await ebs.volumeFrom(copy, COPIER) };
}

describe('the data of a copy', () => {
  it.each([
    ['one byte', 1],
    ['one block', BLOCK],
    ['a block and a byte', BLOCK + 1],
    ['three blocks and a half', 3 * BLOCK + BLOCK / 2],
  ])('equals what was written at the source: %s', async (_, length) => {
    const ebs = await ebsLab();
    const bytes = pattern(length);
    const { target, copy } = await through(ebs, bytes);
    expect(ebs.blocksOf(copy)).toHaveLength(Math.ceil(length / BLOCK));
    expect(Buffer.from(await ebs.read(target, COPIER)).equals(bytes)).toBe(true);
  });

  it('equals what was written at the source, whatever that is', async () => {
    const ebs = await ebsLab();
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 2_000 }), async (bytes) => {
        const { target } = await through(ebs, bytes);
        expect(await ebs.read(target, COPIER)).toEqual(bytes);
      }),
      { numRuns: 20 },
    );
  });

  it('is that of the moment of the snapshot: what is written later is not in it', async () => {
    const ebs = await ebsLab();
    const volume = await ebs.volume(pattern(10));
    const snapshot = await ebs.snapshot(volume);
    await ebs.write(volume, new Uint8Array(10));
    const restored = await ebs.volumeFrom(snapshot, ADMIN);
    expect(await ebs.read(restored, ADMIN)).toEqual(pattern(10));
  });

  it('is not readable any more when one byte of a block was flipped', async () => {
    const ebs = await ebsLab();
    const { target, copy } = await through(ebs, pattern(BLOCK + 1));
    for (const at of [0, 100, BLOCK / 2]) {
      const [blockId = ''] = ebs.blocksOf(copy);
      const before = ebs.store.getBlock(blockId) ?? new Uint8Array();
      const flipped = before.slice();
      flipped[at] = (flipped[at] ?? 0) ^ 1;
      ebs.store.putBlock(blockId, flipped);
      await expect(ebs.read(target, COPIER)).rejects.toThrow('InvalidCiphertextException');
      ebs.store.putBlock(blockId, before);
    }
    expect(await ebs.read(target, COPIER)).toHaveLength(BLOCK + 1);
  });

  it('is not readable any more when two blocks changed places', async () => {
    const ebs = await ebsLab();
    const { target, copy } = await through(ebs, pattern(2 * BLOCK));
    const [first = '', second = ''] = ebs.blocksOf(copy);
    const moved = ebs.store.getBlock(first) ?? new Uint8Array();
    ebs.store.putBlock(first, ebs.store.getBlock(second) ?? new Uint8Array());
    ebs.store.putBlock(second, moved);
    await expect(ebs.read(target, COPIER)).rejects.toThrow('InvalidCiphertextException');
  });

  it('cannot be copied when a block of the source was changed: the copy ends in error', async () => {
    const ebs = await ebsLab();
    const source = await ebs.sharedSnapshot(pattern(100));
    const [blockId = ''] = ebs.blocksOf(source);
    const changed = (ebs.store.getBlock(blockId) ?? new Uint8Array()).slice();
    changed[50] = (changed[50] ?? 0) ^ 1;
    ebs.store.putBlock(blockId, changed);
    const copy = await ebs.copy(source);
    await ebs.advance();
    expect(await ebs.snapshotView(copy)).toMatchObject({ state: 'error', because: 'invalid-ciphertext' });
    expect(ebs.grants).toHaveLength(0);
  });
});

describe('what lies in the store', () => {
  it('is never the plaintext of an encrypted volume, snapshot or copy', async () => {
    const ebs = await ebsLab();
    const bytes = pattern(BLOCK + 4_096);
    await through(ebs, bytes);
    expect(ebs.store.blocks.size).toBe(4); // two of the source, two of the copy
    for (const stored of ebs.store.blocks.values()) {
      for (const at of [0, 1_000, BLOCK - 64, BLOCK]) {
        expect(includes(stored, bytes.slice(at, at + 16))).toBe(false);
      }
    }
  });

  it('is the plaintext of an unencrypted volume', async () => {
    const ebs = await ebsLab();
    const bytes = pattern(100);
    await ebs.volume(bytes, {});
    expect([...ebs.store.blocks.values()]).toEqual([bytes]);
  });

  it('becomes ciphertext when an unencrypted snapshot is copied under a key', async () => {
    const ebs = await ebsLab();
    const bytes = pattern(BLOCK + 100);
    const source = await ebs.sharedSnapshot(bytes, {});
    const before = ebs.store.blocks.size;
    const copy = await ebs.copy(source);
    await ebs.advance();
    const target = await ebs.volumeFrom(copy, COPIER);
    for (const stored of [...ebs.store.blocks.values()].slice(before)) {
      expect(includes(stored, bytes.slice(0, 16))).toBe(false);
      expect(includes(stored, bytes.slice(BLOCK, BLOCK + 16))).toBe(false);
    }
    expect(Buffer.from(await ebs.read(target, COPIER)).equals(bytes)).toBe(true);
  });

  it('never repeats: the same data copied twice lies there under two data keys', async () => {
    const ebs = await ebsLab();
    const source = await ebs.sharedSnapshot(pattern(100));
    const copies = [await ebs.copy(source), await ebs.copy(source)];
    await ebs.advance();
    const stored = copies.flatMap((copy) => ebs.blocksOf(copy)).map((blockId) => ebs.store.getBlock(blockId));
    expect(stored).toHaveLength(2);
    expect(stored[0]).not.toEqual(stored[1]);
  });

  it('has the plaintext data key nowhere: not in the journal, not in the trail, not in a view', async () => {
    const ebs = await ebsLab();
    const { copy, volume } = await through(ebs, pattern(100));
    const { snapshots, volumes } = ebs.lab.world;
    const everything = JSON.stringify([ebs.store.journal(), [...snapshots], [...volumes]]);
    const text = everything + JSON.stringify(await ebs.lab.ask({ type: 'view' }));
    const owners = [
      [snapshots.get(copy)?.machine.context.data?.dataKey, COPIER],
      [volumes.get(volume)?.machine.context.data?.dataKey, ADMIN],
    ] as const;
    for (const [dataKey, who] of owners) {
      expect(text).toContain(dataKey?.ciphertextBlob);
      const plaintext = Buffer.from(
        (
          await ebs.call({ ...who, as: who === COPIER ? BACKUP_ADMIN.as : who.as }, 'Decrypt', {
            CiphertextBlob: Buffer.from(dataKey?.ciphertextBlob ?? '', 'base64'),
            EncryptionContext: { 'aws:ebs:id': dataKey?.boundTo },
          })
        ).Plaintext as Uint8Array,
      );
      expect(plaintext).toHaveLength(64);
      for (const half of [plaintext.subarray(0, 32), plaintext.subarray(32)]) {
        expect(text).not.toContain(half.toString('base64').slice(0, 40));
        expect(text).not.toContain(half.toString('hex'));
        expect(text).not.toContain([...half].join(','));
        for (const stored of ebs.store.blocks.values()) expect(includes(stored, half)).toBe(false);
      }
    }
  });
});

describe('writing to a volume', () => {
  it.each([
    ['less than before', 2 * BLOCK, 10],
    ['more than before', 10, BLOCK + 5],
    ['into the second block', 2 * BLOCK, BLOCK + 7],
  ])('changes what is written over, and keeps what lies behind: %s', async (_, before, after) => {
    const ebs = await ebsLab();
    const volume = await ebs.volume(pattern(before));
    const news = new Uint8Array(after).fill(1);
    await ebs.write(volume, news);
    const expected = pattern(Math.max(before, after));
    expected.set(news);
    expect(Buffer.from(await ebs.read(volume, ADMIN)).equals(expected)).toBe(true);
  });

  it('changes nothing in volumes and snapshots that share its blocks', async () => {
    const ebs = await ebsLab();
    const volume = await ebs.volume(pattern(100));
    const snapshot = await ebs.snapshot(volume);
    const [twin, other] = [
      await ebs.volumeFrom(snapshot, ADMIN),
      await ebs.volumeFrom(snapshot, ADMIN, { Encrypted: true, KmsKeyId: SECOND_KEY }),
    ];
    await ebs.write(twin, new Uint8Array(100));
    await ebs.write(other, new Uint8Array(50));
    expect(await ebs.read(volume, ADMIN)).toEqual(pattern(100));
    expect((await ebs.read(other, ADMIN)).slice(50)).toEqual(pattern(100).slice(50));
  });

  it('is not for other accounts', async () => {
    const ebs = await ebsLab();
    const volumeId = await ebs.volume(pattern(10));
    expect(await ebs.lab.act({ type: 'readVolume', volumeId, ...BACKUP_ADMIN })).toMatchObject({ ok: false });
    expect(ebs.kmsRecords(0, PROD).some(({ errorCode }) => errorCode !== undefined)).toBe(false);
  });
});
