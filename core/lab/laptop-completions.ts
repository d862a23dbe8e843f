import { scanLine } from '../aws-cli/tokenize.ts';
import { VERBS } from '../laptop/verbs.ts';
import type { Completion } from './client.ts';

/** How a `laptop …` line could go on: its verbs, the options that a verb's usage has, and the names of the lab's files. */
export function completeLaptopLine(line: string, files: readonly string[]): readonly Completion[] {
  const { words, lastWord, redirectTo, problem } = scanLine(line);
  if (redirectTo !== null || problem !== null) return [];
  const [, verb, ...rest] = lastWord === '' ? words : words.slice(0, -1);
  return offersOf(verb, rest, files).filter(({ text }) => text.startsWith(lastWord) && text !== lastWord);
}

function offersOf(verb: string | undefined, rest: readonly string[], files: readonly string[]): readonly Completion[] {
  if (verb === undefined) return Object.entries(VERBS).map(([text, { says }]) => ({ text, hint: says }));
  const usage = Object.hasOwn(VERBS, verb) ? (VERBS[verb]?.usage ?? '') : '';
  const options = [...usage.matchAll(/--[a-z-]+/g)].map(([text]) => text).filter((text) => !rest.includes(text));
  const names = files.map((text) => ({ text, hint: 'a file of this world' }));
  return rest.at(-1)?.startsWith('--') === true
    ? names
    : [...options.map((text) => ({ text, hint: 'and the name of a file' })), ...names];
}
