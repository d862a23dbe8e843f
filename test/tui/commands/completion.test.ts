import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { COMMAND_WORDS } from '../../../tui/commands/command-words.ts';
import { COMMANDS } from '../../../tui/commands/commands.ts';
import { SCRIPTS, SHELLS } from '../../../tui/commands/completion-scripts.ts';
import { offerFor, type Sources } from '../../../tui/commands/completion-words.ts';

const SOURCES: Sources = {
  commands: Object.keys(COMMANDS).map((word) => ({ word, says: '' })),
  keys: async (world) => (world === null ? [] : [{ word: 'alias/orders', says: 'Enabled' }]),
  aws: async (line, world) => [{ word: line.split(' ').length > 2 ? '--key-id' : 'kms', says: world ?? '' }],
  scenarios: async () => ['key-lifecycle', 'rotation'],
  lessons: async () => ['envelope'],
};

const words = async (line: string): Promise<readonly string[]> => {
  const { words: offered, hasFiles } = await offerFor(line, SOURCES);
  return [...offered.map(({ word }) => word), ...(hasFiles ? [':files'] : [])];
};

describe('what may stand where a line ends', () => {
  it('every command but aws says itself what it takes', () => {
    expect(Object.keys(COMMAND_WORDS).sort()).toEqual(
      Object.keys(COMMANDS)
        .filter((name) => name !== 'aws')
        .sort(),
    );
  });

  it.each([
    ['kmslab ', Object.keys(COMMANDS)],
    ['kmslab re', ['record', 'replay']],
    ['kmslab --no', ['--no-color']],
    ['kmslab key ', ['show']],
    ['kmslab key show --t', ['--tab']],
    ['kmslab key show --tab ro', ['rotation']],
    ['kmslab key show --world w.kmslab al', ['alias/orders']],
    ['kmslab key show --world ', [':files']],
    ['kmslab replay k', ['key-lifecycle', ':files']],
    ['kmslab lessons so', ['solution']],
    ['kmslab lessons run e', ['envelope']],
    ['kmslab world ve', ['verify']],
    ['kmslab world verify ', [':files']],
    ['kmslab time a', ['advance']],
    ['kmslab completion f', ['fish']],
    ['kmslab why --act', ['--action']],
    ['kmslab aws k', ['kms']],
    ['kmslab aws --world w.kmslab kms encrypt --k', ['--key-id']],
    ['kmslab nonsense ', []],
  ])('%s', async (line, expected) => {
    expect(await words(line)).toEqual(expect.arrayContaining([...expected]));
    if (expected.length < 5) expect(await words(line)).toHaveLength(expected.length);
  });
});

describe('the shells', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'kmslab-completion-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it.each(SHELLS)('%s takes the script, where it is installed', (shell) => {
    const { error, status, stderr } = spawnSync(shell, ['-n'], {
      input: SCRIPTS[shell],
      encoding: 'utf8',
      cwd: folder,
    });
    if (error !== undefined && 'code' in error && error.code === 'ENOENT') return;
    expect(stderr).toBe('');
    expect(status).toBe(0);
  });

  it('bash asks with the line, offers what it is told, and knows words with a colon', () => {
    // In the place of the program, a function that answers as it would.
    const script = `${SCRIPTS.bash}
kmslab() { printf '%s\\n' "arn:aws:kms:us-east-1:111122223333:key/1" "arn:aws:kms:us-east-1:111122223333:key/2"; echo "$4" > asked; }
COMP_LINE='kmslab key show arn:aws:kms' COMP_POINT=27 COMP_WORDS=(kmslab key show arn : aws : kms) COMP_CWORD=7
_kmslab
printf '%s\\n' "\${COMPREPLY[@]}"; cat asked`;
    const { stdout, status, stderr } = spawnSync('bash', ['--norc', '-c', script], { encoding: 'utf8', cwd: folder });
    expect(stderr).toBe('');
    expect(status).toBe(0);
    expect(stdout.trim().split('\n')).toEqual([
      'kms:us-east-1:111122223333:key/1',
      'kms:us-east-1:111122223333:key/2',
      'kmslab key show arn:aws:kms',
    ]);
  });
});
