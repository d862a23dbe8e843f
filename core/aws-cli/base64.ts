const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Base64 with padding. Source: RFC 4648, section 4. */
export function encodeBase64(bytes: Uint8Array): string {
  let text = '';
  for (let i = 0; i < bytes.length; i += 3) {
    const [a = 0, b = 0, c = 0] = bytes.subarray(i, i + 3);
    const group = (a << 16) | (b << 8) | c;
    text += sextet(group, 18) + sextet(group, 12);
    text += i + 1 < bytes.length ? sextet(group, 6) : '=';
    text += i + 2 < bytes.length ? sextet(group, 0) : '=';
  }
  return text;
}

/**
 * Decodes as leniently as the AWS CLI: what isn't of the alphabet is passed over, so that line ends do no harm.
 * Null where characters or padding are missing.
 */
export function decodeBase64(text: string): Uint8Array<ArrayBuffer> | null {
  const bytes: number[] = [];
  let pending = 0;
  let sextets = 0;
  let pads = 0;
  for (const char of text) {
    if (char === '=') {
      pads += 1;
      if (sextets >= 2 && sextets + pads >= 4) return Uint8Array.from(bytes);
      continue;
    }
    const value = ALPHABET.indexOf(char);
    if (value < 0) continue;
    pads = 0;
    pending = ((pending << 6) | value) & 0xffff;
    if (sextets > 0) bytes.push((pending >> (6 - 2 * sextets)) & 0xff);
    sextets = (sextets + 1) % 4;
  }
  return sextets === 0 ? Uint8Array.from(bytes) : null;
}

function sextet(group: number, shift: number): string {
  return ALPHABET.charAt((group >> shift) & 63);
}
