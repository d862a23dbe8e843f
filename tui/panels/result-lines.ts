import type { Happening, RunOutcome } from '../../core/index.ts';
import { isWide, type Model, type Result } from '../lab/model.ts';
import { thingName } from '../lab/names.ts';
import { shownOverlay } from '../lab/places.ts';
import type { Glyphs } from '../text/glyphs.ts';
import { DAY_MS, isoMinute, isoSecond } from '../text/instants.ts';
import { type Line, line, span } from '../text/line.ts';
import { printableLines } from '../text/printable.ts';
import { chopLines, wrapLines } from '../text/wrap.ts';

/** What the last command or move of the clock came to: AWS's exact words first, then what they mean here. */
export function resultLines(model: Model, width: number, glyphs: Glyphs): readonly Line[] {
  const { result } = model;
  if (result === null) return [];
  // Without a frame there is no title to hold what was run; under an overlay there is one at any size.
  const head = isWide(model.size) || shownOverlay(model) !== null ? [] : [line(resultTitle(result), 'accent')];
  return [...head, ...bodyLines(result, model, width, glyphs)];
}

function bodyLines(result: Result, model: Model, width: number, glyphs: Glyphs): readonly Line[] {
  if (result.type === 'failed')
    return printableLines(result.message).flatMap((text) => wrapLines(text, width, { tone: 'bad' }));
  if (result.type === 'time') return timeLines(result, model, width, glyphs);
  return [...changeLines(result, model, width, glyphs), ...runLines(result, model, width)];
}

/** The title of the result: the line that was run, or the way that the clock went. */
export function resultTitle(result: Result): string {
  if (result.type === 'time') {
    const said = result.to - result.from < DAY_MS ? isoSecond : isoMinute;
    return `${said(result.from)} to ${said(result.to)}`;
  }
  return `$ ${result.line}`;
}

/** What the call changed, by the machines' own account: `key orders: Enabled → Disabled`. */
function changeLines(
  { run }: Extract<Result, { type: 'run' }>,
  model: Model,
  width: number,
  glyphs: Glyphs,
): readonly Line[] {
  const changes = run.outcome?.trace.flatMap((entry) => (entry.room === 'handle' ? entry.changes : [])) ?? [];
  return changes
    .filter(({ from, to }) => from !== to)
    .flatMap((change) => wrapLines(changeText(change, model, glyphs), width, { tone: 'good' }));
}

function changeText(
  { machine, of, event, from, to }: Happening['changes'][number],
  model: Model,
  glyphs: Glyphs,
): string {
  const name = model.data === null ? of : shortened(thingName(of, model.data.view), glyphs);
  const change = from === to ? event : from === '' ? to : `${from} ${glyphs.arrow} ${to}`;
  return `${machine} ${name}: ${change}`;
}

/** The id of a grant by its beginning; the whole of it stands in the answer. */
function shortened(name: string, { ellipsis }: Glyphs): string {
  return /^[0-9a-f]{64}$/.test(name) ? `${name.slice(0, 8)}${ellipsis}` : name;
}

function runLines(
  { run, why, line: typed }: Extract<Result, { type: 'run' }>,
  { data }: Model,
  width: number,
): readonly Line[] {
  const out = textLines(run.stdout, width, 'plain');
  const err = textLines(run.stderr, width, run.exitCode === 0 ? 'dim' : 'bad');
  const meaning =
    why === null || why.error === null
      ? adviceLines(typed, run, data?.view.files.map(({ name }) => name) ?? [], width)
      : [
          line(''),
          ...wrapLines(why.summary, width),
          ...(why.fix === null ? [] : wrapLines(why.fix, width, { tone: 'accent', first: 'Try: ', indent: '     ' })),
          line(''),
          [span('w', 'accent'), span(' why, rung by rung')],
        ];
  const told = [...out, ...err];
  const silent = line(run.exitCode === 0 ? silentlyDone(typed) : `exit code ${run.exitCode}`, 'dim');
  return [...(told.length > 0 ? told : [silent]), ...meaning];
}

