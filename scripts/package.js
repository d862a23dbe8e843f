/**
 * `npm run package [-- --linux|--mac|--win …]`: installers of the app for this system, in .cache/packages. The packager
 * is fetched for it, in one exact version: who runs kmslab from a clone has no use for it.
 */
import './prepare/node-version.js';
import { prepare } from './prepare/prepare.js';
import { ROOT } from './prepare/root.js';
import { run } from './prepare/run.js';

const PACKAGER = 'electron-builder@26.17.0';

if (await prepare()) {
  const npx = process.platform === 'win32' ? 'npx.cmd' : 'npx';
  process.exitCode = await run(npx, ['--yes', PACKAGER, '--config', 'electron-builder.yml', ...process.argv.slice(2)], {
    cwd: ROOT,
    stdio: 'inherit',
    shell: process.platform === 'win32', // a .cmd file is a shell's to run
  });
}
