import { fromBase64, fromUtf8 } from '../../crypto/bytes.ts';
import { SerializationException } from '../../errors/common-errors.ts';
import type { Members, Shape, StructureShape } from '../../operations/shape.ts';

type Json = Readonly<Record<string, unknown>>;

/**
 * An operation's input from the body of an AWS JSON 1.1 request: base64 becomes bytes, unknown members go, and null
 * ones count as absent. No body is an empty input. Lengths and values are for the corridor to judge.
 * @throws {SerializationException} where it is no JSON, or a value has the wrong type; AWS's words, as far as known.
 * Source: Smithy, "AWS JSON 1.1 protocol"; wire.md sections 1, 2 and 4.
 */
export function readInput(shape: StructureShape, body: Uint8Array): Json {
  if (body.length === 0) return {};
  return readStructure(shape, parseJson(body));
}

function parseJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(fromUtf8(body));
  } catch (cause) {
    throw new SerializationException('', { cause });
  }
}

function readStructure(shape: StructureShape, value: unknown): Json {
  if (!isObject(value)) throw wrongType(value, 'Structure');
  const read: Record<string, unknown> = {};
  readMembers(shape.required, value, read);
  readMembers(shape.optional, value, read);
  return read;
}

function readMembers(members: Members, value: Json, read: Record<string, unknown>): void {
  for (const name in members) {
    const member = Object.hasOwn(value, name) ? value[name] : undefined;
    const shape = members[name];
    if (member !== undefined && member !== null && shape !== undefined) read[name] = readValue(shape, member);
  }
}

function readValue(shape: Shape, value: unknown): unknown {
  switch (shape.type) {
    case 'string':
      if (typeof value !== 'string') throw wrongType(value, 'String');
      return value;
    case 'blob':
      return readBlob(value);
    case 'integer':
      if (typeof value !== 'number') throw wrongType(value, 'Integer');
      return Math.trunc(value); // AWS's parser drops a fraction
    case 'timestamp':
      if (typeof value !== 'number') throw wrongType(value, 'Date');
      return value;
    case 'boolean':
      if (typeof value !== 'boolean') throw wrongType(value, 'Boolean');
      return value;
    case 'list':
      if (!Array.isArray(value)) throw wrongType(value, 'List');
      return value.map((item: unknown) => {
        if (item === null) throw wrongType(item, 'List');
        return readValue(shape.member, item);
      });
    case 'map':
      return readMap(shape.value, value);
    case 'structure':
      return readStructure(shape, value);
  }
}

/** A map is from string to string where its shape says nothing else. */
function readMap(shape: Shape | undefined, value: unknown): Json {
  if (!isObject(value)) throw wrongType(value, 'Map');
  if (shape !== undefined) {
    const entries = Object.entries(value).filter(([, entry]) => entry !== null);
    return Object.fromEntries(entries.map(([key, entry]) => [key, readValue(shape, entry)]));
  }
  for (const name in value) if (typeof value[name] !== 'string') throw wrongType(value[name], 'String');
  return value;
}

function readBlob(value: unknown): Uint8Array {
  if (typeof value !== 'string') throw wrongType(value, 'ByteBuffer');
  try {
    return fromBase64(value);
  } catch (cause) {
    throw new SerializationException('', { cause });
  }
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function wrongType(value: unknown, wanted: string): SerializationException {
  if (Array.isArray(value)) return new SerializationException('Start of list found where not expected');
  if (isObject(value)) return new SerializationException('Start of structure or map found where not expected.');
  if (wanted === 'Structure' || wanted === 'Map' || wanted === 'List' || value === null) {
    return new SerializationException('Unexpected field type');
  }
  return new SerializationException(`${tokenOf(value)} can not be converted to ${article(wanted)} ${wanted}`);
}

function tokenOf(value: unknown): string {
  if (typeof value === 'boolean') return value ? 'TRUE_VALUE' : 'FALSE_VALUE';
  return typeof value === 'number' ? 'NUMBER_VALUE' : 'STRING_VALUE';
}

function article(noun: string): string {
  return /^[AEIOU]/.test(noun) ? 'an' : 'a';
}
