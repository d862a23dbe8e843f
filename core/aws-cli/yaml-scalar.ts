/** Where a scalar stands: how far in its further lines begin, and the column of its first character. */
export interface ScalarPlace {
  readonly indent: number;
  readonly column: number;
  readonly isKey: boolean;
}

const WIDTH = 80;

/**
 * A string as YAML: plain where it can't be mistaken for anything else, else in single quotes, else in double ones;
 * folded at a blank behind column 80. The choice is that of libyaml, which the AWS CLI prints with.
 * Source: YAML 1.2, chapters 7 and 10.3.2; observed on AWS CLI 2.9.19.
 */
export function yamlScalar(text: string, place: ScalarPlace): string {
  if (needsEscapes(text) || (place.isKey && /[\n\r]/.test(text))) return doubleQuoted(text, place);
  return isPlain(text, place.isKey) ? plain(text, place) : singleQuoted(text, place);
}

/** Characters that only double quotes can carry, or blanks beside a line end that single quotes would lose. */
function needsEscapes(text: string): boolean {
  return UNPRINTABLE.test(text) || / [\n\u2028\u2029]|[\n\u2028\u2029] /.test(text);
}

const UNPRINTABLE = /[^\n\x20-\x7e\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd]/u;
const LINE_BREAK = /[\n\u2028\u2029]/;
/** What YAML 1.2 reads as something else than a string. */
const OTHER_TYPES = [
  /^(?:true|True|TRUE|false|False|FALSE|~|null|Null|NULL|<<|=)$/,
  /^(?:[-+]?0b[01_]+|[-+]?0o?[0-7_]+|[-+]?[0-9_]+|[-+]?0x[0-9a-fA-F_]+)$/,
  /^(?:[-+]?[0-9][0-9_]*\.[0-9_]*(?:[eE][-+]?[0-9]+)?|[-+]?[0-9][0-9_]*[eE][-+]?[0-9]+|[-+]?\.[0-9_]+(?:[eE][-+][0-9]+)?|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/,
  /^(?:\d{4}-\d\d-\d\d|\d{4}-\d\d?-\d\d?(?:[Tt]|[ \t]+)\d\d?:\d\d:\d\d(?:\.\d*)?(?:[ \t]*(?:Z|[-+]\d\d?(?::\d\d)?))?)$/,
];

function isPlain(text: string, isKey: boolean): boolean {
  if (text === '') return false;
  if (LINE_BREAK.test(text) || text.startsWith(' ') || text.endsWith(' ')) return false;
  if (/^(?:---|\.\.\.|[#,[\]{}&*!|>'"%@`])/.test(text) || /^[-?:](?:\s|$)/.test(text)) return false;
  if (/:(?:\s|$)|\s#/.test(text) || (isKey && text.length > 128)) return false;
  return !OTHER_TYPES.some((pattern) => pattern.test(text));
}

function plain(text: string, place: ScalarPlace): string {
  return fold(text, place, (char) => char, false);
}

function singleQuoted(text: string, place: ScalarPlace): string {
  const folded = fold(text, { ...place, column: place.column + 1 }, (char) => (char === "'" ? "''" : char), true);
  return `'${folded}'`;
}

/** Breaks lines at single blanks behind the last column; a line end in the text becomes two. */
function fold(text: string, place: ScalarPlace, write: (char: string) => string, isQuoted: boolean): string {
  const chars = Array.from(text);
  const newLine = `\n${' '.repeat(place.indent)}`;
  let result = '';
  let { column } = place;
  let isAfterBlank = false;
  let isAfterBreak = false;
  chars.forEach((char, i) => {
    const mayFold = !isQuoted || (i > 0 && i < chars.length - 1);
    if (char === ' ') {
      if (!place.isKey && !isAfterBlank && column > WIDTH && mayFold && chars[i + 1] !== ' ') {
        result += newLine;
        column = place.indent;
      } else {
        result += char;
        column += 1;
      }
      isAfterBlank = true;
      return;
    }
    if (LINE_BREAK.test(char)) {
      result += !isAfterBreak && char === '\n' ? `\n${char}` : char;
      column = 0;
      isAfterBreak = true;
    } else {
      if (isAfterBreak) {
        result += ' '.repeat(place.indent);
        column = place.indent;
      }
      const written = write(char);
      result += written;
      column += written.length;
      isAfterBreak = false;
    }
    isAfterBlank = false;
  });
  return isAfterBreak ? `${result}${' '.repeat(place.indent)}` : result;
}

const NAMED: Readonly<Record<string, string>> = {
  '\0': '\\0',
  '\x07': '\\a',
  '\b': '\\b',
  '\t': '\\t',
  '\n': '\\n',
  '\v': '\\v',
  '\f': '\\f',
  '\r': '\\r',
  '\x1b': '\\e',
  '"': '\\"',
  '\\': '\\\\',
  '\x85': '\\N',
  '\u2028': '\\L',
  '\u2029': '\\P',
};

function doubleQuoted(text: string, place: ScalarPlace): string {
  const chars = Array.from(text);
  let result = '"';
  let column = place.column + 1;
  let isAfterBlank = false;
  chars.forEach((char, i) => {
    const isInside = i > 0 && i < chars.length - 1;
    if (char === ' ' && !place.isKey && !isAfterBlank && column > WIDTH && isInside) {
      result += `\n${' '.repeat(place.indent)}${chars[i + 1] === ' ' ? '\\' : ''}`;
      column = place.indent + (chars[i + 1] === ' ' ? 1 : 0);
    } else {
      const written = escaped(char);
      result += written;
      column += written.length;
    }
    isAfterBlank = char === ' ';
  });
  return `${result}"`;
}

function escaped(char: string): string {
  const named = NAMED[char];
  if (named !== undefined) return named;
  if (!UNPRINTABLE.test(char)) return char;
  const hex = (char.codePointAt(0) ?? 0).toString(16).toUpperCase();
  if (hex.length <= 2) return `\\x${hex.padStart(2, '0')}`;
  return hex.length <= 4 ? `\\u${hex.padStart(4, '0')}` : `\\U${hex.padStart(8, '0')}`;
}
