import { stringMap } from '../../operations/shape.ts';
import { encodeBase64 } from '../base64.ts';
import { checkRegion } from '../check-region.ts';
import { closest, didYouMean } from '../closest.ts';
import { GLOBAL_OPTIONS, type GlobalSettings } from '../global-options.ts';
import { type CommandFiles, type LineFiles, readParamFile } from '../param-file.ts';
import { pythonInteger } from '../python-text.ts';
import { readParameter } from '../read-parameter.ts';
import { type Arguments, invalidChoice, scanArguments } from '../scan-arguments.ts';
import { argumentError, CliUsageError, generalError, unknownOptionsError } from '../usage-error.ts';
import { DESCRIBING_OPTIONS, S3_COMMANDS, type S3Command } from './s3-commands.ts';
import { readPath, type S3Path } from './s3-path.ts';

/** What an `aws s3 …` line asks for. */
export type S3Request = CpRequest | LsRequest | MbRequest | RbRequest | RmRequest;

type S3Uri = Extract<S3Path, { kind: 's3' }>;

/** How much is shown. */
export type Shown = 'all' | 'errors' | 'nothing';

/** `aws s3 cp` */
export interface CpRequest {
  readonly name: 'cp';
  readonly from: S3Path;
  readonly to: S3Path;
  readonly isRecursive: boolean;
  readonly isDryRun: boolean;
  readonly shown: Shown;
  readonly pageSize: number | null;
  readonly sourceRegion: string | null;
  readonly guessesType: boolean;
  /** What the object is to be: type, metadata, server-side encryption; members of PutObject. */
  readonly description: Readonly<Record<string, unknown>>;
  /** Members that bring a customer's key for the new object, or for the object to read. */
  readonly customerKey: Readonly<Record<string, string>>;
  readonly sourceCustomerKey: Readonly<Record<string, string>>;
  readonly metadataDirective: string | null;
  /** What a copy keeps of what its source says of itself. */
  readonly copyProps: string;
}
/** `aws s3 ls` */
export interface LsRequest {
  readonly name: 'ls';
  readonly bucket: string;
  readonly prefix: string;
  readonly isRecursive: boolean;
  readonly pageSize: number | null;
  readonly isHumanReadable: boolean;
  readonly summarizes: boolean;
}
/** `aws s3 mb` */
export interface MbRequest {
  readonly name: 'mb';
  /** As on the line, for messages. */
  readonly path: string;
  readonly bucket: string;
}
/** `aws s3 rb` */
export interface RbRequest extends Omit<MbRequest, 'name'> {
  readonly name: 'rb';
  readonly isForced: boolean;
}
/** `aws s3 rm` */
export interface RmRequest {
  readonly name: 'rm';
  readonly at: S3Uri;
  readonly isRecursive: boolean;
  readonly isDryRun: boolean;
  readonly shown: Shown;
  readonly pageSize: number | null;
}

/** A line of `aws s3`, or a command whose help is asked for; null for the list of commands. */
export type ParsedS3 =
  | { readonly kind: 's3'; readonly request: S3Request; readonly region: string | null }
  | { readonly kind: 'help'; readonly command: S3Command | null };

/** Understands what follows `aws s3`. @throws {CliUsageError} with what AWS CLI v2 would print. */
export function parseS3(words: readonly string[], settings: GlobalSettings, files: LineFiles): ParsedS3 {
  const { positional, rest } = scanArguments(words, []);
  if (positional === 'help') return { kind: 'help', command: null };
  if (positional === null) {
    const usage = 'usage: aws [options] s3 <subcommand> [parameters]\naws: error: too few arguments';
    throw new CliUsageError('too few arguments', { stderr: `\n${usage}\n` });
  }
  const command = S3_COMMANDS.find(({ name }) => name === positional);
  if (command === undefined) {
    const choices = S3_COMMANDS.map(({ name }) => name);
    throw argumentError(`argument subcommand: ${invalidChoice(positional, choices, closest(positional, choices))}`);
  }
  if (rest.length === 1 && rest[0] === 'help') return { kind: 'help', command };

  const scanned = scanArguments(rest, command.options);
  const paths = pathsOf(command, scanned);
  const { region } = settings;
  if (region !== null) checkRegion('s3', region);
  return { kind: 's3', request: requestOf(command, paths, scanned, files), region };
}

function pathsOf({ options, paths: { name, least, most } }: S3Command, scanned: Arguments): readonly string[] {
  const words = scanned.positional === null ? [] : [scanned.positional, ...scanned.rest];
  const plain = words.filter((word) => word === '-' || !word.startsWith('-'));
  const unknown = [...scanned.rest.filter((word) => !plain.includes(word)), ...plain.slice(most)];
  const flags = [...options, ...GLOBAL_OPTIONS].map(({ flag }) => flag);
  if (plain.length < least) {
    throw argumentError(`the following arguments are required: ${name}`, didYouMean(unknown, flags));
  }
  if (unknown.length > 0) throw unknownOptionsError(unknown, didYouMean(unknown, flags));
  return plain;
}

