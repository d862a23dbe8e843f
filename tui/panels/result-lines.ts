import type { Happening } from '../../core/index.ts';
import type { Model, Result } from '../lab/model.ts';
import { keyNameByArn } from '../lab/names.ts';
import type { Glyphs } from '../text/glyphs.ts';
import { isoDate, isoMinute } from '../text/instants.ts';
import { type Line, line, span } from '../text/line.ts';
import { printableLines } from '../text/printable.ts';
import { chopLines, wrapLines } from '../text/wrap.ts';

/** What the last command or move of the clock came to: AWS's exact words first, then what they mean here. */
export function resultLines(model: Model, width: number, glyphs: Glyphs): readonly Line[] {
  const { result } = model;
  if (result === null) return [];
  if (result.type === 'failed')
    return printableLines(result.message).flatMap((text) => wrapLines(text, width, { tone: 'bad' }));
  if (result.type === 'time') return timeLines(result, model, width, glyphs);
  return [...changeLines(result, model, width, glyphs), ...runLines(result, width)];
}

/** The title of the result: the line that was run, or the way that the clock went. */
export function resultTitle(result: Result): string {
  if (result.type === 'time') return `${isoDate(result.from)} to ${isoDate(result.to)}`;
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
  const name = model.data === null ? of : keyNameByArn(of, model.data.view);
  return `${machine} ${name}: ${from === to ? event : `${from} ${glyphs.arrow} ${to}`}`;
}

function runLines({ run, why }: Extract<Result, { type: 'run' }>, width: number): readonly Line[] {
  const out = textLines(run.stdout, width, 'plain');
  const err = textLines(run.stderr, width, run.exitCode === 0 ? 'dim' : 'bad');
  const meaning =
    why === null || why.error === null
      ? []
      : [
          line(''),
          ...wrapLines(why.summary, width),
          ...(why.fix === null ? [] : wrapLines(why.fix, width, { tone: 'accent', first: 'Try: ', indent: '     ' })),
          line(''),
          [span('w', 'accent'), span(' why, rung by rung')],
        ];
  const lines = [...out, ...err, ...meaning];
  return lines.length > 0
    ? lines
    : [line(run.exitCode === 0 ? 'done (AWS answers with nothing)' : `exit code ${run.exitCode}`, 'dim')];
}

function textLines(text: string, width: number, tone: 'plain' | 'dim' | 'bad'): readonly Line[] {
  if (text.trim() === '') return [];
  return printableLines(text.replace(/^\n+|\n+$/g, '')).flatMap((part) =>
    tone === 'plain' ? chopLines(part, width) : wrapLines(part, width, { tone }),
  );
}

function timeLines(
  result: Extract<Result, { type: 'time' }>,
  model: Model,
  width: number,
  glyphs: Glyphs,
): readonly Line[] {
  if (result.happened.length === 0) return [line('Nothing fell due on the way.', 'dim')];
  return result.happened.flatMap((happening) => happeningLines(happening, model, width, glyphs));
}

function happeningLines(
  { at, changes, calls }: Happening,
  model: Model,
  width: number,
  glyphs: Glyphs,
): readonly Line[] {
  const says = changes.map((change) => changeText(change, model, glyphs));
  const madeBy = calls.length === 0 ? [] : [`calls made: ${calls.join(', ')}`];
  return [...says, ...madeBy].flatMap((text, index) =>
    wrapLines(text, width, { indent: ' '.repeat(19), first: index === 0 ? `${isoMinute(at)}  ` : ' '.repeat(19) }),
  );
}
