import { chmodSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { BUILT, listSources, markBuilt } from './built.js';
import { ROOT } from './root.js';
import { run } from './run.js';
import { say } from './say.js';

/** A lab that is still open may load a lazy part of the build it started from. */
const KEEP_EARLIER_BUILDS_MS = 24 * 3_600_000;

/**
 * Builds dist/. The bundles are made in a folder of their own and then moved in file by file, so that dist/ is
 * whole at every moment for programs that start, or run, meanwhile.
 * @throws {Error} when the bundler fails; it has said why
 */
export async function build() {
  say('building');
  const sources = listSources();
  const fresh = join(ROOT, '.cache', `build-${process.pid}`);
  try {
    const code = await run(process.execPath, [join(ROOT, 'scripts', 'bundle.js')], {
      cwd: ROOT,
      // In a process of its own: the bundlers change the environment and keep threads and memory.
      env: { ...process.env, KMSLAB_OUTPUT: fresh },
      stdio: ['ignore', 2, 2],
    });
    if (code !== 0) throw new Error(`the build failed (exit ${code})`);
    moveIn(fresh);
    markBuilt(sources);
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
}

/** @param {string} fresh */
function moveIn(fresh) {
  const files = filesIn(fresh).sort(partsFirst);
  for (const file of files) {
    mkdirSync(dirname(join(BUILT, file)), { recursive: true });
    renameSync(join(fresh, file), join(BUILT, file));
  }
  chmodSync(join(BUILT, 'cli.js'), 0o755);
  const oldest = Date.now() - KEEP_EARLIER_BUILDS_MS;
  for (const file of filesIn(BUILT)) {
    const path = join(BUILT, file);
    if (!files.includes(file) && statSync(path).mtimeMs < oldest) rmSync(path);
  }
}

/**
 * Parts, whose names hold a hash of their content, come before the files that import them by that name.
 * @param {string} a
 * @param {string} b
 */
function partsFirst(a, b) {
  return Number(isPart(b)) - Number(isPart(a));
}

/** @param {string} file */
function isPart(file) {
  return /(^|[\\/])(chunks|assets)[\\/]/.test(file);
}

/**
 * @param {string} folder
 * @returns {string[]} paths relative to it
 */
function filesIn(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) =>
    statSync(join(folder, path)).isFile(),
  );
}
