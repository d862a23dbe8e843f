import type { KeyArn } from '../cloud/arn.ts';
import { concat, fromBase64, fromHex, fromUtf8, toBase64, toHex, utf8 } from '../crypto/bytes.ts';

/** Bytes of a grant token before its key's ARN: version, a nonce that makes every token another, the grant's id. */
const VERSION = Uint8Array.of(0x01, 0x20, 0x01, 0x02);
const NONCE_BYTES = 16;
const GRANT_ID_BYTES = 32;
const NONCE_AT = VERSION.length;
const GRANT_ID_AT = NONCE_AT + NONCE_BYTES;
const KEY_ARN_AT = GRANT_ID_AT + GRANT_ID_BYTES;

/**
 * The token of a grant: by it a request says which grant it means, before all of KMS knows of that. It is no secret
 * right, for only the grantee may use it. AWS's own form is unpublished and opaque.
 * @param nonce - 32 hexadecimal digits.
 * Source: KMS Developer Guide, "Grant token".
 */
export function grantToken(keyArn: KeyArn, grantId: string, nonce: string): string {
  return toBase64(concat(VERSION, fromHex(nonce), fromHex(grantId), utf8(keyArn)));
}

/** The grant that a token names; null for what is no token of ours. Whether that grant is there is another question. */
export function parseGrantToken(token: string): { readonly keyArn: KeyArn; readonly grantId: string } | null {
  let bytes: Uint8Array;
  try {
    bytes = fromBase64(token);
    if (bytes.length <= KEY_ARN_AT || !VERSION.every((byte, i) => bytes[i] === byte)) return null;
    const keyArn = fromUtf8(bytes.subarray(KEY_ARN_AT)) as KeyArn;
    return { keyArn, grantId: toHex(bytes.subarray(GRANT_ID_AT, KEY_ARN_AT)) };
  } catch {
    return null;
  }
}
