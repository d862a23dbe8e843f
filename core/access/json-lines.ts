import { isJsonArray, isJsonObject, type Json } from './policy-json.ts';

/** A line of a JSON text, and where in the document it stands. */
export interface JsonLine {
  readonly text: string;
  /** The names and places that lead to it; a closing bracket has none. */
  readonly path: readonly string[];
  /** The text of a value that is no object and no list; null for a line that only opens or closes one. */
  readonly value: string | null;
}

/** JSON as people indent it: one value a line. `path` is what leads to the value itself. */
export function jsonLines(value: Json, path: readonly string[] = []): readonly JsonLine[] {
  return linesOf(value, path, '', '', '');
}

/** The same as one text. */
export function prettyJson(value: Json): string {
  return jsonLines(value)
    .map(({ text }) => text)
    .join('\n');
}

function linesOf(value: Json, path: readonly string[], indent: string, lead: string, end: string): readonly JsonLine[] {
  const isList = isJsonArray(value);
  if (!isList && !isJsonObject(value)) {
    const text = typeof value === 'string' ? value : JSON.stringify(value);
    return [{ text: `${indent}${lead}${JSON.stringify(value)}${end}`, path, value: text }];
  }
  const members = Object.entries(value);
  const [open, close] = isList ? ['[', ']'] : ['{', '}'];
  if (members.length === 0) return [{ text: `${indent}${lead}${open}${close}${end}`, path, value: null }];
  return [
    { text: `${indent}${lead}${open}`, path, value: null },
    ...members.flatMap(([name, member], index) => {
      const comma = index === members.length - 1 ? '' : ',';
      return linesOf(member, [...path, name], `${indent}  `, isList ? '' : `${JSON.stringify(name)}: `, comma);
    }),
    { text: `${indent}${close}${end}`, path: [], value: null },
  ];
}
