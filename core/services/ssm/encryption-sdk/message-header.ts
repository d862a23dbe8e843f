import { concat, fromUtf8, utf8 } from '../../../crypto/bytes.ts';
import type { EncryptionContext } from '../../../crypto/encryption-context.ts';
import type { Bytes } from '../../../ports.ts';
import { type ByteReader, field, numberBytes } from './byte-reader.ts';

/** Version 1, customer's authenticated encrypted data. */
const VERSION_AND_TYPE = Uint8Array.of(0x01, 0x80);
/** AES-256-GCM, its key derived by HKDF with SHA-384, signed by ECDSA over P-384. */
export const ALGORITHM = numberBytes(0x0378, 2);
const MESSAGE_ID_BYTES = 16;
const PROVIDER = 'aws-kms';
const FRAMED = 2;
const IV_BYTES = 12;
/** Bytes of plaintext in each frame but the last. */
export const FRAME_BYTES = 4_096;

/** What the header of a message tells. */
export interface MessageHeader {
  readonly messageId: Bytes;
  readonly context: EncryptionContext;
  readonly keyArn: string;
  /** KMS's CiphertextBlob of the data key. */
  readonly wrapped: Bytes;
}

/** A header, but for its authentication. Source: AWS Encryption SDK Developer Guide, "Message format reference". */
export function writeHeader({ messageId, context, keyArn, wrapped }: MessageHeader): Bytes {
  const pairs = Object.entries(context)
    .map(([name, value]) => [utf8(name), utf8(value)] as const)
    .sort(([a], [b]) => compareBytes(a, b))
    .map(([name, value]) => concat(field(name), field(value)));
  return concat(
    VERSION_AND_TYPE,
    ALGORITHM,
    messageId,
    field(concat(numberBytes(pairs.length, 2), ...pairs)),
    numberBytes(1, 2),
    field(utf8(PROVIDER)),
    field(utf8(keyArn)),
    field(wrapped),
    numberBytes(FRAMED, 1),
    numberBytes(0, 4),
    numberBytes(IV_BYTES, 1),
    numberBytes(FRAME_BYTES, 4),
  );
}

/** Reads what `writeHeader` wrote. @throws {RangeError} for anything else */
export function readHeader(reader: ByteReader): MessageHeader {
  const start = reader.at;
  reader.take(VERSION_AND_TYPE.length + ALGORITHM.length);
  const messageId = reader.take(MESSAGE_ID_BYTES);
  reader.number(2);
  const context: Record<string, string> = {};
  for (let left = reader.number(2); left > 0; left--) {
    const name = fromUtf8(reader.field());
    context[name] = fromUtf8(reader.field());
  }
  reader.number(2);
  reader.field();
  const keyArn = fromUtf8(reader.field());
  const header = { messageId, context, keyArn, wrapped: reader.field() };
  reader.take(10);
  // One way to write each header: what is written differently is no message of ours.
  if (compareBytes(reader.since(start), writeHeader(header)) !== 0) throw new RangeError('another format of header');
  return header;
}

function compareBytes(a: Bytes, b: Bytes): number {
  const length = Math.min(a.length, b.length);
  for (let at = 0; at < length; at++) {
    const difference = (a[at] ?? 0) - (b[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}
