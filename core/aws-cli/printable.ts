import { encodeBase64 } from './base64.ts';
import { isObject } from './shape-members.ts';
import { formatTimestamp, TIMESTAMP_MEMBERS } from './timestamp.ts';

/** What can be printed: JSON, nothing else. */
export type Printable = string | number | boolean | null | readonly Printable[] | PrintableObject;
export interface PrintableObject {
  readonly [name: string]: Printable;
}

/**
 * A reply's output with base64 for bytes and ISO 8601 for timestamps; members without a value are left out.
 * A query works on this, as in the CLI.
 */
export function toPrintable(value: unknown, member = ''): Printable {
  if (value instanceof Uint8Array) return encodeBase64(value);
  if (Array.isArray(value)) return value.map((item: unknown) => toPrintable(item, member));
  if (isObject(value)) {
    const entries = Object.entries(value).filter(([, entry]) => entry !== undefined && entry !== null);
    return Object.fromEntries(entries.map(([name, entry]) => [name, toPrintable(entry, name)]));
  }
  if (typeof value === 'number') return TIMESTAMP_MEMBERS.has(member) ? formatTimestamp(value) : value;
  return typeof value === 'string' || typeof value === 'boolean' ? value : null;
}

export function isPrintableObject(value: Printable): value is PrintableObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isPrintableList(value: Printable): value is readonly Printable[] {
  return Array.isArray(value);
}

/** Whether a value has no members or items of its own. */
export function isScalar(value: Printable): value is string | number | boolean | null {
  return typeof value !== 'object' || value === null;
}
