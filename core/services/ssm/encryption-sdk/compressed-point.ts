import { concat, fromHex, toHex } from '../../../crypto/bytes.ts';
import type { Bytes } from '../../../ports.ts';

/** The prime and the constant of NIST's curve P-384. Source: NIST SP 800-186, section 3.2.1.4. */
const P = 2n ** 384n - 2n ** 128n - 2n ** 96n + 2n ** 32n - 1n;
const B = BigInt('0xb3312fa7e23ee7e4988e056be3f82d19181d9c6efe8141120314088f5013875ac656398d8a2ed19d2a85c8edd3ec2aef');
const COORDINATE_BYTES = 48;

/** A point of P-384 with one coordinate and the other's sign, of one with both. Source: SEC 1, section 2.3.3. */
export function compressPoint(raw: Bytes): Bytes {
  const isOdd = ((raw.at(-1) ?? 0) & 1) === 1;
  return concat(Uint8Array.of(isOdd ? 3 : 2), raw.subarray(1, 1 + COORDINATE_BYTES));
}

/** A point with both coordinates; null for what is no point of the curve. Source: SEC 1, section 2.3.4. */
export function decompressPoint(compressed: Bytes): Bytes | null {
  const sign = compressed[0];
  if (compressed.length !== 1 + COORDINATE_BYTES || (sign !== 2 && sign !== 3)) return null;
  const x = BigInt(`0x${toHex(compressed.subarray(1))}`);
  const square = modulo(x * x * x - 3n * x + B);
  // The prime leaves 3 when divided by 4, so that this is the root where there is one.
  const root = power(square, (P + 1n) / 4n);
  if (x >= P || modulo(root * root) !== square) return null;
  const y = (root & 1n) === BigInt(sign & 1) ? root : P - root;
  return concat(Uint8Array.of(4), compressed.subarray(1), fromHex(y.toString(16).padStart(2 * COORDINATE_BYTES, '0')));
}

function modulo(value: bigint): bigint {
  const rest = value % P;
  return rest < 0n ? rest + P : rest;
}

function power(base: bigint, exponent: bigint): bigint {
  let [result, factor] = [1n, base];
  for (let left = exponent; left > 0n; left >>= 1n) {
    if ((left & 1n) === 1n) result = modulo(result * factor);
    factor = modulo(factor * factor);
  }
  return result;
}
