/**
 * `npm run desktop [-- WORLD.kmslab | kmslab://…]`: installs and builds where needed, then opens the window. Electron's
 * package fetches its binary on the first run.
 */
import './prepare/node-version.js';
import { electronBinary } from './prepare/electron.js';
import { prepare } from './prepare/prepare.js';
import { ROOT } from './prepare/root.js';
import { run } from './prepare/run.js';
import { say } from './prepare/say.js';

if (await prepare()) {
  const electron = electronBinary();
  if ('path' in electron) {
    // npm starts scripts in the checkout; names of worlds are relative to where the user is.
    const cwd = process.env.INIT_CWD ?? process.cwd();
    process.exitCode = await run(electron.path, [ROOT, ...process.argv.slice(2)], { cwd, stdio: 'inherit' });
  } else {
    say(`Electron can't be had here (${electron.why}); the same window opens in a browser with: npm start -- web`);
    process.exitCode = 1;
  }
}
