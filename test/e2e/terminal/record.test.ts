import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { describeWith } from '../needs.ts';
import { PROGRAM, run } from './program.ts';
import { Tmux } from './tmux.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kmslab-record-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Plays a scenario, and gives how that ended. */
async function replayOf(file: string): Promise<string> {
  const { code, stdout, stderr } = await run(['replay', file]);
  return `${stdout.split('\n').at(-2)} exit ${code}${stderr}`;
}

describe('kmslab record, from a pipe', () => {
  it('writes a scenario whose replay comes to the same', async () => {
    const file = join(folder, 'hour.yaml');
    writeFileSync(join(folder, 'note.txt'), 'hello');
    const args = [
      'record',
      file,
      '--start-of',
      's3-bucket-keys',
      '--file',
      join(folder, 'note.txt'),
      '--title',
      'Piped',
    ];
    const child = spawn(process.execPath, [PROGRAM, ...args], { stdio: ['pipe', 'ignore', 'pipe'] });
    let told = '';
    child.stderr.on('data', (text) => {
      told += String(text);
    });
    child.stdin.end(
      [
        'note: by the fixed key of that world',
        'aws kms encrypt --key-id alias/orders --plaintext fileb://note.txt',
        'as: shop/role/clerk',
        'aws kms list-keys',
        'advance: 1d',
      ].join('\n'),
    );
    expect(await once(child, 'close')).toEqual([0, null]);
    expect(told).toContain(`kmslab: wrote ${file}: 3 steps; kmslab replay ${file} plays it\n`);
    expect(readFileSync(file, 'utf8')).toContain('title: Piped');
    expect(await replayOf(file)).toBe('Done: 3 steps, one refusal, which was expected. exit 0');
  });

  it('writes nothing where nothing was done', async () => {
    const file = join(folder, 'hour.yaml');
    const { code, stderr } = await run(['record', file]);
    expect([code, stderr, existsSync(file)]).toEqual([0, 'kmslab: nothing was done, and nothing is written\n', false]);
  });
});

describeWith('tmux', 'kmslab record, in a terminal', (path) => {
  it('writes the hour in the lab when its user leaves', async () => {
    const file = join(folder, 'hour.yaml');
    const tmux = new Tmux(path, { columns: 100, rows: 30 });
    try {
      tmux.startLab(`record ${file}`);
      await tmux.until('recording');
      await tmux.until('c runs it');
      tmux.type('Enter');
      await tmux.until('[Enabled]');
      tmux.type('e');
      await tmux.until('"CiphertextBlob"');
      tmux.type('d');
      await tmux.until('"Plaintext": "aGVsbG8gS01T"');
      tmux.type('o');
      await tmux.until('[Disabled]');
      tmux.type('e');
      await tmux.until('(DisabledException)');
      tmux.type('q');
      await tmux.until('exit code 0');
      expect(await replayOf(file)).toBe('Done: 5 steps, one refusal, which was expected. exit 0');
      expect(readFileSync(file, 'utf8')).toContain(`--ciphertext-blob \${ciphertext}`);
    } finally {
      tmux.end();
    }
  });
});
