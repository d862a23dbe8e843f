import { toAnsi } from '../text/ansi.ts';
import { type Glyphs, glyphsFor } from '../text/glyphs.ts';
import type { Line } from '../text/line.ts';
import { UsageError } from './usage-error.ts';

/** Columns of text where there is no terminal to ask: lines of this length read well. */
const WIDTH = 96;
/** Below this a terminal breaks the lines itself. */
const LEAST_WIDTH = 40;

type Values = Readonly<Record<string, string | boolean | undefined>>;

/** Prints lines that are made for the width of the terminal, or for a pipe; a value as JSON where `--json` asks for it. */
export function printAnswer(
  values: Values,
  answer: unknown,
  lines: (width: number, glyphs: Glyphs) => readonly Line[],
): void {
  if (values.json === true) {
    process.stdout.write(`${JSON.stringify(answer, null, 2)}\n`);
    return;
  }
  const { columns, isTTY } = process.stdout;
  const width = isTTY === true ? Math.max(LEAST_WIDTH, columns ?? WIDTH) : WIDTH;
  const glyphs = glyphsFor(values.ascii === true || process.env.TERM === 'dumb');
  const text = toAnsi(lines(width, glyphs), hasColour(values));
  process.stdout.write(values.ascii === true ? text.replace(/[^\p{ASCII}]+/gu, glyphs.spell) : text);
}

/** Prints events as lines to read; as one JSON document, or with `--jsonl` as one for each. */
export function printEvents(
  values: Values,
  { answer, events }: { readonly answer: unknown; readonly events: readonly unknown[] },
  lines: (width: number, glyphs: Glyphs) => readonly Line[],
): void {
  if (values.json === true && values.jsonl === true) throw new UsageError('expected --json or --jsonl, got both');
  if (values.jsonl !== true) printAnswer(values, answer, lines);
  else process.stdout.write(events.map((event) => `${JSON.stringify(event)}\n`).join(''));
}

/** Whether this terminal is to show colours. Source: no-color.org. */
export function hasColour(values: Values): boolean {
  return (
    values['no-color'] !== true && process.stdout.isTTY === true && !process.env.NO_COLOR && process.env.TERM !== 'dumb'
  );
}
