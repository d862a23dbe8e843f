import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createLab, type LabEvent, MemoryRoom } from '../../core/index.ts';
import { nodePorts, openWorldFile, runningServers } from '../../core/node/index.ts';
import { OpenWorld } from '../../main/open-world.ts';
import { ADMIN } from '../helpers/lab-with.ts';

let folder: string;
let file: string;
const worlds: OpenWorld[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kmslab-open-world-'));
  file = join(folder, 'shop.kmslab');
  vi.stubEnv('XDG_RUNTIME_DIR', folder);
});
afterEach(async () => {
  for (const world of worlds.splice(0)) await world.close();
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

async function opened() {
  const world = await OpenWorld.of(await createLab(nodePorts()), new MemoryRoom(nodePorts));
  worlds.push(world);
  const key = () => world.client.act({ type: 'run', line: 'aws kms create-key', ...ADMIN });
  const keys = async () => (await world.client.ask({ type: 'view' })).keys.length;
  return { world, key, keys };
}

describe('a world in memory', () => {
  it('is at risk once something was done in it, until it is in a file', async () => {
    const { world, key } = await opened();
    expect(await world.isAtRisk()).toBe(false);
    await key();
    expect(await world.isAtRisk()).toBe(true);
    expect([world.file, world.name]).toEqual([null, 'World in memory']);
    await world.saveAs(file);
    expect(await world.isAtRisk()).toBe(false);
    expect([world.file, world.name]).toEqual([file, 'shop']);
  });

  it('goes on in its file for who is subscribed already', async () => {
    const { world, key, keys } = await opened();
    const heard: LabEvent['type'][] = [];
    world.client.subscribe(({ type }) => heard.push(type));
    await key();
    await world.saveAs(file);
    heard.length = 0;
    await key();
    expect(heard).toContain('called');
    expect(await keys()).toBe(2);
    await world.close();
    const { lab } = await openWorldFile(file, { missing: 'refuse' });
    expect(lab.world.keys.size).toBe(2);
    await lab.close();
  });

  it('is not saved while a lesson or a replay is on, and says what to do', async () => {
    const { world } = await opened();
    await world.client.act({ type: 'lesson', does: 'start', lesson: '1' });
    await expect(world.saveAs(file)).rejects.toThrow('go back to your lab');
    await world.client.act({ type: 'lesson', does: 'leave' });
    await world.client.act({ type: 'replay', does: 'open', name: 'rotation' });
    await expect(world.saveAs(file)).rejects.toThrow('continue from here');
    expect(world.file).toBeNull();
  });

  it('that was continued from a replay is saved as it is there', async () => {
    const { world, keys } = await opened();
    await world.client.act({ type: 'replay', does: 'open', name: 'rotation' });
    await world.client.act({ type: 'replay', does: 'goTo', at: 3 });
    await world.client.act({ type: 'replay', does: 'continue' });
    expect(await world.isAtRisk()).toBe(true);
    const there = await keys();
    expect(there).toBeGreaterThan(0);
    await world.saveAs(file);
    expect(await keys()).toBe(there);
    expect((await world.client.ask({ type: 'replay' })).continued).toBeNull();
  });

  it('stays as it was where it can’t be saved', async () => {
    const { world, key, keys } = await opened();
    await key();
    await world.startEndpoint();
    await expect(world.saveAs(join(folder, 'nowhere', 'x.kmslab'))).rejects.toMatchObject({ name: 'LabError' });
    expect([world.file, await keys()]).toEqual([null, 1]);
    expect(runningServers()).toHaveLength(1);
  });
});

describe('the endpoint of a world', () => {
  it('is found by kmslab env, is started once, and ends with its world', async () => {
    const { world } = await opened();
    await world.startEndpoint();
    const { url } = world.endpoint ?? {};
    await world.startEndpoint();
    expect(world.endpoint?.url).toBe(url);
    expect(runningServers().map((server) => server.url)).toEqual([url]);
    await world.close();
    expect(runningServers()).toEqual([]);
    await expect(fetch(url ?? '')).rejects.toThrow();
  });

  it('has other credentials once the world is in a file, whose root key is another', async () => {
    const { world } = await opened();
    await world.startEndpoint();
    const before = world.endpoint?.exportsFor('main/role/admin', 'eu-west-2');
    expect(before).toContain('export AWS_REGION=eu-west-2\n');
    expect(() => world.endpoint?.exportsFor('main/user/nobody', 'eu-west-2')).toThrow(/nobody/);
    await world.saveAs(file);
    const after = world.endpoint?.exportsFor('main/role/admin', 'eu-west-2');
    const secret = (lines = '') => /AWS_SECRET_ACCESS_KEY=(.*)/.exec(lines)?.[1];
    expect(secret(after)).toBeDefined();
    expect(secret(after)).not.toBe(secret(before));
  });
});
