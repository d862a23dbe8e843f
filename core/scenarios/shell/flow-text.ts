import { stringify } from 'yaml';

/** A value as YAML on one line: `{ read: { volume: vol-1 } }`. */
export function flowText(value: unknown): string {
  return stringify(value, { collectionStyle: 'flow', lineWidth: 0, singleQuote: true }).trim();
}

/** JSON as Python's `json.dumps` writes it, which is how the AWS CLI's `to_string` does: ASCII, without spaces. */
export function asciiJson(value: unknown): string {
  return JSON.stringify(value).replaceAll(
    /[\u007f-\uffff]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
