/**
 * Ids that look random and are the same in every run: a seeded generator, so that a replay reads the same each time.
 * Nothing secret may come from here; key material, IVs and nonces come from the platform's random source.
 * The generator is sfc32 (C. Doty-Humphrey, PractRand), 32 bits a draw.
 */
export class Ids {
  #a: number;
  #b: number;
  #c: number;
  #counter = 1;

  /** @param opening - a world that is opened again must not draw the ids that it drew before. */
  constructor(seed: number, opening = 0) {
    this.#a = seed >>> 0;
    this.#b = Math.floor(seed / 0x1_0000_0000) >>> 0;
    this.#c = (0x9e3779b9 + opening) >>> 0;
    for (let i = 0; i < 16; i++) this.#draw();
  }

  /** `length` lower-case hexadecimal digits. */
  hex(length: number): string {
    let text = '';
    while (text.length < length) text += HEX16[this.#draw() >>> 16];
    return text.length === length ? text : text.slice(0, length);
  }

  /** A version 4 UUID (RFC 9562), as KMS's key ids and AWS's request ids are. */
  uuid(): string {
    // Written as one flat string: a chain of concatenations would stay in memory as its many parts.
    let at = 0;
    for (let word = 0; word < 4; word++) {
      let bits = this.#draw();
      if (word === 1) bits = (bits & 0xffff0fff) | 0x4000;
      if (word === 2) bits = (bits & 0x3fffffff) | 0x80000000;
      for (let shift = 28; shift >= 0; shift -= 4) {
        if (at === 8 || at === 13 || at === 18 || at === 23) UUID_CODES[at++] = HYPHEN;
        UUID_CODES[at++] = HEX_CODES[(bits >>> shift) & 15] ?? 0;
      }
    }
    return String.fromCharCode.apply(null, UUID_CODES);
  }

  /** An IAM unique id: a prefix for what it is of, and 17 letters and digits. Source: IAM User Guide, "IAM identifiers". */
  unique(prefix: 'AIDA' | 'AROA' | 'AGPA' | 'ANPA'): string {
    return prefix + this.#base32(17);
  }

  /** The id of an access key: 20 characters, as AWS's. */
  accessKeyId(): string {
    return `AKIA${this.#base32(16)}`;
  }

  #base32(length: number): string {
    let text = '';
    for (let i = 0; i < length; i++) text += BASE32[this.#draw() & 31];
    return text;
  }

  /** `length` lower-case letters and digits, as the ids of AWS Organizations have. */
  alphanumeric(length: number): string {
    let text = '';
    for (let i = 0; i < length; i++) text += ALPHANUMERIC[this.#draw() % ALPHANUMERIC.length];
    return text;
  }

  /** `length` digits. */
  digits(length: number): string {
    let text = '';
    for (let i = 0; i < length; i++) text += this.#draw() % 10;
    return text;
  }

  #draw(): number {
    const t = (this.#a + this.#b + this.#counter) | 0;
    this.#counter = (this.#counter + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = ((this.#c << 21) | (this.#c >>> 11)) + t;
    this.#c |= 0;
    return t >>> 0;
  }
}

/** Four hexadecimal digits for each 16-bit number: a lookup is much cheaper than formatting. */
const HEX16 = Array.from({ length: 0x10000 }, (_, n) => n.toString(16).padStart(4, '0'));
const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const ALPHANUMERIC = 'abcdefghijklmnopqrstuvwxyz0123456789';
const HEX_CODES = Array.from('0123456789abcdef', (digit) => digit.charCodeAt(0));
const HYPHEN = '-'.charCodeAt(0);
const UUID_CODES: number[] = new Array(36).fill(HYPHEN);
