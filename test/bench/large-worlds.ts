import { spawn } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLab, DEFAULT_WORLD, type Lab } from '../../core/index.ts';
import { nodePorts, openWorldFile } from '../../core/node/index.ts';
import { rate, time, timeRatio } from './pairs.ts';
import type { BenchRow } from './row.ts';
import { CALLER, someKey, worldOf } from './worlds.ts';

/** The bundle that this is part of, as `scripts/bench-bundle.js` makes it. */
const BENCH = '.cache/bench/bench.js';
const KEYS = 100_000;
const FEW_KEYS = 10;
const CALLS = 2_000;
const CREATED = 500;

/** What a world in a file costs, and what a large one does. */
export const worldRows: readonly BenchRow[] = [
  {
    what: `world of ${KEYS.toLocaleString('en')} keys: seconds to open`,
    unit: 's',
    budget: { atMost: 3 },
    async measure() {
      const { seconds, mebibytes } = await openElsewhere(await worldOf(KEYS));
      return { value: seconds, detail: `${Math.round(mebibytes)} MiB resident` };
    },
  },
  {
    what: `world of ${KEYS.toLocaleString('en')} keys: resident memory once open`,
    unit: 'MiB',
    budget: { atMost: 400 },
    async measure() {
      const { seconds, mebibytes } = await openElsewhere(await worldOf(KEYS));
      return { value: mebibytes, detail: `opened in ${seconds.toFixed(2)} s` };
    },
  },
  {
    what: `world of ${KEYS.toLocaleString('en')} keys: time of Encrypt and Decrypt against a world of ${FEW_KEYS}`,
    unit: '×',
    budget: { atMost: 1.15 },
    measure: () =>
      withCopies([KEYS, FEW_KEYS], async ([large, small]) => timeRatio(callsIn(large as Lab), callsIn(small as Lab))),
  },
  {
    what: 'CreateKey in a world file, durable before the reply, against a world in memory',
    unit: '×',
    budget: { atMost: 8 },
    measure: () =>
      withCopies([FEW_KEYS], async ([lab]) =>
        timeRatio(creationsIn(lab as Lab), creationsIn(await createLab(nodePorts(), DEFAULT_WORLD))),
      ),
  },
  {
    what: 'CreateKey in a world file, calls a second',
    unit: '/s',
    budget: { atLeast: 200 },
    measure: () => withCopies([FEW_KEYS], ([lab]) => rate(CREATED, creationsIn(lab as Lab))),
  },
];

/** Encrypts and decrypts under one key, as any program would. */
function callsIn(lab: Lab): () => Promise<number> {
  return async () => {
    const KeyId = await someKey(lab);
    return time(async () => {
      for (let n = 0; n < CALLS; n += 1) {
        const input = { KeyId, Plaintext: new Uint8Array(32) };
        const { reply } = await lab.call({ service: 'kms', operation: 'Encrypt', input, ...CALLER });
        if (!reply.ok) throw new Error(reply.error.message);
        const { CiphertextBlob } = reply.output;
        await lab.call({ service: 'kms', operation: 'Decrypt', input: { CiphertextBlob }, ...CALLER });
      }
    });
  };
}

function creationsIn(lab: Lab): () => Promise<number> {
  return () =>
    time(async () => {
      for (let n = 0; n < CREATED; n += 1) {
        await lab.call({ service: 'kms', operation: 'CreateKey', input: {}, ...CALLER });
      }
    });
}

/** Opens copies of worlds, so that what is measured leaves the kept ones as they are. */
async function withCopies<T>(keys: readonly number[], work: (labs: readonly Lab[]) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'kmslab-bench-'));
  const labs: Lab[] = [];
  try {
    for (const count of keys) {
      const from = await worldOf(count);
      const file = join(folder, `${count}.kmslab`);
      for (const end of ['', '.key']) copyFileSync(`${from}${end}`, `${file}${end}`);
      labs.push((await openWorldFile(file, { missing: 'refuse' })).lab);
    }
    return await work(labs);
  } finally {
    for (const lab of labs) await lab.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Opens a world in a process of its own, which tells how long it took and how much memory it then has. */
function openElsewhere(file: string): Promise<{ readonly seconds: number; readonly mebibytes: number }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [BENCH, '--open', file], { stdio: ['ignore', 'pipe', 'inherit'] });
    let text = '';
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
    });
    child.on('error', reject);
    child.on('close', (code) =>
      code === 0 ? resolve(JSON.parse(text)) : reject(new Error(`opening ${file}: exit ${code}`)),
    );
  });
}

/** The other half of `openElsewhere`. */
export async function openAndTell(file: string): Promise<void> {
  const start = performance.now();
  const { lab } = await openWorldFile(file, { missing: 'refuse' });
  const seconds = (performance.now() - start) / 1000;
  const mebibytes = process.memoryUsage.rss() / 2 ** 20;
  await lab.close();
  process.stdout.write(JSON.stringify({ seconds, mebibytes }));
}
