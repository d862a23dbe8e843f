import { concat, fromBase64, toBase64 } from '../../../crypto/bytes.ts';
import { DER, der, derElements } from '../../../crypto/der.ts';
import type { Bytes } from '../../../ports.ts';
import { compressPoint, decompressPoint } from './compressed-point.ts';

const CURVE = { name: 'ECDSA', namedCurve: 'P-384' } as const;
const ECDSA = { name: 'ECDSA', hash: 'SHA-384' } as const;
/** Bytes of each half of a signature as WebCrypto has it. */
const HALF_BYTES = 48;

/** A key pair that signs one message; its public key stands in the message's context. */
export interface MessageSigner {
  /** Base64 of the compressed point: the value of `aws-crypto-public-key`. */
  readonly publicKey: string;
  /** A signature in DER. */
  sign(bytes: Bytes): Promise<Bytes>;
}

/** Draws the key pair of one message. */
export async function newSigner(subtle: SubtleCrypto): Promise<MessageSigner> {
  const { publicKey, privateKey } = await subtle.generateKey(CURVE, false, ['sign', 'verify']);
  const point = new Uint8Array(await subtle.exportKey('raw', publicKey));
  return {
    publicKey: toBase64(compressPoint(point)),
    async sign(bytes) {
      const raw = new Uint8Array(await subtle.sign(ECDSA, privateKey, bytes));
      return der(DER.sequence, integer(raw.subarray(0, HALF_BYTES)), integer(raw.subarray(HALF_BYTES)));
    },
  };
}

/** Whether a signature in DER is of those bytes, by the key that `aws-crypto-public-key` told. */
export async function isSigned(subtle: SubtleCrypto, publicKey: string, signature: Bytes, bytes: Bytes) {
  const point = decompressPoint(fromBase64(publicKey));
  const raw = rawSignature(signature);
  if (point === null || raw === null) return false;
  const key = await subtle.importKey('raw', point, CURVE, false, ['verify']);
  return subtle.verify(ECDSA, key, raw, bytes);
}

/** A positive number in DER: as short as may be, a zero in front of a first bit that is set. */
function integer(half: Bytes): Bytes {
  const first = half.findIndex((byte) => byte !== 0);
  const digits = half.slice(first < 0 ? half.length - 1 : first);
  return der(DER.integer, (digits[0] ?? 0) >= 0x80 ? concat(Uint8Array.of(0), digits) : digits);
}

function rawSignature(signature: Bytes): Bytes | null {
  const [sequence] = derElements(signature) ?? [];
  const halves = sequence?.tag === DER.sequence ? derElements(sequence.content) : null;
  if (halves?.length !== 2) return null;
  const raw = new Uint8Array(2 * HALF_BYTES);
  for (const [index, { tag, content }] of halves.entries()) {
    if (tag !== DER.integer) return null;
    const digits = content[0] === 0 ? content.subarray(1) : content;
    if (digits.length > HALF_BYTES) return null;
    raw.set(digits, (index + 1) * HALF_BYTES - digits.length);
  }
  return raw;
}
