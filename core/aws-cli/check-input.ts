import type { IntegerShape, Shape, StructureShape } from '../operations/shape.ts';
import { decodeBase64 } from './base64.ts';
import { pythonText, pythonType } from './python-text.ts';
import { isObject, memberShape, membersOf } from './shape-members.ts';
import { parseTimestamp } from './timestamp.ts';
import { CliUsageError, generalError } from './usage-error.ts';

/** How text becomes bytes: `base64` is AWS CLI v2's default, `raw-in-base64-out` takes text as it is. */
export type BinaryFormat = 'base64' | 'raw-in-base64-out';

/**
 * Makes of raw parameters the input of an API request: bytes for blobs, seconds for timestamps.
 * Like the CLI it checks names, types, required members and least lengths and numbers here, and leaves the most,
 * patterns and enums to the service.
 * @throws {CliUsageError} `Parameter validation failed: …` with one line for each failure, or `Invalid base64: …`.
 * Source: AWS CLI User Guide, "Troubleshooting errors for the AWS CLI"; observed on AWS CLI 2.9.19.
 */
export function checkInput(
  shape: StructureShape,
  raw: Readonly<Record<string, unknown>>,
  binaryFormat: BinaryFormat,
): Readonly<Record<string, unknown>> {
  const decoded = binaryFormat === 'base64' ? decodeBlobs(shape, raw) : raw;
  const failures: string[] = [];
  const input = checkStructure(shape, decoded, '', failures);
  if (failures.length > 0) throw new CliUsageError(`Parameter validation failed:\n${failures.join('\n')}`);
  return input;
}

function decodeBlobs(shape: Shape, value: unknown): unknown {
  if (shape.type === 'blob' && typeof value === 'string') {
    if (/[^\0-\x7f]/.test(value)) throw generalError('string argument should contain only ASCII characters');
    const bytes = decodeBase64(value);
    if (bytes === null) throw generalError(`Invalid base64: "${value}"`);
    return bytes;
  }
  if (shape.type === 'list' && Array.isArray(value))
    return value.map((item: unknown) => decodeBlobs(shape.member, item));
  if (shape.type === 'map' && shape.value !== undefined && isObject(value)) {
    const { value: member } = shape;
    return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, decodeBlobs(member, entry)]));
  }
  if (shape.type !== 'structure' || !isObject(value)) return value;
  const entries = Object.entries(value).map(([name, member]) => {
    const known = memberShape(shape, name);
    return [name, known === null ? member : decodeBlobs(known, member)] as const;
  });
  return Object.fromEntries(entries);
}

function checkStructure(
  shape: StructureShape,
  value: unknown,
  path: string,
  failures: string[],
): Readonly<Record<string, unknown>> {
  if (!isObject(value)) {
    failures.push(wrongType(path, value, ["<class 'dict'>"]));
    return {};
  }
  const names = membersOf(shape).map(([name]) => name);
  for (const name of Object.keys(shape.required)) {
    if (!Object.hasOwn(value, name)) failures.push(`Missing required parameter in ${label(path)}: "${name}"`);
  }
  const known: [string, Shape, unknown][] = [];
  for (const [name, member] of Object.entries(value)) {
    const expected = memberShape(shape, name);
    if (expected !== null) known.push([name, expected, member]);
    else failures.push(`Unknown parameter in ${label(path)}: "${name}", must be one of: ${names.join(', ')}`);
  }
  return Object.fromEntries(
    known.map(([name, member, given]) => [name, checkValue(member, given, `${path}.${name}`, failures)]),
  );
}

function checkValue(shape: Shape, value: unknown, path: string, failures: string[]): unknown {
  const refuse = (...validTypes: string[]) => {
    failures.push(wrongType(path, value, validTypes));
    return undefined;
  };
  const atLeast = (min: number | undefined, length: number) => {
    if (min !== undefined && length < min) failures.push(tooShort(path, length, min));
  };
  switch (shape.type) {
    case 'string':
      if (typeof value !== 'string') return refuse("<class 'str'>");
      atLeast(shape.min, value.length);
      return value;
    case 'integer':
      if (typeof value !== 'number' || !Number.isInteger(value)) return refuse("<class 'int'>");
      if (value < leastOf(shape)) failures.push(tooSmall(path, value, leastOf(shape)));
      return value;
    case 'boolean':
      return typeof value === 'boolean' ? value : refuse("<class 'bool'>");
    case 'blob': // the CLI leaves its length to the service
      if (value instanceof Uint8Array) return Uint8Array.from(value);
      if (typeof value === 'string') return new TextEncoder().encode(value);
      return refuse("<class 'bytes'>", "<class 'bytearray'>", 'file-like object');
    case 'timestamp':
      return parseTimestamp(value) ?? refuse("<class 'datetime.datetime'>", 'timestamp-string');
    case 'list':
      if (!Array.isArray(value)) return refuse("<class 'list'>", "<class 'tuple'>");
      atLeast(shape.min, value.length);
      return value.map((item: unknown, index) => checkValue(shape.member, item, `${path}[${index}]`, failures));
    case 'map':
      if (!isObject(value)) return refuse("<class 'dict'>");
      if (shape.value !== undefined) {
        const { value: member } = shape;
        const entries = Object.entries(value);
        return Object.fromEntries(
          entries.map(([key, one]) => [key, checkValue(member, one, `${path}.${key}`, failures)]),
        );
      }
      for (const [key, entry] of Object.entries(value)) {
        if (typeof entry !== 'string') failures.push(wrongType(`${path}.${key}`, entry, ["<class 'str'>"]));
      }
      return Object.fromEntries(Object.entries(value));
    case 'structure':
      return checkStructure(shape, value, path, failures);
  }
}

function wrongType(path: string, value: unknown, validTypes: readonly string[]): string {
  return (
    `Invalid type for parameter ${label(path)}, value: ${pythonText(value)}, ` +
    `type: ${pythonType(value)}, valid types: ${validTypes.join(', ')}`
  );
}

/** The least number that the CLI, which has AWS's model, lets through. */
function leastOf({ min, modelMin }: IntegerShape): number {
  return (modelMin === undefined ? min : modelMin) ?? Number.NEGATIVE_INFINITY;
}

function tooShort(path: string, length: number, min: number): string {
  return `Invalid length for parameter ${label(path)}, value: ${length}, valid min length: ${min}`;
}

function tooSmall(path: string, value: number, min: number): string {
  return `Invalid value for parameter ${label(path)}, value: ${value}, valid min value: ${min}`;
}

/** `.Tags[0].TagKey` → `Tags[0].TagKey`; the whole is called `input`. */
function label(path: string): string {
  return path === '' ? 'input' : path.replace(/^\./, '');
}