/** What the CLI's own words leave open: bytes that were given as text, or as the name of a file, which is Base64 to it. */
function adviceLines(typed: string, run: RunOutcome, files: readonly string[], width: number): readonly Line[] {
  const bare = bareFile(typed, files);
  const isRefused = run.stderr.includes('Invalid base64');
  if (!isRefused && (bare === null || run.exitCode !== 0)) return [];
  const advice =
    bare === null
      ? 'Bytes are given in Base64, or from a file: fileb://NAME.'
      : isRefused
        ? `${bare} was taken for Base64. The file is fileb://${bare}.`
        : `${bare} was taken for Base64, and its letters decoded. If you mean the file, write fileb://${bare}.`;
  return [line(''), ...wrapLines(advice, width, { tone: 'accent', first: 'Try: ', indent: '     ' })];
}

/** The name of a file of this world that stands alone behind an option that takes bytes; null where none does. */
function bareFile(typed: string, files: readonly string[]): string | null {
  const [, , name] = BYTES_OPTION.exec(typed) ?? [];
  return name !== undefined && files.includes(name) ? name : null;
}

const BYTES_OPTION = /\s--(plaintext|ciphertext-blob|message|signature|mac)[ =](\S+)/;

/** What became of a line that prints nothing. */
function silentlyDone(typed: string): string {
  const [, file] = />\s*(\S+)\s*$/.exec(typed) ?? [];
  if (file !== undefined) return `done: what it answers is in ${file}`;
  return typed.startsWith('aws ') ? 'done (AWS answers with nothing)' : 'done';
}

function textLines(text: string, width: number, tone: 'plain' | 'dim' | 'bad'): readonly Line[] {
  if (text.trim() === '') return [];
  return printableLines(text.replace(/^\n+|\n+$/g, '')).flatMap((part) => {
    if (tone === 'plain' && !isProse(part)) return chopLines(part, width);
    const indent = /^ */.exec(part)?.[0] ?? '';
    return wrapLines(part.trimStart(), width, { tone, indent });
  });
}

/** Whether a line is a sentence, such as help has, and not JSON, a table or bytes. */
function isProse(text: string): boolean {
  return !/["{}|\t]|\S {2,}\S/.test(text) && text.trim().split(' ').length > 4;
}

function timeLines(
  result: Extract<Result, { type: 'time' }>,
  model: Model,
  width: number,
  glyphs: Glyphs,
): readonly Line[] {
  if (result.happened.length === 0) return [line('Nothing fell due on the way.', 'dim')];
  const lines = result.happened.flatMap((happening) => happeningLines(happening, model, width, glyphs));
  return lines.length > 0 ? lines : [line('What fell due on the way is done, and changed no state.', 'dim')];
}

/** What services called because of it, by name. */
function callNames(requestIds: readonly string[], { data }: Model): readonly string[] {
  const names = requestIds.flatMap(
    (id) => data?.trail.find(({ requestId }) => requestId === id)?.record.eventName ?? [],
  );
  return names.length === 0 ? [] : [`called on somebody's behalf: ${names.join(', ')}`];
}

function happeningLines(
  { at, changes, calls }: Happening,
  model: Model,
  width: number,
  glyphs: Glyphs,
): readonly Line[] {
  // A clock tick that changed no state is how a machine came to do something else, which has an event of its own.
  const telling = changes.filter(({ event, from, to }) => from !== to || event !== 'TimePassed');
  const says = telling.map((change) => changeText(change, model, glyphs));
  const madeBy = callNames(calls, model);
  return [...says, ...madeBy].flatMap((text, index) =>
    wrapLines(text, width, { indent: ' '.repeat(19), first: index === 0 ? `${isoMinute(at)}  ` : ' '.repeat(19) }),
  );
}
