import { LAB } from '../manual/lab.ts';
import { REPLAY } from '../manual/replay.ts';
import { optionNames } from './parse-options.ts';
import { runReplay } from './replay.ts';
import { UsageError } from './usage-error.ts';

/** What the lab is told and a replay is not; a world of one's own is another thing to each. */
const OF_THE_LAB = ['world', ...Object.keys(LAB.options ?? {}).filter((name) => !(name in (REPLAY.options ?? {})))];

/** `kmslab` where there is no terminal: the snapshot copy, told as text. @throws {UsageError} where the lab itself was meant */
export async function runWithoutTerminal(argv: readonly string[]): Promise<number> {
  const meant = optionNames(argv).find((name) => OF_THE_LAB.includes(name));
  if (meant !== undefined) {
    throw new UsageError(
      `--${meant} is for the lab, which wants a terminal, or --screen-reader to come as lines of text`,
    );
  }
  return runReplay(['snapshot-copy', ...argv]);
}
