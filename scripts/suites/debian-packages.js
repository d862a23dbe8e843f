import { run } from '../prepare/run.js';
import { say } from '../prepare/say.js';
import { isDebian } from './is-debian.js';
import { debianPackageOf } from './tools.js';

/** @import { Tool } from './tools.js' */

/**
 * Puts in place what the end-to-end tests drive. Only on Debian, and only as root; elsewhere it changes
 * nothing.
 * @param {readonly Tool[]} missing
 * @returns {Promise<string | null>} null when it worked, else the one command that would do it
 */
export async function installDebianPackages(missing) {
  if (!isDebian()) return commandElsewhere(missing);
  const command = `apt-get update && apt-get install -y --no-install-recommends ${missing.map(debianPackageOf).join(' ')}`;
  if (process.getuid?.() !== 0) return `sudo sh -c '${command}'`;
  say(`installing ${missing.join(' and ')} for the end-to-end tests`);
  const code = await run('sh', ['-c', command], {
    stdio: ['ignore', 2, 2],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  return code === 0 ? null : command;
}

/** @param {readonly Tool[]} missing */
function commandElsewhere(missing) {
  return process.platform === 'darwin'
    ? `brew install ${missing.map(debianPackageOf).join(' ')}`
    : `sudo apt-get install ${missing.map(debianPackageOf).join(' ')}`;
}
