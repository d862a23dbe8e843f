import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, it } from 'vitest';
import { SHELLS, type Shell } from '../../../tui/commands/completion-scripts.ts';
import { type Serving, serve } from '../endpoint/serving.ts';
import { describeWith } from '../needs.ts';
import { PROGRAM, run } from './program.ts';
import { Tmux } from './tmux.ts';

let folder: string;
let serving: Serving;

/** A folder with kmslab on PATH and a world that has a key with an alias; and a server that runs. */
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kmslab-shells-'));
  mkdirSync(join(folder, 'bin'));
  const kmslab = join(folder, 'bin', 'kmslab');
  writeFileSync(kmslab, `#!/bin/sh\nexec '${process.execPath}' '${PROGRAM}' "$@"\n`);
  chmodSync(kmslab, 0o755);
  const aws = (...args: readonly string[]) => run(['aws', '--world', join(folder, 'lab.kmslab'), ...args]);
  const { stdout } = await aws('kms', 'create-key', '--query', 'KeyMetadata.KeyId', '--output', 'text');
  await aws('kms', 'create-alias', '--alias-name', 'alias/orders', '--target-key-id', stdout.trim());
  serving = await serve();
});
afterAll(async () => {
  await serving.stop();
  rmSync(folder, { recursive: true });
});

/** How each is started so that nothing of whoever runs the tests is read, and what loads the script. */
const STARTS: Readonly<Record<Shell, { readonly start: string; readonly load: string }>> = {
  bash: { start: '--norc --noprofile -i', load: 'eval "$(kmslab completion bash)"' },
  zsh: { start: '-f -i', load: 'autoload -Uz compinit; compinit -D; eval "$(kmslab completion zsh)"' },
  fish: { start: '--no-config -i', load: 'kmslab completion fish | source' },
};

for (const shell of SHELLS) {
  describeWith(shell, `completion in ${shell}`, (path) => {
    describeWith('tmux', 'typed in a terminal', (tmux) => {
      let terminal: Tmux;
      beforeEach(async () => {
        terminal = new Tmux(tmux, { columns: 100, rows: 24 });
        const env = `HOME=${folder} XDG_RUNTIME_DIR=${serving.runtimeFolder} PATH=${folder}/bin:$PATH`;
        terminal.type(`cd ${folder}; exec env ${env} ${path} ${STARTS[shell].start}`, 'Enter');
        terminal.type(`${STARTS[shell].load}; echo "loa""ded"`, 'Enter');
        await terminal.until('loaded\n');
      });
      afterEach(() => terminal.end());

      it.each([
        ['a command', 'kmslab tra', 'kmslab trail'],
        ['a verb', 'kmslab key sh', 'kmslab key show'],
        ['an option', 'kmslab trail --err', 'kmslab trail --errors'],
        ['a value', 'kmslab key list --state Una', 'kmslab key list --state Unavailable'],
        ['a scenario', 'kmslab replay key-l', 'kmslab replay key-lifecycle'],
        ['an AWS operation', 'kmslab aws kms create-k', 'kmslab aws kms create-key'],
        ['a file', 'kmslab world info lab.kmslab.k', 'kmslab world info lab.kmslab.key'],
        ['an alias of a world', 'kmslab key show --world lab.kmslab alias/or', '--world lab.kmslab alias/orders'],
      ])('%s', async (_what, typed, completed) => {
        terminal.type(typed, 'Tab');
        await terminal.until(completed);
      });

      it('where several words fit, all of them', async () => {
        terminal.type('kmslab re', 'Tab', 'Tab');
        await terminal.until(/record[\s\S]*replay|replay[\s\S]*record/);
      });

      it('a word with colons, once', async () => {
        terminal.type('kmslab trail --connect ht', 'Tab');
        await terminal.until(`kmslab trail --connect ${serving.url}`);
      });
    });
  });
}
