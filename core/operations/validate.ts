import { type Constraint, SerializationException, ValidationException } from '../errors/common-errors.ts';
import type { Shape, StructureShape, ValueOf } from './shape.ts';

/**
 * Checks `input` against a shape and gives it back typed, without unknown members (AWS ignores them) and without
 * null ones (AWS takes them as absent).
 * @throws {SerializationException} where a value has the wrong JSON type.
 * @throws {ValidationException} naming every constraint that fails, in AWS's words.
 * Source: wire.md section 6; KMS API Reference, "Common Errors".
 */
export function validate<S extends StructureShape>(shape: S, input: unknown): ValueOf<S> {
  const failures: Failures = { count: 0, listed: [], first: null };
  const value = readStructure(shape, input ?? {}, '', failures);
  const { count, listed, first } = failures;
  if (count > 0) {
    throw new ValidationException(
      `${count} validation error${count === 1 ? '' : 's'} detected: ${listed.join('; ')}`,
      first,
    );
  }
  return value as ValueOf<S>;
}

function readStructure(shape: StructureShape, input: unknown, path: string, failures: Failures): object {
  if (typeof input !== 'object' || input === null || Array.isArray(input) || input instanceof Uint8Array) {
    throw new SerializationException(`Expected a structure${at(path)}, found ${kindOf(input)}`);
  }
  const given = input as Readonly<Record<string, unknown>>;
  const value: Record<string, unknown> = {};
  for (const name in shape.required) {
    const member = given[name];
    if (member === undefined || member === null) {
      note(
        failures,
        'required',
        `Value null at '${join(path, name)}' failed to satisfy constraint: Member must not be null`,
      );
    } else {
      value[name] = readValue(shape.required[name] as Shape, member, path, name, failures);
    }
  }
  for (const name in shape.optional) {
    const member = given[name];
    if (member !== undefined && member !== null) {
      value[name] = readValue(shape.optional[name] as Shape, member, path, name, failures);
    }
  }
  return value;
}

function readValue(shape: Shape, value: unknown, parent: string, name: string, failures: Failures): unknown {
  switch (shape.type) {
    case 'string': {
      if (typeof value !== 'string') throw wrongType('a string', value, join(parent, name));
      if (shape.enum !== undefined) {
        if (!shape.enum.includes(value)) {
          fail(failures, 'enum', value, parent, name, `Member must satisfy enum value set: [${shape.enum.join(', ')}]`);
        }
        return value;
      }
      const shown = isSensitive(shape) ? undefined : value;
      checkLength(shape, value.length, shown, parent, name, failures);
      if (shape.pattern !== undefined && !shape.pattern.test(value)) {
        fail(
          failures,
          'pattern',
          shown,
          parent,
          name,
          `Member must satisfy regular expression pattern: ${shape.patternText ?? shape.pattern.source}`,
        );
      }
      return value;
    }
    case 'blob':
      if (!(value instanceof Uint8Array)) throw wrongType('bytes', value, join(parent, name));
      checkLength(shape, value.length, undefined, parent, name, failures);
      return value;
    case 'integer':
      if (typeof value !== 'number' || !Number.isInteger(value))
        throw wrongType('an integer', value, join(parent, name));
      if (shape.min !== undefined && value < shape.min) {
        fail(failures, 'minValue', value, parent, name, `Member must have value greater than or equal to ${shape.min}`);
      }
      if (shape.max !== undefined && value > shape.max) {
        fail(failures, 'maxValue', value, parent, name, `Member must have value less than or equal to ${shape.max}`);
      }
      return value;
    case 'boolean':
      if (typeof value !== 'boolean') throw wrongType('a boolean', value, join(parent, name));
      return value;
    case 'timestamp':
      if (typeof value !== 'number' || !Number.isFinite(value))
        throw wrongType('a timestamp', value, join(parent, name));
      return value;
    case 'list': {
      if (!Array.isArray(value)) throw wrongType('a list', value, join(parent, name));
      const shown = isSensitive(shape) ? undefined : `[${value.map(String).join(', ')}]`;
      checkLength(shape, value.length, shown, parent, name, failures);
      return value.map((item: unknown, index) =>
        readValue(shape.member, item, join(parent, name), `${index + 1}.member`, failures),
      );
    }
    case 'map': {
      if (typeof value !== 'object' || value === null || Array.isArray(value) || value instanceof Uint8Array) {
        throw wrongType('a map', value, join(parent, name));
      }
      if (shape.value !== undefined) return readMap(shape.value, value, join(parent, name), failures);
      let characters = 0;
      for (const key in value) {
        const entry = (value as Record<string, unknown>)[key];
        if (typeof entry !== 'string') throw wrongType('a string', entry, `${join(parent, name)}.${key}`);
        if (LONE_SURROGATE.test(key) || LONE_SURROGATE.test(entry)) {
          throw new SerializationException(`Expected well-formed Unicode at '${join(parent, name)}'`);
        }
        characters += key.length + entry.length;
      }
      if (characters > MOST_MAP_CHARACTERS) {
        const most = `Member must have at most ${MOST_MAP_CHARACTERS} characters in its keys and values`;
        fail(failures, 'maxLength', undefined, parent, name, most);
      }
      return { ...value };
    }
    case 'structure':
      return readStructure(shape, value, join(parent, name), failures);
  }
}

