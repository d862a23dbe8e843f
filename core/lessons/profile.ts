import { z } from 'zod';
import { LabError } from '../lab/lab-error.ts';
import type { Imported } from './lesson-shapes.ts';
import { betterMark, type LessonState, type Progress, parseProgress } from './progress.ts';

const FORMAT = 'kmslab-profile';
const VERSION = 1;

/** How far a learner has come, to take along to another computer or profile. Worlds, and so key material, stay behind. */
export interface Profile {
  readonly progress: Progress;
  /** Lessons that were added from files: their YAML, by id. */
  readonly lessons: Readonly<Record<string, string>>;
}

const Machine = z.strictObject({
  value: z.enum(['intro', 'working', 'passed', 'quiz', 'done']),
  context: z.strictObject({
    step: z.int().min(0),
    steps: z.int().min(1),
    hints: z.int().min(0),
    allHints: z.int().min(0),
    isShown: z.boolean(),
    chosen: z.int().nullable(),
    wrongAnswers: z.int().min(0),
  }),
});

const State = z.object({ lesson: z.string(), machine: Machine, given: z.string().nullable() });

const ProgressShape = z.object({
  version: z.literal(1),
  current: z.string().nullable(),
  marks: z.record(z.string(), z.enum(['begun', 'shown', 'done'])),
  states: z.record(z.string(), State),
});

const File = z.object({
  format: z.literal(FORMAT),
  version: z.int().min(1),
  progress: z.unknown(),
  lessons: z.record(z.string(), z.string()).optional(),
});

/** A profile as a file: JSON with a version. Of each lesson under way, the step; not the world. */
export function profileText({ progress, lessons }: Profile): string {
  const states = Object.entries(progress.states).map(([id, { lesson, machine, given }]) => [
    id,
    { lesson, machine, given },
  ]);
  const file = {
    format: FORMAT,
    version: VERSION,
    progress: { ...progress, states: Object.fromEntries(states) },
    lessons,
  };
  return `${JSON.stringify(file, null, 2)}\n`;
}

/**
 * Reads such a file; the `progress.json` of a folder of lessons will do, too.
 * @throws {LabError} that says what was expected, or that a newer kmslab has written it
 */
export function parseProfile(text: string): Profile {
  const value = jsonOf(text);
  const file = File.safeParse(value);
  if (file.success && file.data.version > VERSION) {
    throw new LabError(
      `this file was written by a newer kmslab: it is of version ${file.data.version}, and this kmslab reads up to ${VERSION}`,
    );
  }
  const read = ProgressShape.safeParse(parseProgress(file.success ? file.data.progress : value));
  if (!read.success) throw new LabError(`this is no progress of lessons: ${firstIssue(read.error)}`);
  const { current, marks, states } = read.data;
  const worldless = Object.entries(states).map(([id, state]): [string, LessonState] => [
    id,
    { ...state, lesson: id, saved: {}, trailFrom: 0, startedAt: 0, isWithoutWorld: true },
  ]);
  return {
    progress: { version: 1, current, marks, states: Object.fromEntries(worldless) },
    lessons: file.success ? (file.data.lessons ?? {}) : {},
  };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new LabError('this is no progress of lessons: it is no JSON');
  }
}

function firstIssue({ issues: [issue] }: z.ZodError): string {
  return issue === undefined ? 'it is not whole' : `${issue.path.join('.')}: ${issue.message}`;
}

/** What two profiles make together: the better mark of each lesson, and of those under way in both, the one here. */
export function mergeProfiles(
  { progress: mine, lessons: own }: Profile,
  { progress: theirs, lessons: others }: Profile,
): Profile & { readonly imported: Imported } {
  const isDone = (marks: Progress['marks'], id: string) => marks[id] === 'done' || marks[id] === 'shown';
  const underWay = Object.values(theirs.states).filter(({ machine }) => machine.value !== 'done');
  const kept = underWay.filter(({ lesson }) => isUnderWay(mine, lesson)).map(({ lesson }) => lesson);
  const taken = Object.values(theirs.states).filter(
    ({ lesson, machine }) =>
      !isUnderWay(mine, lesson) && (machine.value !== 'done' || mine.states[lesson] === undefined),
  );
  const marks = Object.entries(theirs.marks).map(([id, mark]) => [id, betterMark(mine.marks[id], mark)] as const);
  const lessons = Object.entries(others).filter(([id]) => own[id] === undefined);
  return {
    // Those that are new here.
    lessons: Object.fromEntries(lessons),
    progress: {
      version: 1,
      current: mine.current ?? theirs.current,
      marks: { ...mine.marks, ...Object.fromEntries(marks) },
      states: { ...mine.states, ...Object.fromEntries(taken.map((state) => [state.lesson, state] as const)) },
    },
    imported: {
      done: Object.keys(theirs.marks).filter((id) => isDone(theirs.marks, id) && !isDone(mine.marks, id)),
      underWay: underWay.map(({ lesson }) => lesson).filter((id) => !kept.includes(id)),
      kept,
      lessons: lessons.map(([id]) => id),
    },
  };
}

function isUnderWay({ states }: Progress, lesson: string): boolean {
  const machine = states[lesson]?.machine;
  return machine !== undefined && machine.value !== 'done' && machine.value !== 'intro';
}
