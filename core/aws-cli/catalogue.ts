import type { Service } from '../lab/request.ts';
import type { Shape, StructureShape } from '../operations/shape.ts';
import { withCountOption } from './instance-count.ts';
import { toOptionName } from './option-name.ts';
import { type Paginator, paginatorOf } from './paginators.ts';
import type { OptionSpec } from './scan-arguments.ts';
import { membersOf } from './shape-members.ts';
import { WAITERS, type Waiter } from './waiters.ts';
import { withZipFile } from './zip-file.ts';

/** What the operations of S3 are called on the command line. */
const S3_OPERATIONS = 's3api';

/** The option that limits what the CLI shows of all pages. */
export const MAX_ITEMS = '--max-items';

/** What a command line needs to know of an operation's record. */
export interface CatalogueOperation {
  readonly service: Service;
  /** `CreateKey`, in the API's spelling. */
  readonly name: string;
  readonly input: StructureShape;
  /** What it does; its first sentence is the hint in completion. */
  readonly documentation: string;
  /** The member of the output that goes to a file, which the line must name. */
  readonly outputFile?: string;
}

/** All commands there are: derived from the operations' records, never written by hand. */
export interface CommandCatalogue {
  /** By name on the command line, in alphabetical order. */
  readonly services: ReadonlyMap<string, ServiceCommands>;
}

/** The command that copies files to and from S3, above the operations of `s3api`. */
export const S3_COMMAND = 's3';

/** All that may follow `aws`, in alphabetical order. */
export function commandNames({ services }: CommandCatalogue): readonly string[] {
  const names = [...services.keys()];
  return services.has(S3_OPERATIONS) ? [...names, S3_COMMAND].sort() : names;
}

export interface ServiceCommands {
  /** `kms`; S3's operations are under `s3api`. */
  readonly name: string;
  readonly operations: ReadonlyMap<string, OperationCommand>;
  readonly waiters: ReadonlyMap<string, WaiterCommand>;
}

export interface OperationCommand {
  /** `create-key` */
  readonly name: string;
  readonly operation: CatalogueOperation;
  /** One for each member of the input, two for a boolean. */
  readonly options: readonly MemberOption[];
  readonly paginator: Paginator | null;
}

export interface WaiterCommand {
  /** `snapshot-completed` */
  readonly name: string;
  readonly waiter: Waiter;
  /** The operation that it polls, and whose options it takes. */
  readonly command: OperationCommand;
}

/** An option that stands for a member of the input. */
export interface MemberOption extends OptionSpec {
  readonly member: string;
  readonly shape: Shape;
  readonly isRequired: boolean;
  /** Null unless it takes no word: `--dry-run` is true, `--no-dry-run` false. */
  readonly means: boolean | null;
}

/** Derives the commands and their options from the operations. */
export function buildCatalogue(given: readonly CatalogueOperation[]): CommandCatalogue {
  const operations = given.map(withZipFile);
  const services = [...new Set(operations.map((operation) => operation.service))];
  const built = services.map((service) => buildService(service, operations)).sort((a, b) => (a.name < b.name ? -1 : 1));
  return { services: new Map(built.map((service) => [service.name, service])) };
}

/** What a service is called on the command line, where not by its own name. */
const COMMANDS: Partial<Record<Service, string>> = { s3: S3_OPERATIONS };

function buildService(service: Service, operations: readonly CatalogueOperation[]): ServiceCommands {
  const commands = operations
    .filter((operation) => operation.service === service)
    .map(buildOperation)
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const waiters = WAITERS.flatMap((waiter): readonly WaiterCommand[] => {
    const command = commands.find((candidate) => candidate.operation.name === waiter.operation);
    const isHere = waiter.service === service && command !== undefined;
    return isHere ? [{ name: toOptionName(waiter.name), waiter, command }] : [];
  });
  return {
    name: COMMANDS[service] ?? service,
    operations: new Map(commands.map((command) => [command.name, command])),
    waiters: new Map(waiters.map((waiter) => [waiter.name, waiter])),
  };
}

function buildOperation(operation: CatalogueOperation): OperationCommand {
  const paginator = paginatorOf(operation.service, operation.name);
  const options = membersOf(operation.input).flatMap(([member, shape]) =>
    buildOptions(member, shape, Object.hasOwn(operation.input.required, member)),
  );
  return {
    name: toOptionName(operation.name),
    operation,
    // IAM's MaxItems has the name of the CLI's own option, which then takes its place.
    options:
      paginator === null ? withCountOption(operation, options) : options.filter(({ flag }) => flag !== MAX_ITEMS),
    paginator,
  };
}

function buildOptions(member: string, shape: Shape, isRequired: boolean): readonly MemberOption[] {
  const name = toOptionName(member);
  const flag = `--${name}`;
  const common = { member, shape, isRequired, target: flag };
  if (shape.type === 'boolean') {
    return [
      { ...common, flag, takes: 'nothing', means: true },
      { ...common, flag: `--no-${name}`, takes: 'nothing', means: false },
    ];
  }
  return [{ ...common, flag, takes: shape.type === 'list' ? 'many' : 'one', means: null }];
}
