import type { Completion } from '../../lab/client.ts';
import type { OptionSpec } from '../scan-arguments.ts';
import { S3_COMMANDS } from './s3-commands.ts';

/** What the world has for a word of `aws s3`: where it may copy from or to, or a value of an option. */
export type LiveS3Completions = (what: 'path' | 'bucket' | 'key' | 'file') => readonly Completion[];

const HELP: Completion = { text: 'help', hint: 'what it takes' };

/** What values an option takes from the world. */
const LIVE: Readonly<Record<string, Parameters<LiveS3Completions>[0]>> = {
  '--sse-kms-key-id': 'key',
  '--sse-c-key': 'file',
  '--sse-c-copy-source-key': 'file',
};

/** What may follow `aws s3 …`. `words` are those behind `s3`, without the one that is being typed. */
export function completeS3(words: readonly string[], live: LiveS3Completions): readonly Completion[] {
  const [name, ...rest] = words.filter((word) => word !== '');
  if (name === undefined) {
    return [...S3_COMMANDS.map((command) => ({ text: command.name, hint: command.summary })), HELP];
  }
  const command = S3_COMMANDS.find((candidate) => candidate.name === name);
  if (command === undefined) return [];
  const last = command.options.find(({ flag }) => flag === rest.at(-1));
  const values = valuesOf(last, live);
  if (last?.takes === 'one') return values;
  const isGiven = new Set(rest.map((word) => word.split('=', 1)[0]));
  const options = command.options.flatMap(({ flag, hint }) =>
    hint === undefined || isGiven.has(flag) ? [] : [{ text: flag, hint }],
  );
  const paths = plainWords(rest, command.options) < command.paths.most ? live(name === 'cp' ? 'path' : 'bucket') : [];
  return [...values, ...paths, ...options, ...(rest.length === 0 ? [HELP] : [])];
}

function valuesOf(option: OptionSpec | undefined, live: LiveS3Completions): readonly Completion[] {
  if (option === undefined || option.takes === 'nothing') return [];
  const what = LIVE[option.flag];
  if (what !== undefined) return live(what);
  return (option.choices ?? []).map((text) => ({ text, hint: option.flag.slice(2) }));
}

/** How many words are no option and no option's value. */
function plainWords(words: readonly string[], options: readonly OptionSpec[]): number {
  return words.filter((word, index) => {
    const before = options.find(({ flag }) => flag === words[index - 1]);
    return !word.startsWith('--') && (before === undefined || before.takes === 'nothing');
  }).length;
}
