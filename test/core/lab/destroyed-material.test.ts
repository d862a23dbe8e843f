import { beforeEach, describe, expect, it } from 'vitest';
import { isDestroyed } from '../../../core/lab/destroyed-material.ts';
import { rebuild } from '../../../core/lab/rebuild.ts';
import type { Store } from '../../../core/lab/store.ts';
import { fixedPorts } from '../../helpers/fixed-ports.ts';
import { ADMIN, arnOf, DAY, labWith, type TestLab } from '../../helpers/lab-with.ts';
import { FOREVER, material, wrapped } from '../keys/imported-lab.ts';

let test: TestLab;
let KeyId: string;
beforeEach(async () => {
  test = await labWith();
  KeyId = await test.key({ Origin: 'EXTERNAL' });
});

const line = (text: string) => test.lab.act({ type: 'run', line: text, ...ADMIN });
const undo = () => test.lab.act({ type: 'undo' });
const redo = () => test.lab.act({ type: 'redo' });
const imported = async (n: number, over: object = FOREVER) =>
  String((await test.ok('ImportKeyMaterial', { ...(await wrapped(test, KeyId, material(n))), ...over })).KeyMaterialId);

/** The ids of the materials of a key that an export has, and compacting leaves. */
function kept(store: Store = test.store, keyArn = arnOf(KeyId)): readonly string[] {
  const world = rebuild(store.journal());
  const items = [...store.sealed()].filter((item) => item.keyArn === keyArn && !isDestroyed(world, item));
  return items.map(({ keyMaterialId }) => keyMaterialId);
}

describe('which material is destroyed', () => {
  it('stays so when something is taken back that was done later', async () => {
    await imported(1);
    await line(`aws kms delete-imported-key-material --key-id ${KeyId}`);
    await line('aws kms create-key');
    await undo();
    expect(kept()).toEqual([]);
  });

  it('follows undo and redo of its deletion', async () => {
    const id = await imported(1);
    expect(kept()).toEqual([id]);
    await line(`aws kms delete-imported-key-material --key-id ${KeyId}`);
    expect(kept()).toEqual([]);
    await undo();
    expect(kept()).toEqual([id]);
    await redo();
    expect(kept()).toEqual([]);
  });

  it('follows undo and redo of the time that it expired in', async () => {
    const id = await imported(1, { ValidTo: (test.lab.now + DAY) / 1_000 });
    await test.pass(2 * DAY);
    expect(kept()).toEqual([]);
    await undo();
    expect(kept()).toEqual([id]);
    await redo();
    expect(kept()).toEqual([]);
  });

  it('is what a key never had, once its rotation is taken back', async () => {
    const own = await test.key();
    const before = kept(test.store, arnOf(own));
    expect(before).toHaveLength(1);
    await test.ok('RotateKeyOnDemand', { KeyId: own });
    await test.pass(DAY);
    const after = kept(test.store, arnOf(own));
    expect(after).toHaveLength(2);
    await undo();
    expect(kept(test.store, arnOf(own))).toEqual(before);
    await redo();
    expect(kept(test.store, arnOf(own))).toEqual(after);
  });

  it('is what waited to be rotated in, once it is taken away, and is back when it is imported again', async () => {
    const [first, second] = [await imported(1), await imported(2, { ...FOREVER, ImportType: 'NEW_KEY_MATERIAL' })];
    expect(kept()).toEqual([first, second].sort());
    await test.ok('DeleteImportedKeyMaterial', { KeyId, KeyMaterialId: second });
    expect(kept()).toEqual([first]);
    await imported(2, { ...FOREVER, ImportType: 'NEW_KEY_MATERIAL' });
    expect(kept()).toEqual([first, second].sort());
  });

  it('is in a fork what it was at that moment', async () => {
    const id = await imported(1);
    const present = test.store.length;
    await test.ok('DeleteImportedKeyMaterial', { KeyId });
    const gone = test.store.length;
    const forked = async (length: number) => {
      const ports = fixedPorts();
      await (await test.lab.fork(ports, { length, files: new Map() })).close();
      return kept(ports.store);
    };
    expect(await forked(gone)).toEqual([]);
    expect(await forked(present)).toEqual([id]);
  });
});
