import { join } from 'node:path';
import { BUILT, isBuilt } from './built.js';
import { isInstalled } from './installed.js';
import { say } from './say.js';

/** The built program, which runs when imported. */
export const PROGRAM = join(BUILT, 'cli.js');

/**
 * Makes the checkout ready to run: installs when dependencies are missing or the lockfile changed, builds when
 * a source changed. When neither is needed it only reads (a few milliseconds: this is on the path of every start).
 * @returns {Promise<boolean>} whether it worked; if not, stderr says why and the exit code is set to 1
 */
export async function prepare() {
  return (await ensureInstalled()) && (await ensureBuilt());
}

/** @returns {Promise<boolean>} */
export function ensureInstalled() {
  return ensure(isInstalled, async () => (await import('./install.js')).install());
}

/** @returns {Promise<boolean>} */
export function ensureBuilt() {
  return ensure(isBuilt, async () => (await import('./build.js')).build());
}

/**
 * What the work needs is loaded only when there is work.
 * @param {() => boolean} isDone
 * @param {() => Promise<void>} work
 */
async function ensure(isDone, work) {
  if (isDone()) return true;
  try {
    const { withLock } = await import('./lock.js');
    await withLock(async () => {
      if (!isDone()) await work(); // another process may have done it while this one waited
    });
    return true;
  } catch (error) {
    say(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
    return false;
  }
}
