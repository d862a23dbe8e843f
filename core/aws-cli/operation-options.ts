import type { StructureShape } from '../operations/shape.ts';
import { MAX_ITEMS, type OperationCommand } from './catalogue.ts';
import { toOptionName } from './option-name.ts';
import type { Paginator } from './paginators.ts';
import { defaultPageSize } from './paginators.ts';
import { type CommandFiles, readParamFile } from './param-file.ts';
import { pythonInteger } from './python-text.ts';
import { JsonError, readJson } from './read-json.ts';
import { readParameter } from './read-parameter.ts';
import type { Arguments, OptionSpec } from './scan-arguments.ts';
import { isObject } from './shape-members.ts';
import { CliUsageError, parameterError } from './usage-error.ts';

/** Options that operations have beside those for their members. */
export const INPUT_OPTIONS: readonly OptionSpec[] = [
  { flag: '--cli-input-json', takes: 'one', hint: 'the whole input as JSON, or file://NAME' },
  { flag: '--generate-cli-skeleton', takes: 'optional', choices: ['input'], hint: 'prints an input to fill in' },
];

/** How the pages of a paginated operation are to be fetched. */
export interface Paging {
  readonly paginator: Paginator;
  readonly startingToken: string | null;
  readonly pageSize: number | null;
  readonly maxItems: number | null;
}

/** `--starting-token`, `--page-size` and `--max-items`, for an operation that has pages. */
export function pagingOptions({ paginator, operation }: OperationCommand): readonly OptionSpec[] {
  if (paginator === null) return [];
  const options: OptionSpec[] = [{ flag: '--starting-token', takes: 'one', hint: 'the NextToken of an earlier call' }];
  if (hasMember(operation.input, paginator.limitKey)) {
    options.push({ flag: '--page-size', takes: 'one', isInteger: true, hint: 'results per call' });
  }
  options.push({ flag: MAX_ITEMS, takes: 'one', isInteger: true, hint: 'results in all' });
  return options;
}

/**
 * The members given on the line, and below them those of `--cli-input-json`. Nothing is checked yet.
 * @throws {CliUsageError} where a value can't be read.
 */
export function readMembers(
  { options }: OperationCommand,
  { given }: Arguments,
  files: CommandFiles,
): Readonly<Record<string, unknown>> {
  const members: Record<string, unknown> = {};
  for (const { flag, target = flag, member, shape, means } of options) {
    const option = given.get(target);
    if (option?.flag !== flag) continue;
    if (means !== null) members[member] = means;
    else if (option.value !== null) members[member] = readParameter(flag, shape, option.value, files);
  }
  const further = Object.entries(readCliInput(given, files)).filter(([member]) => !Object.hasOwn(members, member));
  return Object.fromEntries([...Object.entries(members), ...further]);
}

function readCliInput(given: Arguments['given'], files: CommandFiles): Readonly<Record<string, unknown>> {
  const value = given.get('--cli-input-json')?.value;
  if (typeof value !== 'string') return {};
  const loaded = readParamFile('--cli-input-json', value, files) ?? value;
  const text = typeof loaded === 'string' ? loaded : new TextDecoder().decode(loaded);
  let input: unknown;
  try {
    input = readJson(text);
  } catch (error) {
    if (!(error instanceof JsonError)) throw error;
    throw parameterError('cli-input-json', `Invalid JSON received.\n${error.message}`);
  }
  if (!isObject(input)) throw parameterError('--cli-input-json', 'Invalid type: expecting map');
  return input;
}

/**
 * How to fetch the pages, or null for a single call: so it is with `--no-paginate`, and where the caller pages himself.
 * @throws {CliUsageError} where both ways are asked for.
 * Source: AWS CLI User Guide, "Using the pagination options in the AWS CLI".
 */
export function readPaging(
  { paginator, operation }: OperationCommand,
  { given }: Arguments,
  isPaginated: boolean,
  members: Readonly<Record<string, unknown>>,
): Paging | null {
  if (paginator === null) return null;
  const own = [paginator.inputToken, paginator.limitKey];
  const options = ['--starting-token', '--page-size', MAX_ITEMS];
  const ownFlags = own.map((member) => `--${toOptionName(member)}`).filter((flag) => flag !== MAX_ITEMS);
  if (!isPaginated || ownFlags.some((flag) => given.has(flag))) {
    const both = options.filter((flag) => given.has(flag));
    if (both.length === 0) return null;
    throw new CliUsageError(`Cannot specify --no-paginate along with pagination arguments: ${both.join(', ')}`);
  }
  if (own.some((member) => Object.hasOwn(members, member))) return null;
  const number = (flag: string) => {
    const value = given.get(flag)?.value;
    return typeof value === 'string' ? pythonInteger(value) : null;
  };
  const token = given.get('--starting-token')?.value;
  const takesLimit = hasMember(operation.input, paginator.limitKey);
  return {
    paginator,
    startingToken: typeof token === 'string' ? token : null,
    pageSize: takesLimit
      ? (number('--page-size') ?? defaultPageSize(operation.service, operation.name, Object.keys(members)))
      : null,
    maxItems: number(MAX_ITEMS),
  };
}

function hasMember(shape: StructureShape, name: string): boolean {
  return Object.hasOwn(shape.required, name) || Object.hasOwn(shape.optional, name);
}
