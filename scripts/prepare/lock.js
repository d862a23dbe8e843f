import { closeSync, mkdirSync, openSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ROOT } from './root.js';
import { say } from './say.js';

const LOCK = join(ROOT, '.cache', 'prepare.lock');
const POLL_MS = 100;
/** Longer than any install or build, for the case that a dead holder's process id lives on as another program's. */
const FORGOTTEN_MS = 15 * 60_000;

/**
 * Runs `work` while no other process of this checkout installs or builds.
 * A lock whose holder died is taken over.
 * @param {() => Promise<void>} work
 */
export async function withLock(work) {
  let hasSaidSo = false;
  while (!tryLock()) {
    if (isAbandoned()) rmSync(LOCK, { force: true });
    else {
      if (!hasSaidSo) say(`another kmslab is installing or building; waiting for it (${LOCK})`);
      hasSaidSo = true;
      await sleep(POLL_MS);
    }
  }
  try {
    await work();
  } finally {
    rmSync(LOCK, { force: true });
  }
}

function tryLock() {
  mkdirSync(dirname(LOCK), { recursive: true });
  try {
    const file = openSync(LOCK, 'wx');
    writeFileSync(file, String(process.pid));
    closeSync(file);
    return true;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'EEXIST') return false;
    throw error;
  }
}

function isAbandoned() {
  try {
    if (Date.now() - statSync(LOCK).mtimeMs > FORGOTTEN_MS) return true;
    const holder = Number(readFileSync(LOCK, 'utf8'));
    if (holder === 0) return false; // created, its id not written yet
    process.kill(holder, 0); // signal 0 only asks whether the process is there
    return false;
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'ESRCH';
  }
}
