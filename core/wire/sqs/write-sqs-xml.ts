import { toBase64 } from '../../crypto/bytes.ts';
import { element, escapeXml } from '../xml/element.ts';
import { memberName } from './member-names.ts';

type Members = Readonly<Record<string, unknown>>;

/** The members of an operation's output, as SQS's Query protocol writes them: lists and maps stand flat. */
export function writeSqsMembers(operation: string, members: Members): string {
  return Object.entries(members)
    .filter(([, value]) => value !== undefined && value !== null)
    .map(([member, value]) => writeMember(operation, member, value))
    .join('');
}

function writeMember(operation: string, member: string, value: unknown): string {
  const { name, key } = memberName(operation, member);
  if (Array.isArray(value)) return value.map((item: unknown) => element(name, writeValue(operation, item))).join('');
  if (key === undefined) return element(name, writeValue(operation, value));
  return Object.entries(value as Members)
    .map(([entry, of]) => element(name, element(key, escapeXml(entry)) + element('Value', writeValue(operation, of))))
    .join('');
}

function writeValue(operation: string, value: unknown): string {
  if (value instanceof Uint8Array) return toBase64(value);
  if (typeof value === 'object' && value !== null) return writeSqsMembers(operation, value as Members);
  return escapeXml(String(value));
}
