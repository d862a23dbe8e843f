/** Why a shorthand value can't be read, with a mark below the place, as the AWS CLI shows it. */
export class ShorthandError extends Error {
  override readonly name = 'ShorthandError';
}

/** What shorthand syntax can say, before the shapes have their say on numbers and lists. */
export type ShorthandValue = string | readonly ShorthandValue[] | { readonly [key: string]: ShorthandValue };

const KEY = /[A-Za-z0-9\-_.#/:]*/y;
const SINGLE_QUOTED = /'(?:\\\\|\\'|[^'])*'/y;
const DOUBLE_QUOTED = /"(?:\\\\|\\"|[^"])*"/y;
// A bare value may not begin with a character that means something; further on, more are allowed in the first value
// after a `=` than in those after its commas, where `=` tells that a new key has begun.
const FIRST_VALUE = /(\\,|[!#-&(-+\--<>-Z\\-z|-\uffff])(\\,|[\s!#-&(-+\--\\^-|~-\uffff])*/y;
const NEXT_VALUE = /(\\,|[!#-&(-+\--<>-Z\\-z|-\uffff])(\\,|[\s!#-&(-+\--<>-\uffff])*/y;
/** Deeper nesting than any AWS request has; it keeps a hostile text from exhausting the stack. */
const MAX_DEPTH = 100;

/**
 * Reads shorthand syntax: `key=value,key2=a,b,key3=[a,b],key4={x=y}`.
 * @throws {ShorthandError}
 * Source: AWS CLI User Guide, "Using shorthand syntax with the AWS CLI"; the grammar as observed on AWS CLI 2.9.19.
 */
export function readShorthand(text: string): { readonly [key: string]: ShorthandValue } {
  return new ShorthandReader(text).keyValues();
}

/** A place where the grammar was not met; the reader may go back and try another reading. */
class SyntaxProblem extends ShorthandError {}

class ShorthandReader {
  private readonly text: string;
  private at = 0;
  private depth = 0;

  constructor(text: string) {
    this.text = text;
  }

  keyValues(): { readonly [key: string]: ShorthandValue } {
    const values: Record<string, ShorthandValue> = Object.create(null);
    let keyStart = 0;
    do {
      if (this.at > 0) {
        keyStart = this.at + 1;
        this.expect(',');
      }
      const key = this.key();
      const value = this.values();
      if (key in values) throw new ShorthandError(this.duplicate(key, keyStart));
      values[key] = value;
    } while (this.at < this.text.length);
    return values;
  }

  private key(): string {
    const key = this.match(KEY) ?? '';
    this.expect('=');
    return key;
  }

  private values(): ShorthandValue {
    if (this.at >= this.text.length) return '';
    return this.bracketed() ?? this.commaSeparated();
  }

  /** `[…]` or `{…}`, or null where neither begins. */
  private bracketed(): ShorthandValue | null {
    const open = this.text[this.at];
    if (open !== '[' && open !== '{') return null;
    this.depth += 1;
    if (this.depth > MAX_DEPTH) throw new ShorthandError(`nested more than ${MAX_DEPTH} levels deep`);
    const value = open === '[' ? this.list() : this.object();
    this.depth -= 1;
    return value;
  }

  private list(): ShorthandValue {
    this.expect('[');
    const items: ShorthandValue[] = [];
    while (this.text[this.at] !== ']') {
      items.push(this.bracketed() ?? this.firstValue());
      this.separator(']');
    }
    this.expectExactly(']');
    return items;
  }

  private object(): ShorthandValue {
    this.expect('{');
    const members: Record<string, ShorthandValue> = Object.create(null);
    while (this.text[this.at] !== '}') {
      const key = this.key();
      members[key] = this.bracketed() ?? this.firstValue();
      this.separator('}');
    }
    this.expectExactly('}');
    return members;
  }

  private separator(closing: string): void {
    this.skipBlanks();
    if (this.text[this.at] === closing) return;
    this.expectExactly(',');
    this.skipBlanks();
  }

  /** `a` or `a,b,c`, up to the comma before the next `key=`. */
  private commaSeparated(): ShorthandValue {
    const first = this.firstValue();
    this.skipBlanks();
    if (this.text[this.at] !== ',') return first;
    this.expect(',');
    const items = [first];
    for (;;) {
      try {
        const next = this.nextValue();
        this.skipBlanks();
        if (this.at >= this.text.length) {
          items.push(next);
          break;
        }
        this.expect(',');
        items.push(next);
      } catch (problem) {
        if (!(problem instanceof SyntaxProblem) || this.at >= this.text.length) throw problem;
        this.at = this.text.lastIndexOf(',', this.at);
        break;
      }
    }
    return items.length === 1 ? first : items;
  }

  private firstValue(): string {
    return this.quoted() ?? bare(this.match(FIRST_VALUE) ?? '');
  }

  private nextValue(): string {
    const quoted = this.quoted();
    if (quoted !== null) return quoted;
    const value = this.match(NEXT_VALUE);
    if (value === null) throw new SyntaxProblem(this.expected('<second>', '<none>'));
    return bare(value);
  }

  private quoted(): string | null {
    const quote = this.text[this.at];
    if (quote !== "'" && quote !== '"') return null;
    const matched = this.match(quote === "'" ? SINGLE_QUOTED : DOUBLE_QUOTED);
    if (matched === null) {
      throw new SyntaxProblem(this.expected(`<${quote === "'" ? 'singled' : 'double'} quoted>`, '<none>'));
    }
    return matched.slice(1, -1).replaceAll(`\\${quote}`, quote).replaceAll('\\\\', '\\');
  }

  private match(pattern: RegExp): string | null {
    pattern.lastIndex = this.at;
    const matched = pattern.exec(this.text)?.[0];
    if (matched === undefined) return null;
    this.at += matched.length;
    return matched;
  }

  private skipBlanks(): void {
    while (/^[ \t\n\r\v\f]/.test(this.text.charAt(this.at))) this.at += 1;
  }

  private expect(char: string): void {
    this.skipBlanks();
    this.expectExactly(char);
    this.skipBlanks();
  }

  private expectExactly(char: string): void {
    const found = this.text[this.at] ?? 'EOF';
    if (found !== char) throw new SyntaxProblem(this.expected(char, found));
    this.at += 1;
  }

  private expected(what: string, found: string): string {
    return `Expected: '${what}', received: '${found}' for input:\n${this.pointAt(this.at)}`;
  }

  private duplicate(key: string, at: number): string {
    return (
      `Second instance of key "${key}" encountered for input:\n${this.pointAt(at)}\n` +
      'This is often because there is a preceding "," instead of a space.'
    );
  }

  /** The text with a mark below the place, in the midst of the text where it has several lines. */
  private pointAt(at: number): string {
    const lineStart = this.text.lastIndexOf('\n', at - 1) + 1;
    const found = this.text.indexOf('\n', at);
    const lineEnd = found < 0 ? this.text.length : found;
    return `${this.text.slice(0, lineEnd)}\n${' '.repeat(at - lineStart)}^${this.text.slice(lineEnd)}`;
  }
}

function bare(value: string): string {
  return value.replaceAll('\\,', ',').trimEnd();
}