function requestOf(command: S3Command, paths: readonly string[], scanned: Arguments, files: LineFiles): S3Request {
  const [first = 's3://', second = ''] = paths;
  const { given } = scanned;
  const common = {
    isRecursive: given.has('--recursive'),
    isDryRun: given.has('--dryrun'),
    shown: given.has('--quiet') ? 'nothing' : given.has('--only-show-errors') ? 'errors' : 'all',
    pageSize: pythonInteger(textOf(given, '--page-size') ?? ''),
  } as const;
  switch (command.name) {
    case 'cp':
      return { name: 'cp', ...common, ...copyOf(first, second, command, scanned, files) };
    case 'ls': {
      const { bucket, key: prefix } = uriIn(first.startsWith('s3://') ? first : `s3://${first}`, command);
      const isHumanReadable = given.has('--human-readable');
      return { name: 'ls', ...common, bucket, prefix, isHumanReadable, summarizes: given.has('--summarize') };
    }
    case 'mb':
      return { name: 'mb', path: first, bucket: bucketIn(first, command).bucket };
    case 'rb': {
      const { bucket, key } = bucketIn(first, command);
      if (key !== '') throw new CliUsageError(`Please specify a valid bucket name only. E.g. s3://${bucket}`);
      return { name: 'rb', path: first, bucket, isForced: given.has('--force') };
    }
    case 'rm':
      return { name: 'rm', ...common, at: uriIn(first, command) };
  }
}

function uriIn(path: string, command: S3Command): S3Uri {
  const read = readPath(path);
  if (read.kind === 's3') return read;
  throw new CliUsageError(`usage: aws s3 ${command.name} ${command.usage}\nError: Invalid argument type`);
}

function bucketIn(path: string, { usage }: S3Command): S3Uri {
  const read = readPath(path);
  if (read.kind === 's3') return read;
  throw new CliUsageError(`${usage}\nError: Invalid argument type`);
}

function copyOf(source: string, target: string, command: S3Command, { given }: Arguments, files: LineFiles) {
  const from = readPath(source);
  const to = readPath(target);
  if (from.kind !== 's3' && to.kind !== 's3') {
    throw new CliUsageError(`usage: aws s3 cp ${command.usage}\nError: Invalid argument type`);
  }
  if ((from.kind === 'stream' || to.kind === 'stream') && given.has('--recursive')) {
    throw new CliUsageError('Streaming currently is only compatible with non-recursive cp commands');
  }
  if (from.kind === 'stream') {
    throw new CliUsageError('- is not available as a source: an aws line of the lab has no input. Name a file.');
  }
  if (from.kind === 'file' && files.read(from.name) === undefined && !files.isFolder(from.name)) {
    throw generalError(`The user-provided path ${from.name} does not exist.`);
  }
  checkPair(given, '--sse-c');
  checkPair(given, '--sse-c-copy-source');
  if (given.has('--sse-c-copy-source') && !(from.kind === 's3' && to.kind === 's3')) {
    throw new CliUsageError('--sse-c-copy-source is only supported for copy operations.');
  }
  const metadata = textOf(given, '--metadata');
  const described = Object.entries(DESCRIBING_OPTIONS).flatMap(([flag, member]) => {
    const value = textOf(given, flag);
    return value === null ? [] : [[member, readParamFile(flag, value, files) ?? value]];
  });
  const sse = algorithmOf(given, '--sse');
  return {
    from,
    to,
    sourceRegion: textOf(given, '--source-region'),
    guessesType: !given.has('--no-guess-mime-type'),
    description: {
      ...Object.fromEntries(described),
      ...(metadata === null ? {} : { Metadata: readParameter('--metadata', stringMap(), metadata, files) }),
      ...(sse === null ? {} : { ServerSideEncryption: sse }),
    },
    customerKey: customerKeyOf(given, '--sse-c', 'SSECustomer', files),
    sourceCustomerKey: customerKeyOf(given, '--sse-c-copy-source', 'CopySourceSSECustomer', files),
    metadataDirective: textOf(given, '--metadata-directive'),
    copyProps: textOf(given, '--copy-props') ?? 'default',
  };
}

type Given = Arguments['given'];

/** @throws {CliUsageError} for a key without its algorithm, or the other way round */
function checkPair(given: Given, flag: string): void {
  const [algorithm, key] = [flag, `${flag}-key`];
  const missing = given.has(algorithm) === given.has(key) ? null : given.has(algorithm) ? key : algorithm;
  if (missing === null) return;
  const there = missing === key ? algorithm : key;
  throw new CliUsageError(`If ${there} is specified, ${missing} must be specified as well.`);
}

function customerKeyOf(
  given: Given,
  flag: string,
  member: 'SSECustomer' | 'CopySourceSSECustomer',
  files: CommandFiles,
): Readonly<Record<string, string>> {
  const algorithm = algorithmOf(given, flag);
  const key = textOf(given, `${flag}-key`);
  if (algorithm === null || key === null) return {};
  const bytes = readParamFile(`${flag}-key`, key, files) ?? key;
  const encoded = encodeBase64(typeof bytes === 'string' ? new TextEncoder().encode(bytes) : bytes);
  return { [`${member}Algorithm`]: algorithm, [`${member}Key`]: encoded };
}

/** The word after an algorithm's option; AES256 where none follows. */
function algorithmOf(given: Given, flag: string): string | null {
  return given.has(flag) ? (textOf(given, flag) ?? 'AES256') : null;
}

function textOf(given: Given, flag: string): string | null {
  const value = given.get(flag)?.value;
  return typeof value === 'string' ? value : null;
}

/** The key of the source of a copy, under the names by which the source itself is read. */
export function ofSource(key: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(key).map(([name, value]) => [name.replace(/^CopySource/, ''), value]));
}
