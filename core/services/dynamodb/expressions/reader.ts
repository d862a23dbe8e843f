import { DynamoDbError } from '../../../errors/dynamodb-errors.ts';
import type { AttributeValue, Item } from '../attribute-value.ts';
import type { DocumentPath, Segment } from './document-path.ts';

/** What an expression's `#names` and `:values` stand for. */
export interface Placeholders {
  readonly names?: Readonly<Record<string, string>> | undefined;
  readonly values?: Item | undefined;
}

/** Which of a request's placeholders its expressions have used: DynamoDB refuses those that none does. */
export class Used {
  readonly names = new Set<string>();
  readonly values = new Set<string>();
}

const TOKEN = /\s*(#[\w-]+|:[\w]+|[A-Za-z_]\w*|\d+|<>|<=|>=|[()[\],.=<>+-])/y;

/**
 * Reads an expression, token by token.
 * Simplified: DynamoDB refuses names that are reserved words; here they are taken.
 * Source: DynamoDB Developer Guide, "Using expressions in DynamoDB".
 */
export class Reader {
  readonly #tokens: readonly string[];
  readonly #kind: string;
  readonly #placeholders: Placeholders;
  readonly #used: Used;
  #at = 0;

  /** @param kind - `ConditionExpression`, for messages */
  constructor(kind: string, text: string, placeholders: Placeholders, used: Used) {
    this.#kind = kind;
    this.#placeholders = placeholders;
    this.#used = used;
    if (text.trim() === '') throw this.fail('The expression can not be empty;');
    this.#tokens = this.#tokensOf(text);
  }

  get isAtEnd(): boolean {
    return this.#at >= this.#tokens.length;
  }

  peek(ahead = 0): string {
    return this.#tokens[this.#at + ahead] ?? '<EOF>';
  }

  /** Whether a word comes next, in whatever case. */
  isWord(word: string): boolean {
    return this.peek().toUpperCase() === word;
  }

  next(): string {
    const token = this.peek();
    this.#at += 1;
    return token;
  }

  expect(token: string): void {
    if (this.peek().toUpperCase() !== token) throw this.unexpected();
    this.#at += 1;
  }

  /** The value that a placeholder stands for. @throws {DynamoDbError} */
  value(): AttributeValue {
    const token = this.next();
    const found = this.#placeholders.values?.[token];
    if (found === undefined) {
      throw this.fail(`An expression attribute value used in expression is not defined; attribute value: ${token}`);
    }
    this.#used.values.add(token);
    return found;
  }

  /** `a.b[3].#c` @throws {DynamoDbError} */
  path(): DocumentPath {
    const segments: Segment[] = [this.#name()];
    for (;;) {
      if (this.peek() === '.') {
        this.next();
        segments.push(this.#name());
      } else if (this.peek() === '[') {
        this.next();
        const index = this.next();
        if (!/^\d+$/.test(index)) throw this.unexpected();
        this.expect(']');
        segments.push(Number(index));
      } else {
        return segments;
      }
    }
  }

  unexpected(): DynamoDbError {
    const [token, before] = [this.peek(), this.#tokens[this.#at - 1] ?? ''];
    return this.fail(`Syntax error; token: "${token}", near: "${`${before} ${token}`.trim()}"`);
  }

  fail(problem: string): DynamoDbError {
    return DynamoDbError.validation(`Invalid ${this.#kind}: ${problem}`);
  }

  #name(): string {
    const token = this.next();
    if (/^[A-Za-z_]\w*$/.test(token)) return token;
    if (!token.startsWith('#')) {
      this.#at -= 1;
      throw this.unexpected();
    }
    const found = this.#placeholders.names?.[token];
    if (found === undefined) {
      throw this.fail(
        `An expression attribute name used in the document path is not defined; attribute name: ${token}`,
      );
    }
    this.#used.names.add(token);
    return found;
  }

  #tokensOf(text: string): readonly string[] {
    const tokens: string[] = [];
    let at = 0;
    while (at < text.trimEnd().length) {
      TOKEN.lastIndex = at;
      const [, token] = TOKEN.exec(text) ?? [];
      if (token === undefined) throw this.fail(`Syntax error; token: "${text.slice(at).trim().charAt(0)}"`);
      tokens.push(token);
      at = TOKEN.lastIndex;
    }
    return tokens;
  }
}

/** @throws {DynamoDbError} for placeholders that stand for nothing in any expression */
export function checkAllUsed({ names = {}, values = {} }: Placeholders, used: Used): void {
  const unused = (given: object, known: ReadonlySet<string>) => Object.keys(given).filter((name) => !known.has(name));
  const [lostNames, lostValues] = [unused(names, used.names), unused(values, used.values)];
  const says = (member: string, lost: readonly string[]) =>
    DynamoDbError.validation(`Value provided in ${member} unused in expressions: keys: {${lost.join(', ')}}`);
  if (lostNames.length > 0) throw says('ExpressionAttributeNames', lostNames);
  if (lostValues.length > 0) throw says('ExpressionAttributeValues', lostValues);
}
