import { REGION_NAMES } from '../cloud/regions.ts';
import type { Completion } from '../lab/client.ts';
import type { BlobShape, Shape } from '../operations/shape.ts';
import {
  type CatalogueOperation,
  type CommandCatalogue,
  commandNames,
  type MemberOption,
  type OperationCommand,
  S3_COMMAND,
} from './catalogue.ts';
import { GLOBAL_OPTIONS } from './global-options.ts';
import { firstSentence, shorthandExample } from './help.ts';
import { INPUT_OPTIONS, pagingOptions } from './operation-options.ts';
import { completeS3, type LiveS3Completions } from './s3/complete-s3.ts';
import type { OptionSpec } from './scan-arguments.ts';
import { quoteWord, scanLine } from './tokenize.ts';

/** What the world has for the words of a line. */
export interface LiveCompletions {
  /** For a member of an operation's input: key ids and aliases for `KeyId`, snapshots, files … `words`: the line so far. */
  readonly ofMember: (member: string, operation: CatalogueOperation, words: readonly string[]) => readonly Completion[];
  /** For the file that a part of the output goes to. */
  readonly outfiles: () => readonly Completion[];
  readonly ofS3: LiveS3Completions;
}

/**
 * What may stand where the line ends: each completion replaces the word that the end of the line touches.
 * Options come in the order of their use: required ones first, none twice.
 */
export function complete(line: string, catalogue: CommandCatalogue, live: LiveCompletions): readonly Completion[] {
  const { words, lastWord, problem, redirectTo } = scanLine(line);
  if (problem?.kind === 'refused' || redirectTo !== null) return [];
  const touchesWord = lastWord !== '' || (problem !== null && words.at(-1) === '');
  const done = touchesWord ? words.slice(0, -1) : words;
  return candidates(done, lastWord, catalogue, live)
    .filter(({ text }) => text.startsWith(lastWord) && text !== lastWord)
    .map(({ text, hint }) => ({ text: text.startsWith('-') ? text : quoteWord(text), hint }));
}

function candidates(
  done: readonly string[],
  typed: string,
  catalogue: CommandCatalogue,
  live: LiveCompletions,
): readonly Completion[] {
  const [program, ...rest] = done;
  if (program === undefined) return [{ text: 'aws', hint: 'the AWS command line' }];
  if (program !== 'aws') return [];
  const waiting = awaited(rest, GLOBAL_OPTIONS);
  if (waiting?.takes === 'one') return globalValues(waiting);
  const [serviceName, name, third] = plainWords(rest);
  const globals = typed.startsWith('-')
    ? GLOBAL_OPTIONS.filter(({ flag }) => !rest.includes(flag)).flatMap(asOffer)
    : [];
  if (serviceName === undefined) return [...services(catalogue), ...globals];
  if (serviceName === S3_COMMAND)
    return [...completeS3(rest.slice(rest.indexOf(S3_COMMAND) + 1), live.ofS3), ...globals];
  const service = catalogue.services.get(serviceName);
  if (service === undefined) return globals;
  if (name === undefined) {
    const operations = [...service.operations.values()].map(asCommand);
    const wait = service.waiters.size > 0 ? [{ text: 'wait', hint: 'Polls until a state is reached.' }] : [];
    return [...operations, ...wait, HELP, ...globals];
  }
  if (name !== 'wait') {
    const command = service.operations.get(name);
    return command === undefined ? globals : [...ofOperation(command, rest, pagingOptions(command), live), ...globals];
  }
  if (third === undefined) {
    return [...service.waiters.values()].map((waiter) => ({ text: waiter.name, hint: `polls ${waiter.command.name}` }));
  }
  const waiter = service.waiters.get(third);
  return waiter === undefined ? globals : [...ofOperation(waiter.command, rest, [], live), ...globals];
}

const HELP: Completion = { text: 'help', hint: 'what it takes' };

