import type { LessonView } from '../../core/index.ts';
import { gapIn } from './line-gaps.ts';
import type { Model, OfferedFrom } from './model.ts';

type Command = LessonView['step']['commands'][number];

/** A line of a step that Enter puts into the command bar. */
export type OfferedLine = Pick<Command, 'as' | 'region' | 'line' | 'isLine'>;

/** Where a step's lines come from now. */
export function offeredFrom({ step }: LessonView): OfferedFrom {
  return step.commands.length > 0 ? 'commands' : 'lines';
}

/** The lines that a step offers now, in their order. */
export function offeredLines({ step, here }: LessonView): readonly OfferedLine[] {
  if (step.commands.length > 0) return step.commands;
  return step.lines.map((line) => ({ line, isLine: true, as: here.label, region: here.region }));
}

/** The model with the next of its step's lines taken; one that was offered once more does not count twice. */
export function takenFrom(model: Model, from: OfferedFrom): Model {
  return { ...model, taken: { ...model.taken, [from]: nextOffered(model) + 1 } };
}

/**
 * The number of the line that Enter takes: the one behind those that were taken, and behind the last the first again. A line
 * that the command line did not understand is offered once more, and so is one that AWS refused for what stands in its gap,
 * or behind which there is none.
 */
export function nextOffered({ data, taken, log }: Pick<Model, 'data' | 'taken' | 'log'>): number {
  const lesson = data?.lesson ?? null;
  if (lesson === null) return 0;
  const offered = offeredLines(lesson);
  const count = taken[offeredFrom(lesson)];
  if (offered.length === 0 || count === 0) return 0;
  const last = (count - 1) % offered.length;
  const { line = '', exitCode = 0 } = log.at(-1) ?? {};
  const text = offered[last]?.line ?? '';
  const isRefused = exitCode !== 0 && (last === offered.length - 1 || gapIn(text) !== null);
  if (line.startsWith(headOf(text)) && (exitCode === USAGE || isRefused)) return last;
  return count % offered.length;
}

/** What stands before a line's first gap. */
function headOf(line: string): string {
  return line.slice(0, gapIn(line)?.at).trimEnd();
}

/** What AWS CLI v2 exits with where it can't make a request of a line. */
const USAGE = 252;
