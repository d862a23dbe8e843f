import { scanLine } from '../../aws-cli/tokenize.ts';
import { marked, shellWord } from './shell-text.ts';

/** A line of a scenario, split: its words are marked (see `shell-text.ts`). */
export interface RunWords {
  readonly program: 'aws' | 'laptop';
  readonly words: readonly string[];
  /** What stands behind the command, for a shell: `| base64 --decode`, `>NAME`. */
  readonly behind: readonly string[];
}

/** Null for a line which a shell could not be told: it is refused, as the scenario expects. */
export function runWords(line: string): RunWords | null {
  const { words, redirectTo, decodesBase64, problem } = scanLine(marked(line));
  const [program] = words;
  if (problem !== null || (program !== 'aws' && program !== 'laptop')) return null;
  const behind = [
    ...(decodesBase64 === true ? ['| base64 --decode'] : []),
    ...(redirectTo === null ? [] : [`>${shellWord(redirectTo)}`]),
  ];
  return { program, words, behind };
}

/** Whether an option stands on the line. */
export function hasOption(words: readonly string[], option: string): boolean {
  return words.some((word) => word === option || word.startsWith(`${option}=`));
}

/** The words without an option and the value behind it. */
export function withoutOption(words: readonly string[], option: string): readonly string[] {
  return words.filter(
    (word, at) => word !== option && !word.startsWith(`${option}=`) && (at === 0 || words[at - 1] !== option),
  );
}

/** Whether the line is one of `aws s3 …`, which take no --query. */
export function isTransfer(words: readonly string[]): boolean {
  return words.slice(1).find((word) => !word.startsWith('--')) === 's3';
}

/** Whether the line waits: `aws ec2 wait …`. */
export function isWait(words: readonly string[]): boolean {
  return words[2] === 'wait';
}
