import { TIMESTAMP_MEMBERS } from '../../aws-cli/timestamp.ts';
import { toBase64, utf8 } from '../../crypto/bytes.ts';
import type { WireResponse } from '../wire-response.ts';
import { element, escapeXml } from '../xml/element.ts';
import { HEADERS, LIST_ELEMENTS, METADATA_PREFIX, WRAPPED_LISTS } from './member-names.ts';
import type { Route } from './routes.ts';
import { commonHeaders, XML_DECLARATION } from './s3-response.ts';

type Members = Readonly<Record<string, unknown>>;

const NAMESPACE = 'http://s3.amazonaws.com/doc/2006-03-01/';

/**
 * The answer to a request that succeeded: an object's bytes, a policy's text, XML, or nothing; what has a header is in it.
 * Source: Smithy, "AWS restXml protocol"; S3 API Reference, "Response Syntax" of each operation.
 */
export function writeResponse(
  { status = 200, answer, operation }: Route,
  output: Members,
  requestId: string,
): WireResponse {
  const common = commonHeaders(requestId);
  if (operation === 'GetBucketPolicy') {
    return { status, headers: { ...common, 'Content-Type': 'application/json' }, body: String(output.Policy) };
  }
  if (answer === undefined) {
    const { Body: bytes } = output;
    const headers = { ...common, ...headersOf(output) };
    if (!(bytes instanceof Uint8Array)) return { status, headers, body: '' };
    return { status: output.ContentRange === undefined ? status : 206, headers, body: '', bytes };
  }
  const { root, member } = answer;
  const inBody = member === undefined ? onlyInBody(output, operation) : output[member];
  const inHeaders = without(output, member === undefined ? Object.keys(inBody as Members) : [member]);
  const content = writeValue('', inBody);
  return {
    status,
    headers: { ...common, ...headersOf(inHeaders), 'Content-Type': 'application/xml' },
    body: `${XML_DECLARATION}<${root} xmlns="${NAMESPACE}">${content}</${root}>`,
  };
}

/** Members with a header that these answers have in their XML all the same. */
const IN_XML: Readonly<Record<string, readonly string[]>> = {
  CompleteMultipartUpload: [
    'Location',
    'ETag',
    'ChecksumCRC32',
    'ChecksumCRC32C',
    'ChecksumCRC64NVME',
    'ChecksumSHA1',
    'ChecksumSHA256',
    'ChecksumType',
  ],
  ListParts: ['ChecksumAlgorithm', 'ChecksumType'],
};

function onlyInBody(output: Members, operation: string): Members {
  const both = IN_XML[operation] ?? [];
  return Object.fromEntries(
    Object.entries(output).filter(([name]) => HEADERS[name] === undefined || both.includes(name)),
  );
}

function headersOf(output: Members): Readonly<Record<string, string>> {
  const headers: Record<string, string> = {};
  for (const [member, value] of Object.entries(output)) {
    const name = HEADERS[member];
    if (member === 'Metadata') {
      for (const [own, text] of Object.entries(value as Readonly<Record<string, string>>)) {
        headers[`${METADATA_PREFIX}${own}`] = headerText(text);
      }
    } else if (name !== undefined && value !== undefined && value !== null) {
      headers[name] = typeof value === 'number' && TIMESTAMP_MEMBERS.has(member) ? httpDate(value) : headerText(value);
    }
  }
  return headers;
}

/** What a header can't hold is encoded for it. Source: S3 User Guide, "Working with object metadata", RFC 2047. */
function headerText(value: unknown): string {
  const text = String(value);
  return /^[\x20-\x7e]*$/.test(text) ? text : `=?UTF-8?B?${toBase64(utf8(text))}?=`;
}

function httpDate(secondsSince1970: number): string {
  return new Date(secondsSince1970 * 1000).toUTCString();
}

function writeMembers(members: Members): string {
  let xml = '';
  for (const [name, value] of Object.entries(members)) {
    if (value === undefined || value === null) continue;
    if (!Array.isArray(value)) {
      xml += element(name, writeValue(name, value));
      continue;
    }
    const items = value.map((item: unknown) => element(LIST_ELEMENTS[name] ?? name, writeValue(name, item))).join('');
    xml += WRAPPED_LISTS.includes(name) ? element(name, items) : items;
  }
  return xml;
}

function writeValue(name: string, value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number' && TIMESTAMP_MEMBERS.has(name)) return new Date(value * 1000).toISOString();
  if (typeof value === 'object') return writeMembers(value as Members);
  return escapeXml(String(value));
}

function without(members: Members, names: readonly string[]): Members {
  return Object.fromEntries(Object.entries(members).filter(([name]) => !names.includes(name)));
}
