import { version } from '../../package.json' with { type: 'json' };
import { LAB } from '../manual/lab.ts';
import { optionsOf } from '../manual/manual.ts';
import { type Block, type Page, pageOf } from '../manual/page.ts';
import { pageLines } from '../manual/page-lines.ts';
import { pageRoff } from '../manual/page-roff.ts';
import { toAnsi } from '../text/ansi.ts';
import { closest } from './closest.ts';
import { type Command, type CommandTable, GROUPS } from './command-entry.ts';
import { EXIT } from './exit-codes.ts';
import { parseOptions } from './parse-options.ts';
import { hasColour } from './print.ts';
import { UsageError } from './usage-error.ts';

/** Columns of a manual, where there are so many: longer lines read worse. */
const WIDTH = 80;

/**
 * `kmslab help [COMMAND] [--man]`: the manual of the program or of a command, to read or for `man`.
 * @throws {UsageError} for a word that is no command
 */
export function helpOf(commands: CommandTable): Command {
  return async (argv) => {
    const { HELP } = await import('../manual/help.ts');
    const { values, positionals } = parseOptions(argv, optionsOf(HELP, ''), 1);
    const page = await manualPage(commands, positionals[0] ?? null);
    process.stdout.write(
      values.man === true
        ? pageRoff(page, version)
        : toAnsi(pageLines(page, Math.min(WIDTH, process.stdout.columns ?? WIDTH)), hasColour(values)),
    );
    return EXIT.ok;
  };
}

/** The page of a command's manual; of the program's own for null. @throws {UsageError} for a word that is no command */
export async function manualPage(commands: CommandTable, command: string | null): Promise<Page> {
  if (command === null) return pageOf(LAB, { command, says: SAYS, commands: commandBlocks(commands) });
  const entry = Object.hasOwn(commands, command) ? commands[command] : undefined;
  if (entry === undefined) throw refusedCommand(commands, command);
  return pageOf(await entry.manual(), { command, says: entry.says });
}

const SAYS = 'a pocket AWS for learning and testing key management';

function commandBlocks(commands: CommandTable): readonly Block[] {
  return Object.entries(GROUPS).flatMap(([group, heading]): readonly Block[] => [
    { kind: 'heading', text: heading },
    ...Object.entries(commands)
      .filter(([, entry]) => entry.group === group)
      .map(([term, { says }]): Block => ({ kind: 'term', term, text: says })),
  ]);
}

/** What is told of a word that is no command, with the nearest one. */
export function refusedCommand(commands: CommandTable, word: string): UsageError {
  const near = closest(word, Object.keys(commands));
  return new UsageError(
    `"${word}" is not a kmslab command${near === null ? '' : `, did you mean "${near}"?`}; see kmslab --help`,
  );
}
