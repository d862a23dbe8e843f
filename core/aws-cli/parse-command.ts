import type { Service } from '../lab/request.ts';
import {
  type CommandCatalogue,
  commandNames,
  type OperationCommand,
  S3_COMMAND,
  type ServiceCommands,
  type WaiterCommand,
} from './catalogue.ts';
import { checkInput } from './check-input.ts';
import { checkRegion } from './check-region.ts';
import { closest, didYouMean } from './closest.ts';
import { withCustomerKeys } from './customer-keys.ts';
import { GLOBAL_OPTIONS, type GlobalSettings, readGlobalOptions } from './global-options.ts';
import { describeCatalogue, describeOperation, describeService, describeWaiters } from './help.ts';
import { withCount } from './instance-count.ts';
import { INPUT_OPTIONS, type Paging, pagingOptions, readMembers, readPaging } from './operation-options.ts';
import type { OutputOptions } from './output-format.ts';
import type { LineFiles } from './param-file.ts';
import { describeS3 } from './s3/describe-s3.ts';
import { parseS3, type S3Request } from './s3/parse-s3.ts';
import { type Arguments, invalidChoice, scanArguments, unknownWords } from './scan-arguments.ts';
import { skeletonOf } from './skeleton.ts';
import type { CommandLine } from './tokenize.ts';
import { argumentError, CliUsageError, unknownOptionsError } from './usage-error.ts';
import type { Waiter } from './waiters.ts';
import { withCode } from './zip-file.ts';

/** What an `aws …` line asks for. */
export type ParsedCommand = ParsedCall | ParsedWait | ParsedTransfer | ParsedText;

interface ParsedRequest {
  readonly service: Service;
  /** `CreateKey` */
  readonly operation: string;
  /** Wire names, bytes for blobs, seconds since 1970 for timestamps. */
  readonly input: Readonly<Record<string, unknown>>;
  /** Of `--region`, or null for the Region of whoever runs the line. */
  readonly region: string | null;
  /** The file of `> NAME`, or null. */
  readonly redirectTo: string | null;
}

/** One API call, or one for each page. */
export interface ParsedCall extends ParsedRequest {
  readonly kind: 'call';
  readonly output: OutputOptions;
  readonly paging: Paging | null;
  /** Where a member of the output goes, in place of the screen. */
  readonly outfile: { readonly name: string; readonly member: string } | null;
}

/** The same call again and again until a state is reached. */
export interface ParsedWait extends ParsedRequest {
  readonly kind: 'wait';
  readonly waiter: Waiter;
}

/** A command of `aws s3`, which makes the calls that it takes. */
export interface ParsedTransfer {
  readonly kind: 's3';
  readonly request: S3Request;
  readonly region: string | null;
  readonly redirectTo: string | null;
}

/** Something to print without a call: help, the version, a skeleton. */
export interface ParsedText {
  readonly kind: 'text';
  readonly stdout: string;
  readonly redirectTo: string | null;
}

/**
 * Understands an `aws [global options] SERVICE OPERATION [options]` line.
 * @param files - where `file://` and `fileb://` read from, and what `aws s3` copies.
 * @throws {CliUsageError} with what AWS CLI v2 would print.
 */
export function parseCommand(line: CommandLine, catalogue: CommandCatalogue, files: LineFiles): ParsedCommand {
  const [program, ...words] = line.words;
  if (program !== 'aws') {
    throw new CliUsageError(`A command line begins with aws, not with ${JSON.stringify(program ?? '')}`, {
      position: 0,
    });
  }
  const { redirectTo } = line;
  const scanned = scanArguments(words, GLOBAL_OPTIONS);
  if (scanned.given.has('--version')) return { kind: 'text', stdout: 'aws-cli/2 (kmslab)\n', redirectTo };
  const names = commandNames(catalogue);
  const name = choose('command', scanned.positional, [...names, 'help']);
  const settings = readGlobalOptions(scanned);
  if (name === S3_COMMAND) return parseTransfer(scanned.rest, { settings, files, redirectTo });
  const service = catalogue.services.get(name);
  if (service === undefined) return { kind: 'text', stdout: describeCatalogue(catalogue), redirectTo };
  return parseService(service, scanned.rest, { settings, files, redirectTo });
}

interface Context {
  readonly settings: GlobalSettings;
  readonly files: LineFiles;
  readonly redirectTo: string | null;
}

function parseTransfer(words: readonly string[], { settings, files, redirectTo }: Context): ParsedCommand {
  const parsed = parseS3(words, settings, files);
  if (parsed.kind === 'help') return { kind: 'text', stdout: describeS3(parsed.command), redirectTo };
  return { ...parsed, redirectTo };
}

