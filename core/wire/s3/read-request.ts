import { fromUtf8 } from '../../crypto/bytes.ts';
import { S3Error } from '../../errors/s3-errors.ts';
import type { Operation } from '../../operations/operation.ts';
import type { Shape, StructureShape } from '../../operations/shape.ts';
import type { WireRequest } from '../wire-request.ts';
import { readXml, type XmlElement } from '../xml/read-xml.ts';
import type { Address } from './address.ts';
import { HEADERS, LIST_ELEMENTS, METADATA_PREFIX, PARAMETERS } from './member-names.ts';
import type { Route } from './routes.ts';

type Members = Readonly<Record<string, unknown>>;

/**
 * An operation's input from its path, query, headers and body. Lengths and values are for the corridor to judge.
 * @throws {S3Error} for a number that is none, or a body that can't be read
 * Source: Smithy, "AWS restXml protocol"; S3 API Reference.
 */
export function readInput(
  { input: { required, optional }, name: operation }: Operation,
  { payload }: Route,
  { bucket, key, parameters }: Address,
  { headers, body }: Pick<WireRequest, 'headers' | 'body'>,
): Members {
  const input: Record<string, unknown> = {};
  for (const [member, shape] of Object.entries({ ...required, ...optional })) {
    if (member === 'Bucket') input.Bucket = bucket;
    else if (member === 'Key') input.Key = key;
    else if (member === 'Body') input.Body = Uint8Array.from(body);
    else if (member === 'Metadata') input.Metadata = metadataIn(headers);
    else if (member === payload?.member) {
      const value = readPayload(shape, payload, body, Object.hasOwn(required, member));
      if (value !== undefined) input[member] = value;
    } else {
      const parameter = PARAMETERS[member];
      const header = headerOf(member, operation);
      const name = parameter ?? header ?? member;
      const text = parameter === undefined ? headers.get(header ?? '') : parameters.get(parameter);
      if (text !== undefined) input[member] = readText(shape, name, text);
    }
  }
  return input;
}

/** Uploads name the algorithm of the checksum that they bring in a header of its own. */
function headerOf(member: string, operation: string): string | undefined {
  const isUpload = operation === 'PutObject' || operation === 'UploadPart';
  return member === 'ChecksumAlgorithm' && isUpload ? 'x-amz-sdk-checksum-algorithm' : HEADERS[member];
}

function metadataIn(headers: WireRequest['headers']): Readonly<Record<string, string>> {
  const own = [...headers].filter(([name]) => name.startsWith(METADATA_PREFIX));
  return Object.fromEntries(own.map(([name, value]) => [name.slice(METADATA_PREFIX.length), value]));
}

function readText(shape: Shape, name: string, text: string): unknown {
  if (shape.type === 'integer') {
    if (/^-?\d{1,15}$/.test(text)) return Number(text);
    const message = `Provided ${name} not an integer or within integer range`;
    throw new S3Error('InvalidArgument', message, 'malformed-request', { ArgumentName: name, ArgumentValue: text });
  }
  return shape.type === 'boolean' ? text.toLowerCase() === 'true' : text;
}

/** A body that is a member of the input; undefined where there is none, and may be none. */
function readPayload(
  shape: Shape,
  { as, root }: NonNullable<Route['payload']>,
  body: Uint8Array,
  isRequired: boolean,
): unknown {
  if (body.length === 0) {
    if (!isRequired) return undefined;
    throw new S3Error('MissingRequestBodyError', 'Request Body is empty', 'malformed-request');
  }
  let document: XmlElement;
  try {
    const text = fromUtf8(body);
    if (as === 'text') return text;
    document = readXml(text);
  } catch (cause) {
    throw malformed({ cause });
  }
  if (document.name !== root || shape.type !== 'structure') throw malformed();
  return readStructure(shape, document);
}

function readStructure({ required, optional }: StructureShape, { children }: XmlElement): Members {
  const read: Record<string, unknown> = {};
  const known = new Set<string>();
  for (const [member, shape] of Object.entries({ ...required, ...optional })) {
    const name = (shape.type === 'list' ? LIST_ELEMENTS[member] : undefined) ?? member;
    known.add(name);
    const elements = children.filter((child) => child.name === name);
    const [first, second] = elements;
    if (shape.type === 'list') {
      if (first !== undefined) read[member] = elements.map((element) => readElement(shape.member, element));
    } else if (first !== undefined) {
      if (second !== undefined) throw malformed();
      read[member] = readElement(shape, first);
    }
    if (Object.hasOwn(required, member) && read[member] === undefined) throw malformed();
  }
  const other = children.find(({ name }) => !known.has(name));
  if (other === undefined) return read;
  if (!NOT_HERE.has(other.name)) throw malformed();
  const message = `kmslab's S3 does not have <${other.name}> in such a request.`;
  throw new S3Error('NotImplemented', message, 'malformed-request');
}

/** Elements that S3 knows and the lab doesn't: to look them over would do something else than was asked for. */
const NOT_HERE: ReadonlySet<string> = new Set([
  'Bucket',
  'ETag',
  'LastModifiedTime',
  'Location',
  'Size',
  'Tags',
  'VersionId',
]);

function readElement(shape: Shape, element: XmlElement): unknown {
  if (shape.type === 'structure') return readStructure(shape, element);
  if (element.children.length > 0) throw malformed();
  return readText(shape, element.name, element.text);
}

function malformed(options?: ErrorOptions): S3Error {
  const message = 'The XML you provided was not well-formed or did not validate against our published schema';
  return new S3Error('MalformedXML', message, 'malformed-request', {}, options);
}
