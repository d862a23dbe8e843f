import { describe, expect, it } from 'vitest';
import { checkpointOf, worldOf } from '../../../core/lab/checkpoint.ts';
import { rebuild, reopen } from '../../../core/lab/rebuild.ts';
import { World } from '../../../core/lab/world.ts';
import { ADMIN } from '../../helpers/lab-with.ts';
import { interruptedWorld, richWorld } from './rich-world.ts';

/** A world through JSON and back. */
function again(world: World): World {
  const { length, chunks } = checkpointOf(world, 0);
  return worldOf({ length, chunks: [...chunks] });
}

describe('a checkpoint', () => {
  it('is of a world in which no part is empty', async () => {
    const { world } = await interruptedWorld();
    for (const [part, value] of Object.entries(world)) {
      if (part === 'principals') continue; // a cache of those who have called: nobody has, of late
      if (value instanceof Map) expect([part, value.size > 0]).toEqual([part, true]);
      else if (Array.isArray(value)) expect([part, value.length > 0]).toEqual([part, true]);
    }
    const { identities, groups, policies } = world.directory;
    for (const { size } of [identities, groups, policies]) expect(size).toBeGreaterThan(0);
  });

  it('gives the whole world back, as the journal does', async () => {
    const { world, store } = await richWorld();
    const restored = again(world);
    restored.principals.clear();
    const fromJournal = rebuild(store.journal());
    world.principals.clear(); // a cache of those who have called
    expect(restored).toEqual(world);
    expect(fromJournal).toEqual(restored);
  });

  it('gives back what a process left in the middle of its work', async () => {
    const { world, store } = await interruptedWorld();
    expect(again(world)).toEqual(world);
    store.putCheckpoint(checkpointOf(world, store.length));
    expect(reopen(store).world).toEqual(world);
  });

  it('need not be there, and may be of any moment', async () => {
    const { store, world } = await richWorld();
    const { length } = store;
    const entries = [...store.journal()];
    world.principals.clear();
    for (const at of [0, 1, 10, Math.floor(length / 3), Math.floor(length / 2), length - 1, length]) {
      store.putCheckpoint(checkpointOf(rebuild(entries.slice(0, at)), at));
      expect(reopen(store).world).toEqual(world);
    }
  });

  it('keeps what is found by place, and what is due in which order', async () => {
    const { world } = await richWorld();
    const restored = again(world);
    for (const key of world.keys.values()) {
      expect(restored.keyById(key.accountId, key.region, key.keyId)).toEqual(key);
      const order = [...world.keysIn(key.accountId, key.region)].map(({ arn }) => arn);
      expect([...restored.keysIn(key.accountId, key.region)].map(({ arn }) => arn)).toEqual(order);
    }
    expect(restored.agenda.inOrderOfSetting()).toEqual(world.agenda.inOrderOfSetting());
    expect(restored.agenda.first()?.item).toBe(world.agenda.first()?.item);
  });

  it('stays as it was when the world goes on', async () => {
    const { lab, world } = await richWorld();
    const checkpoint = { length: 0, chunks: [...checkpointOf(world, 0).chunks] };
    const before = worldOf(checkpoint);
    await lab.call({ service: 'kms', operation: 'CreateKey', input: {}, ...ADMIN });
    expect(worldOf(checkpoint)).toEqual(before);
  });

  it('with a part that this version does not know is refused', () => {
    expect(() => worldOf({ length: 0, chunks: [{ part: 'weather', json: '[1]' }] })).toThrow("a part 'weather'");
    expect(() => worldOf({ length: 0, chunks: [{ part: 'constructor', json: '[1]' }] })).toThrow('constructor');
  });

  it('of an empty world is one too', () => {
    expect(again(new World())).toEqual(new World());
  });
});
