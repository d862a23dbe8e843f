import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openWorldFile, saveWorldFile } from '../../../core/node/index.ts';
import { infoOf, verifyFile } from '../../../core/node/world-admin.ts';
import { ADMIN, labWith } from '../../helpers/lab-with.ts';
import { richWorld } from '../lab/rich-world.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kmslab-save-'));
  file = join(folder, 'saved.kmslab');
});
afterEach(() => rmSync(folder, { recursive: true }));

it('a world in memory is saved whole, with what AWS would have destroyed, and its root key beside it', async () => {
  const { lab, store } = await richWorld();
  const before = await lab.ask({ type: 'view' });
  const materials = [...store.sealed()].length;
  const saved = await saveWorldFile(lab, file);
  const { clock: _clock, now: _now, ...view } = await saved.lab.ask({ type: 'view' });
  expect(before).toMatchObject(view);
  await saved.lab.close();
  expect((await verifyFile(file)).flatMap(({ wrong }) => wrong)).toEqual([]);
  const { kept, destroyed } = infoOf(file).materials;
  expect(destroyed).toBeGreaterThan(0);
  expect(kept + destroyed).toBe(materials - 1); // but for what tells whether a root key is the world's
});

it('what was encrypted before is decrypted in the saved world, which goes its own way', async () => {
  const { lab, ok, key } = await labWith();
  const id = await key();
  const { CiphertextBlob } = await ok('Encrypt', { KeyId: id, Plaintext: Uint8Array.of(1, 2, 3) });
  await lab.act({ type: 'putFile', name: 'note.txt', bytes: Uint8Array.of(7) });
  const saved = await saveWorldFile(lab, file);
  const opened = await saved.lab.call({ service: 'kms', operation: 'Decrypt', input: { CiphertextBlob }, ...ADMIN });
  expect(opened.reply).toMatchObject({ ok: true, output: { Plaintext: Uint8Array.of(1, 2, 3) } });
  expect(saved.lab.files.get('note.txt')).toEqual(Uint8Array.of(7));
  await saved.lab.call({ service: 'kms', operation: 'CreateKey', input: {}, ...ADMIN });
  await saved.lab.close();
  expect(lab.world.keys.size).toBe(1);
  const again = await openWorldFile(file, { missing: 'refuse' });
  expect(again.lab.world.keys.size).toBe(2);
  await again.lab.close();
});

it('another world is never overwritten, and nothing is left of a save that could not be', async () => {
  const { lab } = await labWith();
  const saved = await saveWorldFile(lab, file);
  await expect(saveWorldFile(lab, file)).rejects.toThrow('open in another process');
  await saved.lab.close();
  await expect(saveWorldFile(lab, file)).rejects.toThrow('is a world already');
  const other = join(folder, 'nowhere', 'x.kmslab');
  await expect(saveWorldFile(lab, other)).rejects.toThrow(/is its folder there/);
  const text = join(folder, 'text.kmslab');
  writeFileSync(text, 'not a database');
  await expect(saveWorldFile(lab, text)).rejects.toMatchObject({ name: 'LabError' });
  expect(existsSync(`${text}.key`)).toBe(false);
});
