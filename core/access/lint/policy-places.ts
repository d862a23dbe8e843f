import type { PolicyErrorPlace } from '../policy-error.ts';

/** A part of a text, from its first character to behind its last, counted in UTF-16 units. */
export interface TextRange {
  readonly from: number;
  readonly to: number;
}

/** Where the parts of a policy's text are. */
export interface PolicyPlaces {
  /** By their paths, as errors name them: `Statement[1].Action`; the whole is `Policy`. */
  readonly ranges: ReadonlyMap<string, TextRange>;
  /** Every string, names of elements among them, in their order. */
  readonly strings: readonly (TextRange & { readonly value: string })[];
}

/** Finds the parts of a text that is well-formed JSON, which `readJson` has read. */
export function policyPlaces(text: string): PolicyPlaces {
  const ranges = new Map<string, TextRange>();
  const strings: (TextRange & { value: string })[] = [];
  let at = 0;
  readValue('');
  return { ranges, strings };

  function readValue(path: string): void {
    skipSpace();
    const from = at;
    if (text[at] === '{') readMembers(path);
    else if (text[at] === '[') readItems(path);
    else if (text[at] === '"') readString();
    else while (at < text.length && !/[\s,\]}]/.test(text[at] ?? '')) at++;
    ranges.set(path === '' ? 'Policy' : path, { from, to: at });
  }

  function readMembers(path: string): void {
    at++;
    for (skipSpace(); at < text.length && text[at] !== '}'; skipSpace()) {
      const name = readString();
      skipSpace();
      at++; // the colon
      readValue(path === '' ? name : `${path}.${name}`);
      skipSpace();
      if (text[at] === ',') at++;
    }
    at++;
  }

  function readItems(path: string): void {
    at++;
    skipSpace();
    for (let index = 0; at < text.length && text[at] !== ']'; index++) {
      readValue(`${path}[${index}]`);
      skipSpace();
      if (text[at] === ',') at++;
      skipSpace();
    }
    at++;
  }

  function readString(): string {
    const from = at;
    for (at++; at < text.length && text[at] !== '"'; at++) if (text[at] === '\\') at++;
    at++;
    const value = String(JSON.parse(text.slice(from, at)));
    strings.push({ from, to: at, value });
    return value;
  }

  function skipSpace(): void {
    while (/\s/.test(text[at] ?? '')) at++;
  }
}

/** The part of a text that an error is about: the value or name that it found, or what its path leads to. */
export function rangeOf(
  { path, index, found }: PolicyErrorPlace,
  text: string,
  places: PolicyPlaces | null,
): TextRange {
  if (index !== undefined) return { from: Math.min(index, text.length), to: Math.min(index + 1, text.length) };
  const whole = { from: 0, to: text.length };
  if (places === null) return whole;
  const within = nearest(path ?? 'Policy', places.ranges) ?? whole;
  const string = places.strings.find(
    ({ from, to, value }) => value === found && from >= within.from && to <= within.to,
  );
  return string === undefined ? within : { from: string.from, to: string.to };
}

/** The part of that path, or of the longest beginning of it that is one. */
function nearest(path: string, ranges: PolicyPlaces['ranges']): TextRange | null {
  for (let end = path.length; end > 0; end--) {
    const found = ranges.get(path.slice(0, end));
    if (found !== undefined && (end === path.length || /[.[]/.test(path[end] ?? ''))) return found;
  }
  return ranges.get('Policy') ?? null;
}
