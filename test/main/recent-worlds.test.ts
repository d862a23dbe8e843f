import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { RecentWorlds } from '../../main/recent-worlds.ts';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kmslab-recent-'));
  path = join(folder, 'user data', 'recent-worlds.json');
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

describe('the list of recent worlds', () => {
  it('has the newest first, each once, and ten at most; and is there at the next start', () => {
    const recent = new RecentWorlds(path);
    for (let n = 1; n <= 12; n += 1) recent.add(`/w/${n}.kmslab`);
    recent.add('/w/7.kmslab');
    recent.remove('/w/12.kmslab');
    const files = ['7', '11', '10', '9', '8', '6', '5', '4', '3'].map((n) => `/w/${n}.kmslab`);
    expect(recent.files).toEqual(files);
    expect(new RecentWorlds(path).files).toEqual(files);
    expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual({ version: 1, files });
  });

  it.each([
    '',
    'garbage',
    '[]',
    'null',
    '{"version":2,"files":["/w/1.kmslab"]}',
    '{"version":1,"files":"x"}',
    '{"version":1,"files":[null,7,{"a":1},""]}',
  ])('is empty where its file holds %j, and is kept from then on', (text) => {
    new RecentWorlds(path).add('/w/0.kmslab');
    writeFileSync(path, text);
    const recent = new RecentWorlds(path);
    expect(recent.files).toEqual([]);
    recent.add('/w/1.kmslab');
    expect(new RecentWorlds(path).files).toEqual(['/w/1.kmslab']);
  });

  it('is no reason to stop where it can’t be kept', () => {
    const told = vi.spyOn(console, 'warn').mockReturnValue();
    writeFileSync(join(folder, 'file'), '');
    const recent = new RecentWorlds(join(folder, 'file', 'recent.json'));
    recent.add('/w/1.kmslab');
    expect(recent.files).toEqual(['/w/1.kmslab']);
    expect(told).toHaveBeenCalledOnce();
  });
});
