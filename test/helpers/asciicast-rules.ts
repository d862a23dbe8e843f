/** A cast, taken apart. */
export interface ReadCast {
  readonly header: Readonly<Record<string, unknown>>;
  /** Seconds as the version counts them, code, data. */
  readonly events: readonly (readonly [number, string, string])[];
}

type Rule = (value: unknown) => boolean;

const isText: Rule = (value) => typeof value === 'string';
const isCount: Rule = (value) => Number.isInteger(value) && Number(value) > 0;
const isSeconds: Rule = (value) => typeof value === 'number' && Number.isFinite(value) && value >= 0;
const isUnixTime: Rule = (value) => Number.isInteger(value) && Number(value) >= 0;
const isColour: Rule = (value) => typeof value === 'string' && /^#[0-9a-fA-F]{6}$/.test(value);
const isPalette: Rule = (value) =>
  typeof value === 'string' && [8, 16].includes(value.split(':').length) && value.split(':').every(isColour);
const listOf =
  (rule: Rule): Rule =>
  (value) =>
    Array.isArray(value) && value.every(rule);
const named =
  (rules: Readonly<Record<string, Rule>>, required: readonly string[] = []): Rule =>
  (value) =>
    isRecord(value) &&
    required.every((name) => name in value) &&
    Object.entries(value).every(([name, one]) => rules[name]?.(one) === true);
const textsByName: Rule = (value) => isRecord(value) && Object.values(value).every(isText);

const THEME = named({ fg: isColour, bg: isColour, palette: isPalette }, ['fg', 'bg']);

/** The members of a header, and which there must be. Source: docs.asciinema.org, "asciicast v2" and "asciicast v3", "Header". */
const HEADERS: Readonly<Record<2 | 3, Rule>> = {
  2: named(
    {
      version: isCount,
      width: isCount,
      height: isCount,
      timestamp: isUnixTime,
      duration: isSeconds,
      idle_time_limit: isSeconds,
      command: isText,
      title: isText,
      env: textsByName,
      theme: THEME,
    },
    ['version', 'width', 'height'],
  ),
  3: named(
    {
      version: isCount,
      term: named({ cols: isCount, rows: isCount, type: isText, version: isText, theme: THEME }, ['cols', 'rows']),
      timestamp: isUnixTime,
      idle_time_limit: isSeconds,
      command: isText,
      title: isText,
      env: textsByName,
      tags: listOf(isText),
    },
    ['version', 'term'],
  ),
};

/** What the data of an event must look like, by its code. Source: as above, "Event stream". */
const CODES: Readonly<Record<2 | 3, Readonly<Record<string, RegExp>>>> = {
  2: { o: /^/, i: /^/, m: /^/, r: /^[1-9]\d*x[1-9]\d*$/ },
  3: { o: /^/, i: /^/, m: /^/, r: /^[1-9]\d*x[1-9]\d*$/, x: /^\d{1,3}$/ },
};

/**
 * Reads a cast by the published rules of the format, and by nothing else.
 * @throws {Error} that names the rule which is broken
 */
export function readCast(bytes: Uint8Array): ReadCast {
  const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  if (!text.endsWith('\n')) throw new Error('each line ends');
  const [first = '', ...rest] = text.slice(0, -1).split('\n');
  const header: unknown = JSON.parse(first);
  const version = isRecord(header) ? header.version : undefined;
  if (version !== 2 && version !== 3) throw new Error('version is 2 or 3');
  if (!isRecord(header) || !HEADERS[version](header)) throw new Error(`a header of version ${version}: ${first}`);
  // Version 3 has comments.
  const lines = rest.filter((line) => version === 2 || !line.startsWith('#'));
  const events = lines.map((line) => readEvent(line, version));
  if (version === 2 && events.some(([time], n) => time < (events[n - 1]?.[0] ?? 0)))
    throw new Error('time in version 2 goes on');
  const end = events.findIndex(([, code]) => code === 'x');
  if (end !== -1 && end !== events.length - 1) throw new Error('a status is at the end');
  return { header, events };
}

function readEvent(line: string, version: 2 | 3): readonly [number, string, string] {
  const event: unknown = JSON.parse(line);
  if (!Array.isArray(event) || event.length !== 3) throw new Error(`an event has three elements: ${line}`);
  const [time, code, data] = event as readonly unknown[];
  if (typeof time !== 'number' || !isSeconds(time)) throw new Error(`time is seconds: ${line}`);
  const looks = typeof code === 'string' && Object.hasOwn(CODES[version], code) ? CODES[version][code] : undefined;
  if (typeof code !== 'string' || looks === undefined) throw new Error(`a code of the format: ${line}`);
  if (typeof data !== 'string' || /\p{Surrogate}/u.test(data))
    throw new Error(`data is a text of whole characters: ${line}`);
  if (!looks.test(data)) throw new Error(`data as ${code} has it: ${line}`);
  return [time, code, data];
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