function readMap(shape: Shape, value: object, path: string, failures: Failures): object {
  const read: [string, unknown][] = [];
  for (const [key, entry] of Object.entries(value)) {
    if (LONE_SURROGATE.test(key)) throw new SerializationException(`Expected well-formed Unicode at '${path}'`);
    if (entry !== undefined && entry !== null) read.push([key, readValue(shape, entry, path, key, failures)]);
  }
  return Object.fromEntries(read);
}

/** The constraints that failed: all are counted, and the first are told. */
interface Failures {
  count: number;
  readonly listed: string[];
  first: Constraint | null;
}

/**
 * Simplified: AWS tells all of them, and values whole. A list of a hundred thousand wrong values would make a message of
 * forty megabytes here, which stands in the trail too.
 */
const MOST_LISTED = 10;
const MOST_SHOWN = 10_000;

/** Of an encryption context; every map is one. AWS's words for it are unpublished. Source: keys.md section 6, "Size". */
const MOST_MAP_CHARACTERS = 8_192;

/** Text that UTF-8 can't hold: all such texts would become the same bytes. */
const LONE_SURROGATE = /\p{Surrogate}/u;

/** Whether a value may stand in no message: it is marked so, or is a list of such. */
function isSensitive(shape: Shape): boolean {
  if (shape.type === 'list') return isSensitive(shape.member);
  return (shape.type === 'string' || shape.type === 'blob') && shape.sensitive === true;
}

/** Blob and sensitive values are never echoed, so `shown` is undefined for them. */
function checkLength(
  limits: { readonly min?: number; readonly max?: number },
  length: number,
  shown: string | undefined,
  parent: string,
  name: string,
  failures: Failures,
): void {
  if (limits.min !== undefined && length < limits.min) {
    fail(failures, 'minLength', shown, parent, name, `Member must have length greater than or equal to ${limits.min}`);
  }
  if (limits.max !== undefined && length > limits.max) {
    fail(failures, 'maxLength', shown, parent, name, `Member must have length less than or equal to ${limits.max}`);
  }
}

function fail(
  failures: Failures,
  constraint: Constraint,
  shown: unknown,
  parent: string,
  name: string,
  says: string,
): void {
  const value = shown === undefined ? 'Value' : `Value '${String(shown).slice(0, MOST_SHOWN)}'`;
  note(failures, constraint, `${value} at '${join(parent, name)}' failed to satisfy constraint: ${says}`);
}

function note(failures: Failures, constraint: Constraint, text: string): void {
  failures.first ??= constraint;
  failures.count += 1;
  if (failures.listed.length < MOST_LISTED) failures.listed.push(text);
}

/** AWS names members on this path in lower camel case: `keyId`, `tags.1.member.tagKey`. */
function join(parent: string, name: string): string {
  const own = name.charAt(0).toLowerCase() + name.slice(1);
  return parent === '' ? own : `${parent}.${own}`;
}

function at(path: string): string {
  return path === '' ? '' : ` at '${path}'`;
}

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  if (value instanceof Uint8Array) return 'bytes';
  return typeof value === 'object' ? 'a structure' : `a ${typeof value}`;
}

function wrongType(expected: string, value: unknown, path: string): SerializationException {
  return new SerializationException(`Expected ${expected} at '${path}', found ${kindOf(value)}`);
}
