import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './root.js';

/** Written after a complete install; npm removes it with the rest of node_modules when it installs anew. */
const STAMP = join(ROOT, 'node_modules', '.kmslab-install');

/** Whether node_modules is what package-lock.json asks for, on this platform (some packages bring binaries). */
export function isInstalled() {
  try {
    return readFileSync(STAMP, 'utf8') === wantedInstall();
  } catch {
    return false;
  }
}

/** Says that node_modules is now complete. @param {string} wanted */
export function markInstalled(wanted) {
  writeFileSync(STAMP, wanted);
}

/** The lockfile itself, not a hash of it: comparing it takes less time than loading a hash function. */
export function wantedInstall() {
  return `${process.platform}-${process.arch}\n${readFileSync(join(ROOT, 'package-lock.json'), 'utf8')}`;
}