function parseService(service: ServiceCommands, words: readonly string[], context: Context): ParsedCommand {
  const { positional, rest } = scanArguments(words, []);
  const commands = [...service.operations.keys(), ...(service.waiters.size > 0 ? ['wait'] : []), 'help'];
  const name = choose('operation', positional, commands);
  const command = service.operations.get(name);
  if (command !== undefined) return parseOperation(command, null, rest, context);
  if (name === 'wait') return parseWait(service, rest, context);
  return { kind: 'text', stdout: describeService(service), redirectTo: context.redirectTo };
}

function parseWait(service: ServiceCommands, words: readonly string[], context: Context): ParsedCommand {
  const { positional, rest } = scanArguments(words, []);
  if (positional === 'help') return { kind: 'text', stdout: describeWaiters(service), redirectTo: context.redirectTo };
  if (positional === null) {
    const stderr = `usage: aws [options] ${service.name} wait <subcommand> [parameters]\naws: error: too few arguments`;
    throw new CliUsageError('too few arguments', { stderr: `\n${stderr}\n` });
  }
  const waiter = service.waiters.get(choose('subcommand', positional, [...service.waiters.keys()]));
  if (waiter === undefined) throw new Error(`No waiter is named ${positional}`);
  return parseOperation(waiter.command, waiter, rest, context);
}

function choose(what: string, given: string | null, choices: readonly string[]): string {
  if (given === null) throw argumentError(`the following arguments are required: ${what}`);
  if (choices.includes(given)) return given;
  throw argumentError(`argument ${what}: ${invalidChoice(given, choices, closest(given, choices))}`);
}

function parseOperation(
  command: OperationCommand,
  waiter: WaiterCommand | null,
  words: readonly string[],
  { settings, files, redirectTo }: Context,
): ParsedCommand {
  const options = [...command.options, ...INPUT_OPTIONS, ...(waiter === null ? pagingOptions(command) : [])];
  const scanned = scanArguments(words, options);
  const { outputFile: member } = command.operation;
  const isHelp = scanned.positional === 'help' && (member === undefined || words.length === 1);
  if (isHelp && words.length === 1) {
    return { kind: 'text', stdout: describeOperation(command, waiter), redirectTo };
  }
  const flags = [...options, ...GLOBAL_OPTIONS].map((option) => option.flag);
  checkRequired(command, scanned, flags);
  if (isHelp) return { kind: 'text', stdout: describeOperation(command, waiter), redirectTo };
  const outfile = member === undefined ? null : { name: scanned.positional ?? '', member };
  const unknown = outfile === null ? unknownWords(scanned) : scanned.rest;
  if (unknown.length > 0) throw unknownOptionsError(unknown, didYouMean(unknown, flags));

  const { service, name: operation, input: shape } = command.operation;
  const raw = readMembers(command, scanned, files);
  if (scanned.given.has('--generate-cli-skeleton')) {
    return { kind: 'text', stdout: `${JSON.stringify(skeletonOf(shape), null, 4)}\n`, redirectTo };
  }
  const { region, binaryFormat, isPaginated, output } = settings;
  const paging = waiter === null ? readPaging(command, scanned, isPaginated, raw) : null;
  const counted = withCount(command.operation, withCustomerKeys(service, raw));
  const input = withCode(command.operation, checkInput(shape, counted, binaryFormat));
  if (region !== null) checkRegion(service, region);
  const request = { service, operation, input, region, redirectTo };
  return waiter === null
    ? { kind: 'call', ...request, output, paging, outfile }
    : { kind: 'wait', ...request, waiter: waiter.waiter };
}

/**
 * What must be on the line, unless a whole input comes from elsewhere. Flags are left to the input's check.
 * A file for the output can't come from elsewhere: observed on AWS CLI 2.9.19.
 */
function checkRequired({ options, operation }: OperationCommand, scanned: Arguments, flags: readonly string[]): void {
  const { given, positional } = scanned;
  const isFromElsewhere = given.has('--cli-input-json') || given.has('--generate-cli-skeleton');
  const missing = options
    .filter((option) => option.isRequired && option.takes !== 'nothing' && !given.has(option.flag) && !isFromElsewhere)
    .map((option) => option.flag);
  if (operation.outputFile !== undefined && positional === null) missing.push('outfile');
  if (missing.length === 0) return;
  const message = `the following arguments are required: ${missing.join(', ')}`;
  throw argumentError(message, didYouMean(unknownWords(scanned), flags));
}
