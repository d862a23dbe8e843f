import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { electronBinary } from '../../scripts/prepare/electron.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kmslab-electron-'));
  vi.stubEnv('ELECTRON_OVERRIDE_DIST_PATH', undefined);
  vi.spyOn(process.stderr, 'write').mockReturnValue(true);
});
afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

/** The program of Electron's package that fetches its binary. */
const installer = (code: string) => writeFileSync(join(folder, 'install.js'), code);
const FETCHES = `
  const { mkdirSync, writeFileSync } = require('node:fs');
  mkdirSync(__dirname + '/dist');
  writeFileSync(__dirname + '/dist/electron', '');
  writeFileSync(__dirname + '/path.txt', 'electron');`;

describe('Electron’s binary', () => {
  it('is taken from where its package has it, and nothing is fetched', () => {
    installer('process.exit(1)');
    mkdirSync(join(folder, 'dist'));
    writeFileSync(join(folder, 'dist', 'electron'), '');
    writeFileSync(join(folder, 'path.txt'), 'electron');
    expect(electronBinary(folder)).toEqual({ path: join(folder, 'dist', 'electron') });
    expect(process.stderr.write).not.toHaveBeenCalled();
  });

  it('is fetched by its package’s own program where it isn’t there', () => {
    installer(FETCHES);
    expect(electronBinary(folder)).toEqual({ path: join(folder, 'dist', 'electron') });
  });

  it.each([
    ["console.error('HTTPError: 403\\n  at stack'); process.exit(1)", 'HTTPError: 403'],
    ['process.exit(1)', 'its package did not say why'],
    ['', 'its package did not say why'],
  ])('that can’t be had is told in one line: %s', (code, why) => {
    installer(code);
    expect(electronBinary(folder)).toEqual({ why });
  });
});
