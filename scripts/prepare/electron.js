import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './root.js';
import { say } from './say.js';

const PACKAGE = join(ROOT, 'node_modules/electron');

/**
 * Electron's binary. Its package fetches it on first use, with a program of its own.
 * @param {string} [folder] of Electron's package
 * @returns {{ path: string } | { why: string }} where it is, or in a few words why it can't be had
 */
export function electronBinary(folder = PACKAGE) {
  const there = find(folder);
  if (there !== null) return { path: there };
  say('fetching Electron, once');
  const { status, stderr, error } = spawnSync(process.execPath, [join(folder, 'install.js')], {
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
  });
  const fetched = find(folder);
  if (status === 0 && fetched !== null) return { path: fetched };
  return { why: firstLine(error?.message ?? stderr) };
}

/**
 * The package is not imported to find out: in plain Node that starts the download.
 * @param {string} folder
 * @returns {string | null}
 */
function find(folder) {
  const note = join(folder, 'path.txt');
  if (!existsSync(note)) return null;
  const program = readFileSync(note, 'utf8').trim();
  const { ELECTRON_OVERRIDE_DIST_PATH: elsewhere } = process.env;
  const path = join(elsewhere ?? join(folder, 'dist'), program);
  return existsSync(path) ? path : null;
}

/** @param {string | undefined} text */
function firstLine(text) {
  const line = text
    ?.split('\n')
    .map((one) => one.trim())
    .find((one) => one !== '');
  return line ?? 'its package did not say why';
}
