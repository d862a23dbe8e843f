import type { BlobShape, Shape } from '../operations/shape.ts';
import {
  type CommandCatalogue,
  commandNames,
  type MemberOption,
  type OperationCommand,
  type ServiceCommands,
  type WaiterCommand,
} from './catalogue.ts';
import { GLOBAL_OPTIONS } from './global-options.ts';
import { pagingOptions } from './operation-options.ts';
import { membersOf } from './shape-members.ts';

const INDENT = '       ';

/** `aws help` */
export function describeCatalogue(catalogue: CommandCatalogue): string {
  return page({
    NAME: ['aws'],
    SYNOPSIS: ['aws [options] <command> <subcommand> [parameters]'],
    OPTIONS: GLOBAL_OPTIONS.flatMap(({ flag, takes, hint }) =>
      hint === undefined ? [] : [`${flag}${takes === 'one' ? ' <value>' : ''}: ${hint}`],
    ),
    'AVAILABLE SERVICES': commandNames(catalogue).map((name) => `o ${name}`),
  });
}

/** `aws kms help` */
export function describeService({ name, operations, waiters }: ServiceCommands): string {
  const commands = [...operations.values()].map(
    (command) => `o ${command.name}: ${firstSentence(command.operation.documentation)}`,
  );
  return page({
    NAME: [name],
    'AVAILABLE COMMANDS': waiters.size === 0 ? commands : [...commands, 'o wait: Polls until a state is reached.'],
  });
}

/** `aws ec2 wait help` */
export function describeWaiters({ waiters }: ServiceCommands): string {
  return page({
    NAME: ['wait'],
    'AVAILABLE COMMANDS': [...waiters.values()].map((waiter) => `o ${waiter.name}: ${waits(waiter)}`),
  });
}

/** `aws kms encrypt help`, `aws ec2 wait snapshot-completed help` */
export function describeOperation(command: OperationCommand, waiter: WaiterCommand | null): string {
  const name = waiter?.name ?? command.name;
  return page({
    NAME: [name],
    DESCRIPTION: [waiter === null ? command.operation.documentation : waits(waiter)],
    SYNOPSIS: [
      name,
      ...optionGroups(command).map(synopsis),
      ...(waiter === null ? pagingOptions(command) : []).map(({ flag }) => `[${flag} <value>]`),
      '[--cli-input-json <value>]',
      ...(command.operation.outputFile === undefined || waiter !== null ? [] : ['<outfile>']),
      ...(waiter === null ? ['[--generate-cli-skeleton <value>]'] : []),
    ],
    OPTIONS: [
      ...optionGroups(command).flatMap(([option, negative]) => {
        const flags = negative === undefined ? option.flag : `${option.flag} | ${negative.flag}`;
        const required = option.isRequired ? ' [required]' : '';
        return [`${flags} (${option.shape.type})${required}`, ...notes(option.shape).map((note) => `   ${note}`)];
      }),
      ...(command.operation.outputFile === undefined || waiter !== null
        ? []
        : ['outfile (string)', `   Filename where the ${command.operation.outputFile} will be saved`]),
    ],
  });
}

/** The first sentence of a documentation, for lists and hints. */
export function firstSentence(documentation: string): string {
  return /^[\s\S]*?[.!?](?=\s|$)/.exec(documentation)?.[0] ?? documentation;
}

/** An example of a value in shorthand syntax, or null where the shape has none. */
export function shorthandExample(shape: Shape): string | null {
  if (shape.type === 'map' || shape.type === 'structure') return inner(shape);
  if (shape.type !== 'list') return null;
  const member = shorthandExample(shape.member);
  return member === null ? null : `${member} ...`;
}

/** A page of help: titles, and below each its lines. */
export function page(sections: Readonly<Record<string, readonly string[]>>): string {
  const parts = Object.entries(sections)
    .filter(([, lines]) => lines.some((line) => line !== ''))
    .map(([title, lines]) => `${title}\n${lines.map((line) => `${INDENT}${line}\n`).join('')}`);
  return `${parts.join('\n')}`;
}

/** A boolean's two options belong together. */
function optionGroups({ options }: OperationCommand): readonly (readonly [MemberOption, MemberOption?])[] {
  return options
    .filter((option) => option.means !== false)
    .map((option) => {
      const negative = options.find((other) => other.member === option.member && other.means === false);
      return negative === undefined ? [option] : [option, negative];
    });
}

function synopsis([option, negative]: readonly [MemberOption, MemberOption?]): string {
  const text = negative === undefined ? `${option.flag} <value>` : `${option.flag} | ${negative.flag}`;
  return option.isRequired ? text : `[${text}]`;
}

function notes(shape: Shape): readonly string[] {
  const found: string[] = [];
  const values = shape.type === 'list' ? shape.member : shape;
  if (values.type === 'string' && values.enum !== undefined) found.push(`Possible values: ${values.enum.join(', ')}`);
  if (shape.type === 'blob') found.push(blobNote(shape));
  if (shape.type === 'list' && values.type === 'string') found.push('"string" "string" ...');
  const example = shorthandExample(shape);
  if (example !== null) found.push(`Shorthand syntax: ${example}`);
  return found;
}

function blobNote({ isFile }: BlobShape): string {
  return isFile === true ? 'the NAME of a file' : 'fileb://NAME for the bytes of a file; otherwise base64';
}

function inner(shape: Shape, isNested = false, around: readonly Shape[] = []): string {
  switch (shape.type) {
    case 'structure': {
      if (around.includes(shape)) return '{...}'; // one that holds itself
      const within = [...around, shape];
      const members = membersOf(shape).map(([name, member]) => `${name}=${inner(member, true, within)}`);
      return isNested ? `{${members.join(',')}}` : members.join(',');
    }
    case 'list': {
      const member = inner(shape.member, true, around);
      return shape.member.type === 'structure' ? `[${member},${member}]` : `${member},${member}`;
    }
    case 'map': {
      const value = shape.value === undefined ? 'string' : inner(shape.value, true, around);
      const entries = `KeyName1=${value},KeyName2=${value}`;
      return isNested ? `{${entries}}` : entries;
    }
    default:
      return shape.type;
  }
}

function waits({ waiter }: WaiterCommand): string {
  const goal = waiter.acceptors.find((acceptor) => acceptor.state === 'success');
  const until =
    goal === undefined || goal.matcher === 'answered'
      ? '200 response is received'
      : goal.matcher === 'error'
        ? `${goal.expected} ${goal.expected === '404' ? 'response is received' : 'is returned'}`
        : `${goal.argument} returns ${goal.expected}${goal.matcher === 'path' ? '' : ' for all elements'}`;
  return (
    `Wait until ${until} when polling with ${waiter.operation}. It polls every ` +
    `${waiter.delayMs / 1000} seconds, and exits with a return code of 255 after ${waiter.maxAttempts} failed checks.`
  );
}
