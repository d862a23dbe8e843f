import { join } from 'node:path';
import { ROOT } from './prepare/root.js';
import { run } from './prepare/run.js';

/**
 * Bundles test/bench with the core it measures, as the program itself is bundled. Always anew: that takes a second,
 * and the measuring a minute.
 * @returns {Promise<string>} path of the bundle, which measures when imported
 * @throws {Error} when the bundler fails; it has said why
 */
export async function bundleBench() {
  const vite = join(ROOT, 'node_modules/vite/bin/vite.js');
  const code = await run(process.execPath, [vite, 'build', '--mode', 'bench', '--logLevel', 'warn'], {
    cwd: ROOT,
    stdio: ['ignore', 2, 2],
  });
  if (code !== 0) throw new Error(`the bundle of test/bench failed (exit ${code})`);
  return join(ROOT, '.cache/bench/bench.js');
}
