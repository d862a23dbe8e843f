import { concat, fromBase64, toHex, utf8 } from '../../crypto/bytes.ts';
import type { Bytes, Ports } from '../../ports.ts';
import type { StoredAttribute } from './message.ts';

type Md5 = Pick<Ports['primitives'], 'md5'>;

/** What clients check that a body was received as it was sent: 32 hexadecimal digits. */
export function md5OfBody(body: Bytes, { md5 }: Md5): string {
  return toHex(md5(body));
}

/**
 * The same for attributes: each, in the order of their names, as lengths and values; null where there are none.
 * Source: SQS Developer Guide, "Calculating the MD5 message digest for message attributes".
 */
export function md5OfAttributes(attributes: Readonly<Record<string, StoredAttribute>>, { md5 }: Md5): string | null {
  const names = Object.keys(attributes).sort();
  if (names.length === 0) return null;
  const parts = names.flatMap((name) => {
    const { dataType, text, binary } = attributes[name] as StoredAttribute;
    const value = binary === undefined ? utf8(text ?? '') : fromBase64(binary);
    const kind = Uint8Array.of(binary === undefined ? 1 : 2);
    return [...measured(utf8(name)), ...measured(utf8(dataType)), kind, ...measured(value)];
  });
  return toHex(md5(concat(...parts)));
}

/** Its length in four bytes, the highest first, and then itself. */
function measured(bytes: Bytes): readonly [Bytes, Bytes] {
  const length = new Uint8Array(4);
  new DataView(length.buffer).setUint32(0, bytes.length);
  return [length, bytes];
}
