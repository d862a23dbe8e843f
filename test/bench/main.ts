import { parseArgs } from 'node:util';
import { httpRows } from './http/rows.ts';
import { inProcessRows } from './in-process.ts';
import { openAndTell, worldRows } from './large-worlds.ts';
import { type BenchResult, run } from './row.ts';
import { s3Rows } from './s3.ts';
import { screenRows } from './screen.ts';
import { startUpRows } from './start-up.ts';
import { formatTable } from './table.ts';
import { windowRows } from './window.ts';

const { values: options } = parseArgs({
  options: {
    json: { type: 'boolean' },
    only: { type: 'string' },
    peer: { type: 'string' },
    open: { type: 'string' },
  },
});
// The other half of a row that measures a process of its own.
if (options.open !== undefined) {
  await openAndTell(options.open);
  process.exit();
}
// With --peer, only what another KMS endpoint can do too.
const all =
  options.peer === undefined
    ? [...inProcessRows, ...s3Rows, ...httpRows(null), ...worldRows, ...screenRows, ...windowRows, ...startUpRows]
    : httpRows(options.peer);
const rows = all.filter(({ what }) => what.includes(options.only ?? ''));
if (rows.length === 0) {
  process.stderr.write(`--only: no row of the table has ${JSON.stringify(options.only)} in its name. The rows:\n`);
  process.stderr.write(`${all.map(({ what }) => `  ${what}\n`).join('')}`);
  process.exit(2);
}

const results: BenchResult[] = [];
for (const row of rows) {
  process.stderr.write(`measuring ${row.what}\n`);
  results.push(await run(row));
}

if (options.json) {
  const { version, platform, arch } = process;
  process.stdout.write(`${JSON.stringify({ node: version, platform, arch, rows: results }, null, 2)}\n`);
} else {
  process.stdout.write(`\n${formatTable(results)}\n`);
}
process.exitCode = results.every(({ isHeld }) => isHeld) ? 0 : 1;
