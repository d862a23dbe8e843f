import { basename } from 'node:path';
import { markInstalled, wantedInstall } from './installed.js';
import { ROOT } from './root.js';
import { run } from './run.js';
import { say } from './say.js';

/** Installs what the lockfile names. @throws {Error} when npm fails; npm has said why */
export async function install() {
  say('installing dependencies (only when they are missing or the lockfile changed)');
  const wanted = wantedInstall();
  const [command, ...before] = npmCommand();
  const code = await run(
    command,
    // Development dependencies always: the build is made with them, whatever NODE_ENV says.
    [...before, 'ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'],
    { cwd: ROOT, stdio: ['ignore', 2, 2], shell: process.platform === 'win32' && command === 'npm' },
  );
  if (code !== 0) throw new Error(`npm ci failed (exit ${code})`);
  markInstalled(wanted);
}

/** The npm that runs this script where there is one, else the one on PATH. @returns {[string, ...string[]]} */
function npmCommand() {
  const running = process.env.npm_execpath;
  return running && basename(running) === 'npm-cli.js' ? [process.execPath, running] : ['npm'];
}
