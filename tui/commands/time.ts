import type { DueEvent, Happening } from '../../core/index.ts';
import { HORIZON_MS } from '../lab/time-target.ts';
import { TIME } from '../manual/time.ts';
import { happeningTexts } from '../replay/happening-texts.ts';
import { DAY_MS, fromNow, isoMinute, isoSecond } from '../text/instants.ts';
import { type Line, line } from '../text/line.ts';
import { wrapLines } from '../text/wrap.ts';
import { askerFor } from './ask-lab.ts';
import { EXIT } from './exit-codes.ts';
import { instantFrom } from './instant-from.ts';
import { moveClock } from './move-clock.ts';
import type { ParsedOptions } from './parse-options.ts';
import { printEvents } from './print.ts';
import { readCommandLine } from './read-command-line.ts';
import { UsageError } from './usage-error.ts';

/** How far `show` looks ahead where nobody says. */
const USUAL_HORIZON_MS = 366 * DAY_MS;

/**
 * `kmslab time show`: what the lab's clock says and what will happen by itself. `kmslab time advance TIME`: moves the
 * clock on, and tells what happened; with `--preview`, what would.
 * @throws {UsageError} for a bad option or time, or a clock that would go back
 */
export async function runTime(argv: readonly string[]): Promise<number> {
  const { verb, ...given } = readCommandLine('time', TIME, argv);
  return verb === 'show' ? show(given) : advance(given);
}

async function show({ values }: ParsedOptions): Promise<number> {
  const asker = await askerFor(values);
  const { now, clock } = await asker.ask({ type: 'view' });
  const until =
    values.until === undefined ? now + USUAL_HORIZON_MS : instantFrom('--until', String(values.until), now, 1);
  const due = await asker.ask({ type: 'due', until });
  const events = due.map(dueJson);
  printEvents(values, { answer: { now: iso(now), clock, until: iso(until), due: events }, events }, (width) => [
    line(`${isoSecond(now)}  the clock ${clock === 'following' ? 'follows real time' : 'stands'}`, 'strong'),
    ...dueLines(due, now, until, width),
  ]);
  return EXIT.ok;
}

async function advance({ values, positionals }: ParsedOptions): Promise<number> {
  const [time = ''] = positionals;
  if (values.preview === true) return preview(values, time);
  const { now, happened } = await moveClock(values, time);
  printEvents(values, { answer: { now: iso(now), happened }, events: happened }, (width) => [
    ...happenedLines(happened, width),
    line(`it is ${isoSecond(now)}`, 'strong'),
  ]);
  return EXIT.ok;
}

async function preview(values: ParsedOptions['values'], time: string): Promise<number> {
  const asker = await askerFor(values);
  const { now } = await asker.ask({ type: 'view' });
  const next = time === 'next' ? (await asker.ask({ type: 'due', until: now + HORIZON_MS }))[0] : undefined;
  if (time === 'next' && next === undefined) throw new UsageError('nothing is due');
  const until = next?.at ?? instantFrom('TIME', time, now, 1);
  if (until < now) throw new UsageError(`the clock only goes forward, and it is ${iso(now)}`);
  const due = await asker.ask({ type: 'due', until });
  const events = due.map(dueJson);
  printEvents(values, { answer: { now: iso(now), until: iso(until), due: events }, events }, (width) => [
    line(`${isoSecond(now)}, and would be ${isoSecond(until)}`, 'strong'),
    ...dueLines(due, now, until, width),
  ]);
  return EXIT.ok;
}

const LEAD = 19;

function dueLines(due: readonly DueEvent[], now: number, until: number, width: number): readonly Line[] {
  if (due.length === 0) return [line(`Nothing falls due until ${isoMinute(until)}.`, 'dim')];
  return due.flatMap(({ at, says }) =>
    wrapLines(`${says}, ${fromNow(at, now)}`, width, { indent: ' '.repeat(LEAD), first: `${isoMinute(at)}  ` }),
  );
}

function happenedLines(happened: readonly Happening[], width: number): readonly Line[] {
  return happened
    .flatMap(happeningTexts)
    .flatMap((text) => wrapLines(text.slice(22), width, { indent: ' '.repeat(22), first: text.slice(0, 22) }));
}

function dueJson({ at, of, says }: DueEvent): unknown {
  return { at: iso(at), of, says };
}

function iso(at: number): string {
  return new Date(at).toISOString();
}
