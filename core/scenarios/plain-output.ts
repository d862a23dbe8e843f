import { toBase64 } from '../crypto/bytes.ts';

/** An output as the command line shows it: bytes as base64. */
export function plainOutput(value: unknown): unknown {
  if (value instanceof Uint8Array) return toBase64(value);
  if (Array.isArray(value)) return value.map(plainOutput);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, plainOutput(item)]));
}