function services(catalogue: CommandCatalogue): readonly Completion[] {
  return commandNames(catalogue).map((text) => {
    const operations = catalogue.services.get(text)?.operations;
    if (operations === undefined) return { text, hint: 'files to, from and within S3' };
    return { text, hint: operations.size === 1 ? '1 operation' : `${operations.size} operations` };
  });
}

function asCommand({ name, operation }: OperationCommand): Completion {
  return { text: name, hint: firstSentence(operation.documentation) };
}

/** Options that do nothing here have no hint, and are not offered. */
function asOffer({ flag, hint }: OptionSpec): readonly Completion[] {
  return hint === undefined ? [] : [{ text: flag, hint }];
}

function globalValues({ flag, choices }: OptionSpec): readonly Completion[] {
  if (flag === '--region') return Object.entries(REGION_NAMES).map(([text, hint]) => ({ text, hint }));
  return (choices ?? []).map((text) => ({ text, hint: flag.slice(2) }));
}

function ofOperation(
  command: OperationCommand,
  words: readonly string[],
  paging: readonly OptionSpec[],
  live: LiveCompletions,
): readonly Completion[] {
  const further = [...paging, ...INPUT_OPTIONS];
  const waiting = awaited(words, [...command.options, ...further]);
  const member = command.options.find((option) => option === waiting);
  const values =
    member === undefined
      ? (waiting?.choices ?? []).map((text) => ({ text, hint: '' }))
      : valuesOf(member, command, words, live);
  if (waiting?.takes === 'one') return values;
  const given = new Set(words.map((word) => word.split('=', 1)[0]));
  const isGiven = ({ flag, target = flag }: OptionSpec) =>
    command.options.some((option) => option.target === target && given.has(option.flag)) || given.has(flag);
  const required = command.options.filter((option) => option.isRequired);
  const optional = command.options.filter((option) => !option.isRequired);
  const options = [...required, ...optional].filter((option) => !isGiven(option)).map(asOption);
  const others = further.filter((option) => !isGiven(option)).flatMap(asOffer);
  const help = words.some((word) => word.startsWith('-')) ? [] : [HELP];
  const more = values.filter(({ text }) => !words.includes(text));
  const outfiles = command.operation.outputFile === undefined ? [] : live.outfiles();
  return [...more, ...outfiles, ...options, ...others, ...help];
}

function asOption({ flag, shape, isRequired }: MemberOption): Completion {
  const example = shorthandExample(shape);
  const kind = example ?? (shape.type === 'blob' ? blobHint(shape) : shape.type);
  return { text: flag, hint: isRequired ? `required, ${kind}` : kind };
}

function blobHint({ isFile }: BlobShape): string {
  return isFile === true ? "a file's NAME" : 'fileb://NAME or base64';
}

function valuesOf(
  { member, shape }: MemberOption,
  { operation }: OperationCommand,
  words: readonly string[],
  live: LiveCompletions,
) {
  const fixed = enumOf(shape).map((text) => ({ text, hint: member }));
  return [...fixed, ...live.ofMember(member, operation, words)];
}

function enumOf(shape: Shape): readonly string[] {
  if (shape.type === 'list') return enumOf(shape.member);
  return shape.type === 'string' ? (shape.enum ?? []) : [];
}

/** The option whose value comes next, or may go on. */
function awaited(words: readonly string[], options: readonly OptionSpec[]): OptionSpec | undefined {
  const at = words.findLastIndex((word) => word.startsWith('--'));
  const option = options.find(({ flag }) => flag === words[at]);
  if (option === undefined || option.takes === 'nothing') return undefined;
  return option.takes === 'many' || at === words.length - 1 ? option : undefined;
}

/** The words that stand before the first option of the operation: service, operation, and a waiter's name. */
function plainWords(words: readonly string[]): readonly string[] {
  const plain: string[] = [];
  for (let i = 0; i < words.length; i++) {
    const word = words[i] ?? '';
    const global = GLOBAL_OPTIONS.find(({ flag }) => flag === word);
    if (global?.takes === 'one') i += 1;
    else if (!word.startsWith('-')) plain.push(word);
  }
  return plain;
}
