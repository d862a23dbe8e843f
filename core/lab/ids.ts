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

  constructor(seed: number) {
    this.#a = seed >>> 0;
    this.#b = Math.floor(seed / 0x1_0000_0000) >>> 0;
    this.#c = 0x9e3779b9;
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
    const [a, b, c, d] = [this.#draw(), this.#draw(), this.#draw(), this.#draw()];
    const versioned = (b & 0x0fff) | 0x4000;
    const variant = ((c >>> 16) & 0x3fff) | 0x8000;
    return `${HEX16[a >>> 16]}${HEX16[a & 0xffff]}-${HEX16[b >>> 16]}-${HEX16[versioned]}-${HEX16[variant]}-${HEX16[c & 0xffff]}${HEX16[d >>> 16]}${HEX16[d & 0xffff]}`;
  }

  /** An IAM unique id: `AIDA` or `AROA` and 17 letters and digits. */
  unique(prefix: 'AIDA' | 'AROA'): string {
    let text: string = prefix;
    for (let i = 0; i < 17; i++) text += BASE32[this.#draw() & 31];
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
