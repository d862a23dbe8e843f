import { type CommandLine, tokenize } from '../aws-cli/tokenize.ts';
import { CliUsageError } from '../aws-cli/usage-error.ts';

/** A `laptop …` line, split. */
export interface LaptopLine {
  /** `encrypt` */
  readonly verb: string;
  /** Values of `--NAME VALUE`, by their name. */
  readonly options: Readonly<Record<string, string>>;
  readonly operands: readonly string[];
  readonly redirectTo: string | null;
}

/** Whether a line is one for the laptop, and not an `aws …` line. */
export function isLaptopLine(line: string): boolean {
  return /^\s*laptop(?:\s|$)/.test(line);
}

/** Splits `laptop VERB [--NAME VALUE …] [OPERAND …] [> NAME]`. @throws {CliUsageError} */
export function parseLaptopLine(line: string): LaptopLine {
  const { words, redirectTo, decodesBase64 }: CommandLine = tokenize(line);
  if (decodesBase64 === true) throw new CliUsageError('laptop: no pipe may follow; > NAME may');
  const [, verb = 'help', ...rest] = words;
  const options: Record<string, string> = {};
  const operands: string[] = [];
  for (let at = 0; at < rest.length; at += 1) {
    const word = rest[at] ?? '';
    if (!word.startsWith('--')) {
      operands.push(word);
      continue;
    }
    at += 1;
    const value = rest[at];
    if (value === undefined) throw new CliUsageError(`laptop ${verb}: expected a value behind ${word}`);
    options[word.slice(2)] = value;
  }
  return { verb, options, operands, redirectTo };
}
