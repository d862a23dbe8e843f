/**
 * How Python, which the AWS CLI is written in, shows a value: its messages quote values in this way, and `--output
 * text` prints `True` and `None`. Source: Python Language Reference, `str()` and `repr()`.
 */

/** As `str(value)`. */
export function pythonText(value: unknown): string {
  return typeof value === 'string' ? value : pythonRepr(value);
}

/** As `repr(value)`. */
export function pythonRepr(value: unknown): string {
  if (value === null || value === undefined) return 'None';
  if (value === true) return 'True';
  if (value === false) return 'False';
  if (typeof value === 'string') return quoted(value, (code) => code >= 0x20 && !(code >= 0x7f && code < 0xa1));
  if (value instanceof Uint8Array) {
    const text = Array.from(value, (byte) => String.fromCharCode(byte)).join('');
    return `b${quoted(text, (code) => code >= 0x20 && code < 0x7f)}`;
  }
  if (Array.isArray(value)) return `[${value.map(pythonRepr).join(', ')}]`;
  if (typeof value === 'object') {
    const entries = Object.entries(value).map(([key, member]) => `${pythonRepr(key)}: ${pythonRepr(member)}`);
    return `{${entries.join(', ')}}`;
  }
  return String(value);
}

/** As `str(type(value))`. A number without a fraction counts as an `int`. */
export function pythonType(value: unknown): string {
  return `<class '${typeName(value)}'>`;
}

function typeName(value: unknown): string {
  if (value === null || value === undefined) return 'NoneType';
  if (value instanceof Uint8Array) return 'bytes';
  if (Array.isArray(value)) return 'list';
  switch (typeof value) {
    case 'string':
      return 'str';
    case 'boolean':
      return 'bool';
    case 'number':
      return Number.isInteger(value) ? 'int' : 'float';
    default:
      return 'dict';
  }
}

const NAMED_ESCAPES: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t', '\\': '\\\\' };

function quoted(text: string, isPrintable: (code: number) => boolean): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  const inner = Array.from(text, (char) => {
    const code = char.codePointAt(0) ?? 0;
    if (char === quote) return `\\${char}`;
    if (NAMED_ESCAPES[char] !== undefined) return NAMED_ESCAPES[char];
    return isPrintable(code) ? char : `\\x${code.toString(16).padStart(2, '0')}`;
  });
  return `${quote}${inner.join('')}${quote}`;
}

/** As `int(text)`: digits with a sign, blanks around, `_` between digits; null where Python raises. */
export function pythonInteger(text: string): number | null {
  const trimmed = text.trim();
  return /^[+-]?\d+(_\d+)*$/.test(trimmed) ? Number(trimmed.replaceAll('_', '')) : null;
}
