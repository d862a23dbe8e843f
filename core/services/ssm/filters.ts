import { SsmError } from '../../errors/ssm-errors.ts';
import { newestOf, type Parameter } from './parameter.ts';

/** ParameterStringFilter of the API. */
export interface GivenFilter {
  readonly Key: string;
  readonly Option?: string;
  readonly Values?: readonly string[];
}

/** What each key of a filter is compared with. */
const TEXTS: Readonly<Record<string, (parameter: Parameter) => readonly string[]>> = {
  Name: ({ name }) => [name],
  Type: (parameter) => [newestOf(parameter).type],
  KeyId: (parameter) => [newestOf(parameter).keyId ?? ''],
  Tier: (parameter) => [newestOf(parameter).tier],
  DataType: () => ['text'],
  Label: ({ versions }) => versions.flatMap(({ labels }) => labels),
};

const OPTIONS: Readonly<Record<string, (text: string, wanted: string) => boolean>> = {
  Equals: (text, wanted) => text === wanted,
  BeginsWith: (text, wanted) => text.startsWith(wanted),
  Contains: (text, wanted) => text.includes(wanted),
};

/**
 * Whether a parameter passes all filters.
 * @throws {SsmError} InvalidFilterKey, InvalidFilterOption, InvalidFilterValue
 * Source: Systems Manager API Reference, ParameterStringFilter.
 */
export function passes(parameter: Parameter, filters: readonly GivenFilter[]): boolean {
  return filters.every((filter) => passesOne(parameter, filter));
}

/** Filters are looked at also where there is nothing to filter. @throws {SsmError} as `passes` does */
export function checkFilters(filters: readonly GivenFilter[], keys: readonly string[]): void {
  for (const { Key: key, Option: option, Values: values = [] } of filters) {
    const isTag = key.startsWith('tag:') && keys.includes('tag:');
    if (!isTag && !keys.includes(key)) {
      throw new SsmError('InvalidFilterKey', `The filter key ${key} is not valid.`, 'invalid-parameter');
    }
    const options = key === 'Path' ? ['Recursive', 'OneLevel'] : isTag ? ['Equals'] : Object.keys(OPTIONS);
    if (option !== undefined && !options.includes(option)) {
      throw new SsmError(
        'InvalidFilterOption',
        `The filter option ${option} is not valid for ${key}.`,
        'invalid-parameter',
      );
    }
    if (values.length === 0 && !isTag) {
      throw new SsmError('InvalidFilterValue', `The filter ${key} has no value.`, 'invalid-parameter');
    }
  }
}

function passesOne(parameter: Parameter, { Key: key, Option: option, Values: values = [] }: GivenFilter): boolean {
  if (key === 'Path') return values.some((path) => isBelow(parameter.name, path, option === 'Recursive'));
  if (key.startsWith('tag:')) {
    const value = parameter.tags[key.slice('tag:'.length)];
    return value !== undefined && (values.length === 0 || values.includes(value));
  }
  const isMet = OPTIONS[option ?? 'Equals'];
  const texts = TEXTS[key]?.(parameter) ?? [];
  return isMet !== undefined && texts.some((text) => values.some((wanted) => isMet(text, wanted)));
}

/** Whether a name is in a hierarchy: on its next level, or at any depth. A name without slashes is below `/`. */
export function isBelow(name: string, path: string, isRecursive = false): boolean {
  const whole = name.startsWith('/') ? name : `/${name}`;
  const above = path.endsWith('/') ? path : `${path}/`;
  return whole.startsWith(above) && (isRecursive || !whole.slice(above.length).includes('/'));
}
