/** Why a text isn't JSON, in the words in which the AWS CLI passes it on: `Expecting ',' delimiter: line 1 column 5 (char 4)`. */
export class JsonError extends Error {
  override readonly name = 'JsonError';
}

/** Deeper nesting than any AWS request has; it keeps a hostile text from exhausting the stack. */
const MAX_DEPTH = 200;

/**
 * Parses JSON (RFC 8259). Objects have no prototype, so that `__proto__` is a key like any other.
 * @throws {JsonError} with Python's message for the first thing that's wrong.
 */
export function readJson(text: string): unknown {
  const reader = new JsonReader(text);
  const value = reader.value(reader.skipBlanks(0), 0);
  const end = reader.skipBlanks(value.end);
  if (end < text.length) reader.fail('Extra data', end);
  return value.value;
}

interface Read<T> {
  readonly value: T;
  readonly end: number;
}

const LITERALS = [
  ['null', null],
  ['true', true],
  ['false', false],
] as const;
const ESCAPES: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
};

class JsonReader {
  private readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  fail(problem: string, at: number): never {
    const before = this.text.slice(0, at);
    const line = before.split('\n').length;
    const column = at - before.lastIndexOf('\n');
    throw new JsonError(`${problem}: line ${line} column ${column} (char ${at})`);
  }

  skipBlanks(at: number): number {
    let i = at;
    while (' \t\n\r'.includes(this.text.charAt(i)) && i < this.text.length) i += 1;
    return i;
  }

  value(at: number, depth: number): Read<unknown> {
    if (depth > MAX_DEPTH) throw new JsonError(`nested more than ${MAX_DEPTH} levels deep`);
    const char = this.text.charAt(at);
    if (char === '"') return this.string(at + 1);
    if (char === '{') return this.object(at + 1, depth + 1);
    if (char === '[') return this.array(at + 1, depth + 1);
    for (const [word, value] of LITERALS) {
      if (this.text.startsWith(word, at)) return { value, end: at + word.length };
    }
    const number = /^-?(0|[1-9]\d*)(\.\d+)?([eE][-+]?\d+)?/.exec(this.text.slice(at, at + 400))?.[0];
    if (number === undefined) return this.fail('Expecting value', at);
    return { value: Number(number), end: at + number.length };
  }

  private object(start: number, depth: number): Read<object> {
    const object: Record<string, unknown> = Object.create(null);
    let i = this.skipBlanks(start);
    if (this.text.charAt(i) === '}') return { value: object, end: i + 1 };
    for (;;) {
      if (this.text.charAt(i) !== '"') this.fail('Expecting property name enclosed in double quotes', i);
      const key = this.string(i + 1);
      i = this.skipBlanks(key.end);
      if (this.text.charAt(i) !== ':') this.fail("Expecting ':' delimiter", i);
      const member = this.value(this.skipBlanks(i + 1), depth);
      object[key.value] = member.value;
      i = this.skipBlanks(member.end);
      if (this.text.charAt(i) === '}') return { value: object, end: i + 1 };
      if (this.text.charAt(i) !== ',') this.fail("Expecting ',' delimiter", i);
      i = this.skipBlanks(i + 1);
    }
  }

  private array(start: number, depth: number): Read<readonly unknown[]> {
    const items: unknown[] = [];
    let i = this.skipBlanks(start);
    if (this.text.charAt(i) === ']') return { value: items, end: i + 1 };
    for (;;) {
      const item = this.value(i, depth);
      items.push(item.value);
      i = this.skipBlanks(item.end);
      if (this.text.charAt(i) === ']') return { value: items, end: i + 1 };
      if (this.text.charAt(i) !== ',') this.fail("Expecting ',' delimiter", i);
      i = this.skipBlanks(i + 1);
    }
  }

  /** `start` is behind the opening quotation mark. */
  private string(start: number): Read<string> {
    let value = '';
    let i = start;
    for (;;) {
      const char = this.text.charAt(i);
      if (char === '') this.fail('Unterminated string starting at', start - 1);
      if (char === '"') return { value, end: i + 1 };
      if (char < ' ') this.fail('Invalid control character at', i);
      if (char !== '\\') {
        value += char;
        i += 1;
        continue;
      }
      const escaped = this.text.charAt(i + 1);
      if (escaped === '') this.fail('Unterminated string starting at', start - 1);
      if (escaped === 'u') {
        const hex = /^[0-9a-fA-F]{4}/.exec(this.text.slice(i + 2, i + 6))?.[0];
        if (hex === undefined) return this.fail('Invalid \\uXXXX escape', i + 1);
        value += String.fromCharCode(Number.parseInt(hex, 16));
        i += 6;
      } else {
        const plain = ESCAPES[escaped];
        if (plain === undefined) return this.fail('Invalid \\escape', i);
        value += plain;
        i += 2;
      }
    }
  }
}
