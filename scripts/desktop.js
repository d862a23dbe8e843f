/**
 * `npm run desktop`: installs and builds where needed, then opens the window. Electron's package fetches its binary on
 * the first run.
 */
import './prepare/node-version.js';
import { join } from 'node:path';
import { prepare } from './prepare/prepare.js';
import { ROOT } from './prepare/root.js';
import { run } from './prepare/run.js';

if (await prepare()) {
  const electron = join(ROOT, 'node_modules/electron/cli.js');
  process.exitCode = await run(process.execPath, [electron, ROOT], { cwd: ROOT, stdio: 'inherit' });
}
