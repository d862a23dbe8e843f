import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { COMMANDS } from '../../../tui/commands/commands.ts';
import { LAB } from '../../../tui/manual/lab.ts';
import type { Example, Manual } from '../../../tui/manual/manual.ts';
import { describeWith } from '../needs.ts';
import { PROGRAM, run } from './program.ts';

let home: string;
let env: NodeJS.ProcessEnv;
beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'kmslab-manual-'));
  for (const folder of ['bin', 'run']) mkdirSync(join(home, folder), { mode: 0o700 });
  const kmslab = join(home, 'bin', 'kmslab');
  writeFileSync(kmslab, `#!/bin/sh\nexec '${process.execPath}' '${PROGRAM}' "$@"\n`);
  chmodSync(kmslab, 0o755);
  env = {
    ...process.env,
    HOME: home,
    XDG_DATA_HOME: join(home, 'data'),
    XDG_RUNTIME_DIR: join(home, 'run'),
    PATH: `${join(home, 'bin')}${delimiter}${process.env.PATH ?? ''}`,
  };
});
afterAll(() => rmSync(home, { recursive: true }));

/** Pastes lines into one shell in an empty folder, and tells the exit code of each. */
function paste(examples: readonly Example[]): { readonly codes: readonly number[]; readonly stderr: string } {
  const folder = mkdtempSync(join(home, 'paste-'));
  const script = examples.map(({ line }) => `${line}\necho "$?" >> '${folder}.codes'`).join('\n');
  const { stderr } = spawnSync('bash', ['--norc', '-c', script], { cwd: folder, env, encoding: 'utf8' });
  const read = spawnSync('cat', [`${folder}.codes`], { encoding: 'utf8' });
  return { codes: read.stdout.trim().split('\n').map(Number), stderr };
}

const MANUALS: readonly (readonly [string, () => Promise<Manual>])[] = [
  ['kmslab', async () => LAB],
  ...Object.entries(COMMANDS).map(([name, { manual }]) => [name, manual] as const),
];

describe.each(MANUALS)('the examples of %s', (_name, manual) => {
  it('work when they are pasted into an empty folder, one after the other', async () => {
    const examples = (await manual()).examples.filter(({ wants }) => wants === undefined);
    if (examples.length === 0) return;
    const { codes, stderr } = paste(examples);
    expect(codes, stderr).toEqual(examples.map(({ ends = 0 }) => ends));
  });
});

it('examples that ask a running serve work where one runs', async () => {
  const all = await Promise.all(MANUALS.map(async ([, manual]) => (await manual()).examples));
  const examples = all.flat().filter(({ wants }) => wants === 'asks');
  expect(examples.length).toBeGreaterThan(5);
  const server = spawn(process.execPath, [PROGRAM, 'serve', '--port', '0', '--control'], {
    env,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  try {
    await once(server.stdout, 'data');
    const { codes, stderr } = paste(examples);
    expect(codes, stderr).toEqual(examples.map(({ ends = 0 }) => ends));
  } finally {
    server.kill();
    await once(server, 'close');
  }
});

describe('asking for help', () => {
  it.each([
    [['--help'], 'kmslab - a pocket AWS'],
    [['-h'], 'kmslab - a pocket AWS'],
    [['help'], 'kmslab - a pocket AWS'],
    [['help', 'trail'], 'kmslab-trail'],
    [['trail', '--help'], 'kmslab-trail'],
    [['lessons', 'run', '--help'], 'kmslab-lessons'],
    [['aws', '--help'], 'kmslab-aws'],
  ] as const)('%j', async (args, said) => {
    const { code, stdout, stderr } = await run(args, env);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(new RegExp(`^NAME\n {4}${said}`));
  });
});

describeWith('man', 'the manual as a man page', (man) => {
  it.each(['', ...Object.keys(COMMANDS)])('man reads that of %s without a complaint', async (name) => {
    const { stdout } = await run(['help', ...(name === '' ? [] : [name]), '--man'], env);
    const read = spawnSync(man, ['--warnings', '-E', 'UTF-8', '-l', '-'], {
      input: stdout,
      encoding: 'utf8',
      env: { ...env, MANWIDTH: '80', LC_ALL: 'C.UTF-8' },
    });
    expect(read.stderr).toBe('');
    expect(read.status).toBe(0);
    for (const title of ['NAME', 'SYNOPSIS', 'OPTIONS', 'EXAMPLES'].filter((word) => stdout.includes(`.SH "${word}"`)))
      expect(read.stdout).toMatch(new RegExp(`^${title}$`, 'm'));
  });
});
