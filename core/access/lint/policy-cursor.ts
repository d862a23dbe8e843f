/** Where in a policy's text a cursor stands, as far as the text before it tells: the text may be half written. */
export interface PolicyCursor {
  /** The names that lead to what the cursor is in; places in lists are left out: `['Statement', 'Action']`. */
  readonly path: readonly string[];
  /** Whether a name of a member belongs there, or a value. */
  readonly slot: 'name' | 'value';
  /** Whether the cursor is in a string, whose quotation mark is behind `from`. */
  readonly isInString: boolean;
  /** What stands there already reaches from here … */
  readonly from: number;
  /** … to here, without the closing quotation mark. */
  readonly to: number;
  /** Whether a colon follows, so that a name has its value already. */
  readonly hasColon: boolean;
  /** Names that the object has before the cursor. */
  readonly taken: readonly string[];
}

interface Level {
  readonly isList: boolean;
  /** The name whose value is being read; null in a list, and where a name comes next. */
  name: string | null;
  readonly taken: string[];
}

/** Finds out where a cursor stands. Null where no JSON can go on. */
export function policyCursor(text: string, at: number): PolicyCursor | null {
  const levels: Level[] = [];
  let string: number | null = null;
  for (let index = 0; index < at; index++) {
    const char = text[index];
    const level = levels.at(-1);
    if (char === '"') {
      const end = endOfString(text, index);
      if (end >= at) {
        string = index + 1;
        break;
      }
      const value = text.slice(index + 1, end);
      if (level !== undefined && !level.isList && level.name === null) {
        level.taken.push(value);
        if (nextSign(text, end + 1) === ':') level.name = value;
      }
      index = end;
    } else if (char === '{' || char === '[') {
      levels.push({ isList: char === '[', name: null, taken: [] });
    } else if (char === '}' || char === ']') {
      levels.pop();
    } else if (char === ',' && level !== undefined) {
      level.name = null;
    }
  }
  const level = levels.at(-1);
  if (level === undefined) return null;
  const slot = level.isList || level.name !== null ? 'value' : 'name';
  const from = string ?? wordStart(text, at);
  const to = string === null ? at : endOfString(text, string - 1);
  return {
    path: levels.flatMap(({ name }) => name ?? []),
    slot,
    isInString: string !== null,
    from,
    to,
    hasColon: nextSign(text, string === null ? to : to + 1) === ':',
    taken: level.taken,
  };
}

/** The place of the closing quotation mark; the end of the line where there is none. */
function endOfString(text: string, start: number): number {
  let index = start + 1;
  for (; index < text.length && text[index] !== '"' && text[index] !== '\n'; index++) if (text[index] === '\\') index++;
  return Math.min(index, text.length);
}

function wordStart(text: string, at: number): number {
  let from = at;
  while (from > 0 && /[\w:*.-]/.test(text[from - 1] ?? '')) from--;
  return text[from] === ':' ? from + 1 : from; // that one parts a name from its value
}

function nextSign(text: string, from: number): string | undefined {
  return /\S/.exec(text.slice(from))?.[0];
}
