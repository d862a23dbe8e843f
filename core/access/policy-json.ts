import { PolicyError } from './policy-error.ts';

/** A JSON value. Objects have no prototype, so `constructor` is an unknown element like any other. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [name: string]: Json;
}

export function isJsonObject(value: Json): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** `Array.isArray` makes the items `any`. */
export function isJsonArray(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

/** A policy needs seven levels; a limit keeps a hostile one from using up the stack. */
const MAX_DEPTH = 32;
const NOT_ALLOWED = /[^\t\n\r\u0020-\u00ff]/u;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const WORDS = [
  ['true', true],
  ['false', false],
  ['null', null],
] as const;

/**
 * Reads JSON strictly and says where it breaks. `JSON.parse` won't do: it keeps the last of two elements with one
 * name in silence, and its messages differ from engine to engine.
 * @throws {PolicyError} with line and column. Source: RFC 8259; characters: API_PutKeyPolicy, "Policy".
 */
export function readJson(text: string): Json {
  const strange = NOT_ALLOWED.exec(text);
  if (strange !== null) {
    const code = (strange[0].codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
    throw PolicyError.noJson(
      placeIn(text, strange.index),
      `expected TAB, LF, CR or U+0020 to U+00FF, found U+${code}`,
      strange.index,
    );
  }
  let at = 0;
  const value = readValue(0);
  skipSpace();
  if (at < text.length) throw expected('nothing more after the policy');
  return value;

  function readValue(depth: number): Json {
    skipSpace();
    if (depth > MAX_DEPTH) throw expected(`at most ${MAX_DEPTH} levels`);
    const char = text[at];
    if (char === '{') return readObject(depth);
    if (char === '[') return readArray(depth);
    if (char === '"') return readString();
    for (const [word, meaning] of WORDS) {
      if (text.startsWith(word, at)) {
        at += word.length;
        return meaning;
      }
    }
    NUMBER.lastIndex = at;
    const number = NUMBER.exec(text);
    if (number === null) throw expected('a JSON value');
    at += number[0].length;
    return Number(number[0]);
  }

  function readObject(depth: number): JsonObject {
    const object: Record<string, Json> = Object.create(null);
    at++;
    if (take('}')) return object;
    do {
      skipSpace();
      const nameAt = at;
      if (text[at] !== '"') throw expected('an element name in double quotes');
      const name = readString();
      if (name in object)
        throw PolicyError.noJson(placeIn(text, nameAt), `expected element "${name}" once, found it twice`, nameAt);
      if (!take(':')) throw expected('":"');
      object[name] = readValue(depth + 1);
    } while (take(','));
    if (!take('}')) throw expected('"," or "}"');
    return object;
  }

  function readArray(depth: number): readonly Json[] {
    const items: Json[] = [];
    at++;
    if (take(']')) return items;
    do items.push(readValue(depth + 1));
    while (take(','));
    if (!take(']')) throw expected('"," or "]"');
    return items;
  }

  function readString(): string {
    const start = at;
    for (at++; text[at] !== '"'; at++) {
      if (at >= text.length) throw expected('a closing double quote');
      if (text.charCodeAt(at) < 0x20) throw expected('no line break or tab inside a string');
      if (text[at] === '\\') at++;
    }
    at++;
    const quoted = text.slice(start, at);
    if (!quoted.includes('\\')) return quoted.slice(1, -1);
    try {
      return JSON.parse(quoted) as string; // a quoted text parses to a string or not at all
    } catch {
      at = start;
      throw expected('a string with JSON escapes only');
    }
  }

  function take(char: string): boolean {
    skipSpace();
    if (text[at] !== char) return false;
    at++;
    return true;
  }

  function skipSpace(): void {
    while (text[at] === ' ' || text[at] === '\n' || text[at] === '\r' || text[at] === '\t') at++;
  }

  function expected(what: string): PolicyError {
    const found = at >= text.length ? 'the end' : JSON.stringify(text[at]);
    return PolicyError.noJson(placeIn(text, at), `expected ${what}, found ${found}`, at);
  }
}

function placeIn(text: string, index: number): string {
  const before = text.slice(0, index).split('\n');
  return `line ${before.length}, column ${(before.at(-1) ?? '').length + 1}`;
}

/** JSON as KMS prints it: two spaces a level, ` : ` after a name, arrays on their line. Source: observed, access.md section 2. */
export function printJson(value: Json, indent = ''): string {
  if (isJsonArray(value))
    return value.length === 0 ? '[ ]' : `[ ${value.map((item) => printJson(item, indent)).join(', ')} ]`;
  if (!isJsonObject(value)) return JSON.stringify(value);
  const inner = `${indent}  `;
  const lines = Object.entries(value).map(
    ([name, item]) => `${inner}${JSON.stringify(name)} : ${printJson(item, inner)}`,
  );
  return lines.length === 0 ? '{ }' : `{\n${lines.join(',\n')}\n${indent}}`;
}
