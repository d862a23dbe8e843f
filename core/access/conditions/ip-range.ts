/** Whether an address is in a range. */
export type AddressMatcher = (address: string) => boolean;

const WORD_BITS = 16;
const V4_WORDS = 2;
const V6_WORDS = 8;

/**
 * Compiles a CIDR range of IPv4 or IPv6 addresses; without a length it is one address. Null for a text that is neither.
 * Source: IAM User Guide, "IP address condition operators"; RFC 4632, RFC 4291.
 */
export function compileRange(text: string): AddressMatcher | null {
  const [address = '', length, ...rest] = text.split('/');
  const network = addressWords(address);
  if (network === null || rest.length > 0) return null;
  const most = network.length * WORD_BITS;
  const bits = length === undefined ? most : /^\d{1,3}$/.test(length) ? Number(length) : Number.NaN;
  if (!(bits <= most)) return null;
  return (given) => {
    const words = addressWords(given);
    if (words === null || words.length !== network.length) return false;
    return words.every((word, index) => {
      const counted = Math.min(WORD_BITS, Math.max(0, bits - index * WORD_BITS));
      const shift = WORD_BITS - counted;
      return word >>> shift === (network[index] ?? 0) >>> shift;
    });
  };
}

/** An address as words of 16 bits: two for IPv4, eight for IPv6. */
function addressWords(text: string): readonly number[] | null {
  return text.includes(':') ? sixWords(text) : fourWords(text);
}

function fourWords(text: string): readonly number[] | null {
  const parts = text.split('.');
  if (parts.length !== 4 || !parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) <= 255)) return null;
  const [a = 0, b = 0, c = 0, d = 0] = parts.map(Number);
  return [a * 256 + b, c * 256 + d];
}

function sixWords(text: string): readonly number[] | null {
  const halves = text.split('::');
  if (halves.length > 2) return null;
  const [head, tail] = halves.map(groups);
  if (head === undefined || head === null || tail === null) return null;
  if (tail === undefined) return head.length === V6_WORDS ? head : null;
  const missing = V6_WORDS - head.length - tail.length;
  return missing < 1 ? null : [...head, ...new Array<number>(missing).fill(0), ...tail];
}

/** The groups of one side of `::`; the last may be an IPv4 address. */
function groups(text: string): readonly number[] | null {
  if (text === '') return [];
  const words: number[] = [];
  const parts = text.split(':');
  for (const [index, part] of parts.entries()) {
    const four = index === parts.length - 1 && part.includes('.') ? fourWords(part) : null;
    if (four?.length === V4_WORDS) words.push(...four);
    else if (/^[0-9a-f]{1,4}$/i.test(part)) words.push(Number.parseInt(part, 16));
    else return null;
  }
  return words;
}
