import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { timeFirstFrame } from './first-frame.ts';
import { time, timeRatio } from './pairs.ts';
import type { BenchRow } from './row.ts';
import { runToEnd } from './run-to-end.ts';

const PROGRAM = 'dist/cli.js';
const bareNode = () => time(() => runToEnd(process.execPath, ['-e', '0']));

/** How long a user waits for the program, against what Node and npm take by themselves. */
export const startUpRows: readonly BenchRow[] = [
  {
    what: 'start: kmslab --version, against node -e 0',
    budget: { atMost: 1.3 },
    unit: '×',
    measure: () => timeRatio(() => time(() => runToEnd(process.execPath, [PROGRAM, '--version'])), bareNode),
  },
  {
    what: 'start: first frame in a terminal, against node -e 0',
    budget: { atMost: 4 },
    unit: '×',
    measure: () => timeRatio(() => timeFirstFrame(`'${process.execPath}' ${PROGRAM}`), bareNode),
  },
  {
    what: 'start: npm start -- --version, against npm running the program',
    budget: { atMost: 1.2 },
    unit: '×',
    measure: () =>
      withBarePackage((folder) =>
        timeRatio(
          () => time(() => runToEnd('npm', ['start', '--', '--version'])),
          () => time(() => runToEnd('npm', ['--prefix', folder, 'start', '--', '--version'])),
        ),
      ),
  },
];

/** A package whose `npm start` is the program and nothing else: what npm takes by itself. */
async function withBarePackage<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'kmslab-bench-'));
  try {
    const start = `node ${join(process.cwd(), PROGRAM)}`;
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'bare', version: '1.0.0', scripts: { start } }));
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
