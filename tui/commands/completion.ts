import { COMPLETION } from '../manual/completion.ts';
import { closest } from './closest.ts';
import type { Command, CommandTable } from './command-entry.ts';
import { SCRIPTS, SHELLS } from './completion-scripts.ts';
import { completionSources } from './completion-sources.ts';
import { offerFor } from './completion-words.ts';
import { EXIT } from './exit-codes.ts';
import { readCommandLine } from './read-command-line.ts';
import { UsageError } from './usage-error.ts';

/**
 * `kmslab completion bash|zsh|fish`: prints what the shell is to read. `kmslab completion words -- LINE`: what may stand
 * where the line ends, a word a line, with a tab and what it is; `:files` where files may. That is what the scripts ask.
 * @param commands - all of them
 * @throws {UsageError} for a shell that it does not know
 */
export function completionOf(commands: CommandTable): Command {
  return async (argv) => {
    if (argv[0] === 'words') return printWords(commands, argv.slice(1));
    const [what = ''] = readCommandLine('completion', COMPLETION, argv).positionals;
    const shell = SHELLS.find((name) => name === what);
    if (shell === undefined) throw unknownShell(what);
    process.stdout.write(SCRIPTS[shell]);
    return EXIT.ok;
  };
}

async function printWords(commands: CommandTable, rest: readonly string[]): Promise<number> {
  const line = rest[0] === '--' ? (rest[1] ?? '') : (rest[0] ?? '');
  const { words, hasFiles } = await offerFor(line, commands, completionSources());
  const lines = [...words.map(({ word, says }) => `${word}\t${says}`), ...(hasFiles ? [':files'] : [])];
  process.stdout.write(lines.map((text) => `${text}\n`).join(''));
  return EXIT.ok;
}

function unknownShell(what: string): UsageError {
  const near = closest(what, SHELLS);
  return new UsageError(
    `expected kmslab completion ${SHELLS.join('|')}, got "${what}"${near === null ? '' : `: did you mean ${near}?`}`,
  );
}
