import { COMMANDS, isCommandName } from './commands/commands.ts';
import { EXIT } from './commands/exit-codes.ts';
import { reportFailure } from './commands/report-failure.ts';

/** The program: `kmslab [COMMAND …]`. Each command loads what it needs itself: `--version` needs next to nothing. */
async function main(argv: readonly string[]): Promise<number> {
  const [first, ...rest] = argv;
  if (first === '--version' || first === '-V') return (await import('./commands/version.ts')).printVersion();
  if (first === '--help' || first === '-h') return help(rest);
  if (first === undefined || first.startsWith('-')) return runPlain(argv);
  if (!isCommandName(first)) throw (await import('./commands/help.ts')).refusedCommand(COMMANDS, first);
  // `kmslab aws` answers as AWS CLI v2 does, which has `aws help` and no --help behind the service.
  const own = first === 'aws' ? rest.slice(0, 1) : rest;
  if (own.some((word) => word === '--help' || word === '-h')) return help([first]);
  return (await COMMANDS[first].load())(rest);
}

/** `kmslab --help`, `kmslab --help serve`, `kmslab serve --help`. */
async function help(words: readonly string[]): Promise<number> {
  return (await COMMANDS.help.load())(words);
}

/** `kmslab` alone: the lab in a terminal; without one, a lesson to read. */
async function runPlain(argv: readonly string[]): Promise<number> {
  const isTerminal = process.stdin.isTTY === true && process.stdout.isTTY === true;
  if (isTerminal || argv.includes('--screen-reader')) return (await import('./commands/lab.ts')).runLab(argv);
  return (await import('./commands/without-terminal.ts')).runWithoutTerminal(argv);
}

// A reader that has seen enough (`kmslab replay x | head -1`) is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(EXIT.ok);
  throw error;
});

// The lab gives the terminal back when the process exits; only behind that would a message be seen.
process.on('uncaughtException', (error) => {
  process.once('exit', () => reportFailure(error));
  process.exit(EXIT.bug);
});

main(process.argv.slice(2)).then(
  (exitCode) => {
    process.exitCode = exitCode;
  },
  (error: unknown) => {
    process.exitCode = reportFailure(error);
  },
);
