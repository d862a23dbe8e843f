import type { Shape, StructureShape } from '../operations/shape.ts';
import { type CommandFiles, readParamFile } from './param-file.ts';
import { pythonInteger, pythonRepr } from './python-text.ts';
import { JsonError, readJson } from './read-json.ts';
import { isObject, memberShape } from './shape-members.ts';
import { readShorthand, ShorthandError } from './shorthand.ts';
import { generalError, parameterError } from './usage-error.ts';

/**
 * Turns the words after an option into a value for its shape: text, numbers, lists, and for what is composed JSON or
 * shorthand. Blobs and timestamps are still text, nothing is checked against the shape yet.
 * @throws {CliUsageError}
 * Source: AWS CLI User Guide, "Specifying parameter values for the AWS CLI".
 */
export function readParameter(
  option: string,
  shape: Shape,
  given: string | readonly string[],
  files: CommandFiles,
): unknown {
  if (shape.type === 'blob' && shape.isFile === true) return readBody(option, given, files);
  const value = loadFile(option, given, files);
  if (value instanceof Uint8Array) {
    if (isComposed(shape)) throw parameterError(option, 'fileb:// gives bytes: use file:// for JSON or shorthand');
    return value;
  }
  const first = typeof value === 'string' ? value : value[0];
  const looksLikeJson = first !== undefined && /^\s*[[{]/.test(first);
  return !looksLikeJson && takesShorthand(shape) ? shorthand(option, shape, value) : unpack(option, shape, value);
}

/** The bytes of the file of that name: here `file://` is a part of the name. Observed on AWS CLI 2.9.19. */
function readBody(option: string, given: string | readonly string[], files: CommandFiles): Uint8Array {
  const bytes = typeof given === 'string' ? files.read(given) : undefined;
  if (bytes === undefined) throw parameterError(option, 'Blob values must be a path to a file.');
  return bytes;
}

function loadFile(option: string, given: string | readonly string[], files: CommandFiles) {
  const only = typeof given === 'string' ? given : given.length === 1 ? given[0] : undefined;
  return (only === undefined ? null : readParamFile(option, only, files)) ?? given;
}

function isComposed(shape: Shape): boolean {
  return shape.type === 'structure' || shape.type === 'map' || shape.type === 'list';
}

/** All that is composed, except a list of scalars. */
function takesShorthand(shape: Shape): boolean {
  return isComposed(shape) && (shape.type !== 'list' || isComposed(shape.member));
}

function unpack(option: string, shape: Shape, value: string | readonly string[]): unknown {
  if (shape.type === 'list') return unpackList(option, shape.member, value);
  if (typeof value !== 'string') return value;
  switch (shape.type) {
    case 'integer':
      return integer(value);
    case 'boolean':
      return value !== '' && value.toLowerCase() !== 'false';
    case 'structure':
    case 'map':
      if (!/^\s*\{/.test(value)) throw parameterError(option, `Invalid JSON:\n${value}`);
      return json(option, value);
    default:
      return value;
  }
}

function unpackList(option: string, member: Shape, value: string | readonly string[]): unknown {
  const only = typeof value === 'string' ? value : value.length === 1 ? (value[0] ?? '') : '';
  if (/^\s*\[/.test(only)) return json(option, only);
  // A file's text that is no JSON list is taken apart into characters by the real CLI; say what's wrong instead.
  if (typeof value === 'string') throw parameterError(option, `Invalid JSON:\n${value}`);
  return value.map((item) => unpack(option, member, item));
}

function json(option: string, text: string): unknown {
  try {
    return readJson(text);
  } catch (error) {
    if (!(error instanceof JsonError)) throw error;
    throw parameterError(option, `Invalid JSON: ${error.message}\nJSON received: ${text}`);
  }
}

function integer(text: string): number {
  const value = pythonInteger(text);
  if (value === null) throw generalError(`invalid literal for int() with base 10: ${pythonRepr(text)}`);
  return value;
}

function shorthand(option: string, shape: Shape, value: string | readonly string[]): unknown {
  try {
    if (typeof value !== 'string') return coerce(shape, value.map(readShorthand));
    // A list is written as several words; from a file comes only one, and no list. The shape's check says so.
    return shape.type === 'list' ? readShorthand(value) : coerce(shape, readShorthand(value));
  } catch (error) {
    if (!(error instanceof ShorthandError)) throw error;
    throw parameterError(option, error.message);
  }
}

/** Shorthand knows only text: the shape tells where a number, a boolean or a list of one is meant. */
function coerce(shape: Shape, value: unknown): unknown {
  switch (shape.type) {
    case 'structure':
      return isObject(value) ? coerceMembers(shape, value) : value;
    case 'map': {
      const { value: member } = shape;
      if (member === undefined || !isObject(value)) return value;
      return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, coerce(member, entry)]));
    }
    case 'list':
      return Array.isArray(value)
        ? value.map((item: unknown) => coerce(shape.member, item))
        : [coerce(shape.member, value)];
    case 'integer':
      return typeof value === 'string' ? integer(value) : value;
    case 'boolean': {
      const word = typeof value === 'string' ? value.toLowerCase() : '';
      return word === 'true' ? true : word === 'false' ? false : value;
    }
    default:
      return value;
  }
}

function coerceMembers(shape: StructureShape, value: object): object {
  const fitted: Record<string, unknown> = Object.create(null);
  for (const [name, member] of Object.entries(value)) {
    const known = memberShape(shape, name);
    fitted[name] = known === null ? member : coerce(known, member);
  }
  return fitted;
}
