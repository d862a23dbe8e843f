/**
 * Ends the process with one clear line when Node is older than package.json's `engines` asks.
 * Import it first, and everything else by `import()` after it: an old Node can't even parse today's syntax.
 */
import { readFileSync } from 'node:fs';

const { engines } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
const [wanted, running] = [engines.node, process.versions.node].map(function numbers(version) {
  return version.match(/\d+/g).map(Number);
});

if (running[0] < wanted[0] || (running[0] === wanted[0] && running[1] < wanted[1])) {
  console.error(
    `kmslab: needs Node ${engines.node}, and this is Node ${process.versions.node}. See https://nodejs.org`,
  );
  process.exit(1);
}
