import type { Bytes } from '../ports.ts';
import { concat, utf8 } from './bytes.ts';

/** Key-value pairs that are authenticated with a ciphertext and logged in plain text; never secret. */
export type EncryptionContext = Readonly<Record<string, string>>;

export const NO_CONTEXT: EncryptionContext = {};

/**
 * The bytes that stand for a context as additional authenticated data: pairs sorted by key in code-point order, each
 * text behind its length in four bytes, so that no two contexts share their bytes. None for an empty context.
 * AWS's own form is unpublished. Source: KMS Developer Guide, "Encryption context"; keys.md section 6.
 */
export function contextBytes(context: EncryptionContext): Bytes {
  const keys = Object.keys(context);
  if (keys.length === 0) return new Uint8Array(0);
  if (keys.length > 1) keys.sort(byCodePoint);
  const parts: Uint8Array[] = [];
  for (const key of keys) {
    for (const text of [key, context[key] ?? '']) {
      const bytes = utf8(text);
      const length = new Uint8Array(4);
      new DataView(length.buffer).setUint32(0, bytes.length);
      parts.push(length, bytes);
    }
  }
  return concat(...parts);
}

/** JavaScript's own order is by UTF-16 unit, which differs from code-point order outside the basic plane. */
function byCodePoint(a: string, b: string): number {
  const [left, right] = [[...a], [...b]];
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const difference = (left[i]?.codePointAt(0) ?? 0) - (right[i]?.codePointAt(0) ?? 0);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}
