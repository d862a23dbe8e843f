import { parseArn } from '../../cloud/arn.ts';
import { SsmError } from '../../errors/ssm-errors.ts';
import type { Scope } from '../../operations/operation.ts';
import { newestOf, type Parameter, type ParameterVersion, parameterArn } from './parameter.ts';

/** Levels of a hierarchy. Source: Systems Manager User Guide, "Working with parameter hierarchies". */
const MOST_LEVELS = 15;
/** Characters of a name, with its ARN's. Source: Systems Manager API Reference, PutParameter. */
const MOST_CHARACTERS = 1_011;

/** Whether a new parameter may have that name. @throws {SsmError} Source: Systems Manager API Reference, PutParameter. */
export function checkNewName(name: string): void {
  if (/^\/?aws/i.test(name)) {
    throw new SsmError('AccessDeniedException', `No access to reserved parameter name: ${name}.`, 'invalid-parameter');
  }
  if (!/^[\w.\-/]+$/.test(name) || /^\/?ssm/i.test(name) || name.endsWith('/') || name.includes('//')) {
    throw SsmError.invalid(
      'Parameter name: can\'t be prefixed with "ssm" (case-insensitive). If formed as a path, it can consist of sub-paths divided by slash symbol; each sub-path can be formed as a mix of letters, numbers and the following 3 symbols .-_',
    );
  }
  if (name.includes('/') && !name.startsWith('/')) {
    throw SsmError.invalid('Parameter name must be a fully qualified name.');
  }
  if (name.length > MOST_CHARACTERS) throw SsmError.invalid('Parameter name is too long.');
  if (name.split('/').length - 1 > MOST_LEVELS) {
    throw new SsmError(
      'HierarchyLevelLimitExceededException',
      `A hierarchy can have a maximum of ${MOST_LEVELS} levels.`,
      'invalid-parameter',
    );
  }
}

/** A name as a reader gives it: of a parameter, and of one version by its number or by a label. */
export interface NamedVersion {
  readonly arn: string;
  /** `:3` or `:prod`, as it stood behind the name. */
  readonly selector: string | null;
}

/** What a name names, in the Region that is called; an ARN names itself. */
export function readName({ request }: Pick<Scope, 'request'>, given: string): NamedVersion {
  const [arn, rest] = given.startsWith('arn:') ? splitArn(given) : ['', given];
  const at = rest.indexOf(':');
  const selector = at < 0 ? null : rest.slice(at);
  const name = at < 0 ? rest : rest.slice(0, at);
  return { arn: arn === '' ? parameterArn(request.region, request.accountId, name) : `${arn}${name}`, selector };
}

/** An ARN's own colons, apart from that of a selector. */
function splitArn(given: string): readonly [string, string] {
  const { resource = '' } = parseArn(given) ?? {};
  return [given.slice(0, given.length - resource.length), resource];
}

/** @throws {SsmError} ParameterNotFound */
export function parameterNamed(scope: Scope, given: string): Parameter {
  const { arn } = readName(scope, given);
  const parameter = scope.world.parameters.get(arn);
  if (parameter === undefined) throw SsmError.notFound();
  return parameter;
}

/** A version that a name names; the newest where it names none. @throws {SsmError} ParameterNotFound, ParameterVersionNotFound */
export function versionNamed(scope: Scope, given: string): VersionFound {
  const { selector } = readName(scope, given);
  const parameter = parameterNamed(scope, given);
  if (selector === null) return { parameter, version: newestOf(parameter), selector };
  return { parameter, version: versionOf(parameter, selector.slice(1)), selector };
}

export interface VersionFound {
  readonly parameter: Parameter;
  readonly version: ParameterVersion;
  readonly selector: string | null;
}

/** @param wanted - a number or a label. @throws {SsmError} ParameterVersionNotFound */
export function versionOf({ name, versions }: Parameter, wanted: string): ParameterVersion {
  const found = /^\d+$/.test(wanted)
    ? versions.find(({ version }) => version === Number(wanted))
    : versions.find(({ labels }) => labels.includes(wanted));
  if (found !== undefined) return found;
  throw new SsmError(
    'ParameterVersionNotFound',
    `Systems Manager could not find version ${wanted} of ${name}. Verify the version and try again.`,
    'no-such-parameter-version',
  );
}
