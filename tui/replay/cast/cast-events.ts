import type { PlayedStep, Replay, Scenario } from '../../../core/index.ts';
import { toAnsi } from '../../text/ansi.ts';
import { foldLines } from '../../text/fold.ts';
import type { Line } from '../../text/line.ts';
import type { AccountNames } from '../actors.ts';
import { closing, opening, stepParts } from '../transcript.ts';
import type { CastEvent } from './cast-file.ts';
import { readingSeconds } from './reading-time.ts';

/** How a replay is told in a cast. */
export interface CastPace {
  /** 1 is made for reading; 2 is twice as fast; 0 has no pauses at all. */
  readonly speed: number;
  readonly hasColour: boolean;
}

/** Columns of the terminal that a cast is of: every line fits, so that nothing wraps where it is played. */
export const CAST_COLUMNS = 80;

/** Seconds between the pieces of a command that is typed: three characters each. */
const TYPING_SECONDS = 0.05;

/** A replay as it would look to somebody at a terminal: notes with time to read them, commands as they are typed. */
export function castEvents(
  scenario: Scenario,
  replay: Replay,
  accounts: AccountNames,
  pace: CastPace,
): readonly CastEvent[] {
  const writer = new CastWriter(pace);
  const top = foldLines(opening(scenario, CAST_COLUMNS), CAST_COLUMNS);
  writer.show(top);
  writer.wait(readingSeconds(top, 'read'));
  for (const step of replay.steps) writeStep(writer, step, accounts);
  writer.show(foldLines(closing(replay), CAST_COLUMNS));
  writer.wait(END_SECONDS);
  writer.end(replay.ok ? 0 : 1);
  return writer.events;
}

/** The last picture stays for a while. */
const END_SECONDS = 2;

function writeStep(writer: CastWriter, step: PlayedStep, accounts: AccountNames): void {
  const parts = stepParts(step, accounts, CAST_COLUMNS);
  const folded = (lines: readonly Line[]) => foldLines(lines, CAST_COLUMNS);
  const [note, deed, result] = [folded(parts.note), folded(parts.deed), folded(parts.result)] as const;
  writer.mark(step.mark ?? `step ${step.n}`);
  writer.show(note);
  writer.wait(readingSeconds(note, 'read'));
  writer.type(deed);
  writer.wait(deed.length === 0 ? 0 : BEFORE_ANSWER_SECONDS);
  writer.show(result);
  writer.wait(readingSeconds(result, step.outcome.refusal === null ? 'look over' : 'read'));
}

/** Between Enter and what comes back. */
const BEFORE_ANSWER_SECONDS = 0.4;

class CastWriter {
  readonly events: CastEvent[] = [];
  readonly #pace: CastPace;
  #waited = 0;

  constructor(pace: CastPace) {
    this.#pace = pace;
  }

  wait(seconds: number): void {
    if (this.#pace.speed > 0) this.#waited += seconds / this.#pace.speed;
  }

  show(lines: readonly Line[]): void {
    if (lines.length > 0) this.#add('o', this.#text(lines));
  }

  /** Lines that somebody types; the first, which tells who it is, stands there at once. */
  type(lines: readonly Line[]): void {
    for (const line of lines) {
      const isTyped = line.some(({ tone }) => tone === 'accent');
      if (!isTyped) this.show([line]);
      else for (const piece of piecesOf(line)) this.#typePiece(piece);
      if (isTyped) this.#add('o', '\r\n');
    }
  }

  #typePiece(piece: Line): void {
    this.#add('o', this.#text([piece]).replace(/\r\n$/, ''));
    this.wait(TYPING_SECONDS);
  }

  mark(label: string): void {
    this.#add('m', label);
  }

  end(exitCode: number): void {
    this.#add('x', String(exitCode));
  }

  #add(code: CastEvent['code'], data: string): void {
    this.events.push({ after: this.#waited, code, data });
    this.#waited = 0;
  }

  /** A terminal in a cast is raw: a new line needs its carriage return. */
  #text(lines: readonly Line[]): string {
    return toAnsi(lines, this.#pace.hasColour).replaceAll('\n', '\r\n');
  }
}

/** A line in pieces as they are typed; blanks at the end of one would be cut off, and stand at the start of the next. */
function piecesOf(line: Line): readonly Line[] {
  return line.flatMap(({ text, tone }) => {
    const pieces = text.match(/\s*\S{1,3}/gu) ?? [];
    return pieces.map((piece) => [{ text: piece, ...(tone === undefined ? {} : { tone }) }]);
  });
}
