import { TIMESTAMP_MEMBERS } from '../../aws-cli/timestamp.ts';
import { element, escapeXml } from '../xml/element.ts';
import { elementName } from './member-names.ts';

/** The version of EC2's API, and the namespace of its responses. */
export const EC2_VERSION = '2016-11-15';
const NAMESPACE = `http://ec2.amazonaws.com/doc/${EC2_VERSION}/`;

type Members = Readonly<Record<string, unknown>>;

/**
 * A response of EC2: the request's id, and the members beside it; `return` where an operation has none.
 * Source: Smithy, "AWS EC2 query protocol", response serialization; wire.md section 9.
 */
export function writeResponse(operation: string, output: Members, requestId: string): string {
  const members = Object.keys(output).length > 0 ? writeMembers(operation, output) : element('return', 'true');
  const content = element('requestId', requestId) + members;
  return `<${operation}Response xmlns="${NAMESPACE}">${content}</${operation}Response>\n`;
}

/** An error of EC2; `RequestID` has capitals here. Source: EC2 API Reference, "Query responses". */
export function writeErrors(
  { code, message }: { readonly code: string; readonly message: string },
  requestId: string,
): string {
  const error = element('Error', element('Code', escapeXml(code)) + element('Message', escapeXml(message)));
  return `${element('Response', element('Errors', error) + element('RequestID', requestId))}\n`;
}

function writeMembers(operation: string, members: Members): string {
  return Object.entries(members)
    .filter(([, value]) => value !== undefined && value !== null)
    .map(([name, value]) =>
      element(elementName(operation, name, Array.isArray(value)), writeValue(operation, name, value)),
    )
    .join('');
}

function writeValue(operation: string, name: string, value: unknown): string {
  if (Array.isArray(value)) {
    return value.map((item: unknown) => element('item', writeValue(operation, name, item))).join('');
  }
  if (typeof value === 'object' && value !== null) return writeMembers(operation, value as Members);
  // To the millisecond: `2026-01-01T12:00:00.000Z`.
  if (typeof value === 'number' && TIMESTAMP_MEMBERS.has(name)) return new Date(value * 1000).toISOString();
  return escapeXml(String(value));
}
