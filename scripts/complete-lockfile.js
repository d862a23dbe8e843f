/**
 * `node scripts/complete-lockfile.js`, after a change of dependencies: enters into package-lock.json the packages for
 * other platforms that npm left out because its registry didn't offer them. Without them `npm ci` refuses the lockfile
 * there, and elsewhere an older npm installs a tool without its binary. They are pinned by version alone: what can't
 * be fetched has no integrity hash.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './prepare/root.js';

/**
 * @typedef {object} Entry a package in the lockfile, as far as it counts here
 * @property {string} [version]
 * @property {boolean} [dev]
 * @property {boolean} [optional]
 * @property {readonly string[]} [os]
 * @property {readonly string[]} [cpu]
 * @property {readonly string[]} [libc]
 * @property {Readonly<Record<string, string>>} [optionalDependencies]
 */

const SYSTEMS = ['aix', 'android', 'darwin', 'freebsd', 'linux', 'netbsd', 'openbsd', 'openharmony', 'sunos', 'win32'];

const path = join(ROOT, 'package-lock.json');
const lockfile = JSON.parse(readFileSync(path, 'utf8'));
const { '': root, ...packages } = /** @type {Record<string, Entry>} */ (lockfile.packages);

for (const [parent, { dev, optionalDependencies }] of Object.entries(packages)) {
  for (const [name, version] of Object.entries(optionalDependencies ?? {})) {
    if (`node_modules/${name}` in packages || `${parent}/node_modules/${name}` in packages) continue;
    packages[`node_modules/${name}`] = { version, ...(dev ? { dev } : {}), optional: true, ...platformOf(name) };
    console.log(`added ${name} ${version}`);
  }
}

const sorted = Object.fromEntries(Object.entries(packages).sort(([a], [b]) => (a < b ? -1 : 1)));
writeFileSync(path, `${JSON.stringify({ ...lockfile, packages: { '': root, ...sorted } }, null, 2)}\n`);

/**
 * What such a package says of itself in its package.json, read from its name: `@biomejs/cli-linux-x64-musl`.
 * @param {string} name
 */
function platformOf(name) {
  const words = name.split(/[/-]/);
  const at = words.findIndex((word) => SYSTEMS.includes(word));
  const [system, processor, variant] = words.slice(at);
  if (at < 0 || !system || !processor) throw new Error(`${name}: its name tells no platform; enter it by hand`);
  const libc = system === 'linux' ? { libc: [variant?.startsWith('musl') ? 'musl' : 'glibc'] } : {};
  return { os: [system], cpu: [processor], ...libc };
}
