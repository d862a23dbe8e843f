import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './root.js';

/** Folder of the finished bundles. */
export const BUILT = join(ROOT, 'dist');
const STAMP = join(BUILT, '.built-from');

/** Everything that a bundle depends on. */
const SOURCES = [
  'core',
  'tui',
  'main',
  'renderer',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'vite.config.ts',
  'electron.vite.config.ts',
  'vite.react.config.ts',
  'scripts/bundle.js',
  'scripts/bundle-settings.js',
];

/** Whether dist/ was built from the sources as they are now. */
export function isBuilt() {
  try {
    return readFileSync(STAMP, 'utf8') === listSources();
  } catch {
    return false;
  }
}

/** Says that dist/ is complete. @param {string} sources what `listSources` gave before the build */
export function markBuilt(sources) {
  writeFileSync(STAMP, sources);
}

/**
 * What dist/ must be built from, a line for each file: path, size, time of last change. Files that come, go, are
 * renamed or put back show as well, which the newest time alone would miss; reading them all would take longer than
 * a start may. Take it before building, so that an edit made meanwhile counts as one.
 */
export function listSources() {
  /** @type {string[]} */
  const lines = [];
  /** @param {string} path */
  const visit = (path) => {
    const stat = statSync(join(ROOT, path), { throwIfNoEntry: false });
    if (stat?.isDirectory()) for (const name of readdirSync(join(ROOT, path)).sort()) visit(`${path}/${name}`);
    else lines.push(`${path} ${stat ? `${stat.size} ${stat.mtimeMs}` : 'missing'}\n`);
  };
  SOURCES.forEach(visit);
  return lines.join('');
}
