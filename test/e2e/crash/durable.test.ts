import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { describeWith } from '../needs.ts';
import { PROGRAM, run } from '../terminal/program.ts';
import { PlainKmsClient } from './kms-client.ts';
import { spawnTraced } from './traced.ts';

/** Whether a process may be traced here: containers often forbid it. */
function canTrace(strace: string): boolean {
  return spawnSync(strace, ['-qq', '-e', 'trace=none', process.execPath, '-e', '0']).status === 0;
}

describeWith('strace', 'a power cut', (strace) => {
  const folder = mkdtempSync(join(tmpdir(), 'kmslab-durable-'));
  const [file, trace] = [join(folder, 'world.kmslab'), join(folder, 'trace')];

  it('finds every answered change on the disk: it is synced between its writing and its answer', async ({ skip }) => {
    if (!canTrace(strace)) skip('strace may not trace a process here (ptrace is forbidden)');
    expect((await run(['world', 'new', file])).code).toBe(0);
    const serving = await spawnTraced(strace, trace, [
      PROGRAM,
      'serve',
      '--port',
      '0',
      '--jsonl',
      '--auth',
      'trust',
      '--world',
      file,
    ]);
    const client = new PlainKmsClient(serving.url);
    const descriptions = Array.from({ length: 10 }, (_, n) => `change-number-${n}-of-the-trace`);
    for (const Description of descriptions) {
      expect((await client.call('CreateKey', { Description })).status).toBe(200);
    }
    client.close();
    await serving.stop();

    const calls = readFileSync(trace, 'utf8').split('\n');
    const answers = calls.flatMap((call, at) =>
      /\b(write|writev|sendto|sendmsg)\(.*HTTP\/1\.1 200/.test(call) ? [at] : [],
    );
    expect(answers).toHaveLength(descriptions.length);
    let before = 0;
    for (const answer of answers) {
      const since = calls.slice(before, answer);
      const written = since.findLastIndex((call) => /\bpwrite64\(\d+<[^>]*world\.kmslab-wal>/.test(call));
      const synced = since.findLastIndex((call) =>
        /\b(fsync|fdatasync)\(\d+<[^>]*world\.kmslab-wal>\)\s+= 0/.test(call),
      );
      expect(written).toBeGreaterThanOrEqual(0);
      expect(synced).toBeGreaterThan(written);
      before = answer;
    }
    rmSync(folder, { recursive: true });
  });
});
