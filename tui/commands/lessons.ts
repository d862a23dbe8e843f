import {
  type ActionOutcome,
  type AnswerTo,
  type Classroom,
  type LabAction,
  LESSON_IDS,
  type LessonView,
  quoteLine,
} from '../../core/index.ts';
import { LESSONS } from '../manual/lessons.ts';
import { optionsOf } from '../manual/manual.ts';
import { lessonsList } from '../overlays/lessons-list.ts';
import { lessonLines } from '../panels/lesson-lines.ts';
import { type Line, line } from '../text/line.ts';
import { wrapLines } from '../text/wrap.ts';
import { classroomOver, learnerOf } from './classroom-over.ts';
import { EXIT } from './exit-codes.ts';
import type { LabAtLesson } from './lab-with-lessons.ts';
import { buildLessonFile, isLessonFile, lessonText, verifyLessonFile } from './lesson-author.ts';
import { act, type Desk } from './lesson-desk.ts';
import { handout } from './lesson-handout.ts';
import { exportProfile, importProfile } from './lesson-profile.ts';
import { principalArnOf } from './principal-arn-of.ts';
import { printAnswer } from './print.ts';
import { readCommandLine } from './read-command-line.ts';
import { UsageError } from './usage-error.ts';

type Values = Readonly<Record<string, string | boolean | undefined>>;
type Lessons = AnswerTo<{ readonly type: 'lessons' }>;

const VERBS: Readonly<Record<string, (desk: Desk) => Promise<number>>> = {
  list,
  progress: list,
  run,
  check: (desk) => deed(desk, 'check', ({ status }) => status !== 'intro' && status !== 'working'),
  hint: (desk) => deed(desk, 'hint'),
  next: (desk) => deed(desk, 'next'),
  reset: (desk) => deed(desk, 'resetStep'),
  step: goToStep,
  solution: (desk) => deed(desk, 'solve'),
  answer: (desk) => answer(desk),
  type: typeLine,
  export: exportProfile,
  import: importProfile,
  handout,
  verify: ({ values, words }) => verifyLessonFile(values, words),
  build: ({ words }) => buildLessonFile(words),
};

/**
 * `kmslab lessons`, with the verbs of `VERBS`: the course without a terminal, what a learner takes along, and lessons of
 * one's own. The world of the lesson in hand lasts from one command to the next, in this user's folder of lessons or in the
 * file of `--world`.
 * @throws {UsageError} for a bad word or option
 */
export async function runLessons(argv: readonly string[]): Promise<number> {
  const words = argv.length === 0 || argv[0]?.startsWith('--') === true ? ['list', ...argv] : argv;
  const { verb, values, positionals } = readCommandLine(
    'lessons',
    LESSONS,
    words[0] === 'type' ? quoted(words) : words,
  );
  const does = VERBS[verb];
  if (does === undefined) throw new Error(`nothing is done at ${verb}`);
  const isScreen = process.stdin.isTTY === true && process.stdout.isTTY === true && values.json !== true;
  if (verb === 'run' && isScreen) return openScreen(values, await addedBefore(values, positionals[0] ?? null));
  const classroom = await openClassroom(values);
  try {
    return await does({ classroom, values, words: positionals });
  } finally {
    await classroom.close();
  }
}

/** Options before the line are ours, all behind its first word are its own. */
function quoted(words: readonly string[]): readonly string[] {
  let at = 1;
  while (words[at]?.startsWith('--') === true) at += takesNext(words[at] ?? '') ? 2 : 1;
  const line = words.slice(at);
  return [...words.slice(0, at), ...(line.length > 1 ? ['--', quoteLine(line)] : ['--', ...line])];
}

function takesNext(word: string): boolean {
  return optionsOf(LESSONS, 'type')[word.slice(2)]?.type === 'string';
}

async function openClassroom(values: Values): Promise<Classroom> {
  const [{ createLab }, { nodePorts }] = await Promise.all([
    import('../../core/index.ts'),
    import('../../core/node/index.ts'),
  ]);
  return classroomOver(await createLab(nodePorts()), learnerOf(values));
}

/** A lesson in a file is added before the screen is taken: what is wrong with it can be told then. */
async function addedBefore(values: Values, lesson: string | null): Promise<string | null> {
  if (lesson === null || !isLessonFile(lesson)) return lesson;
  const classroom = await openClassroom(values);
  const added = await lessonOr(classroom, lesson);
  await classroom.close();
  return added;
}

/** In a terminal: the lab, with the lesson in it. */
async function openScreen(values: Values, lesson: string | null): Promise<number> {
  if (values.world !== undefined)
    throw new UsageError('in a terminal, lessons are in your own folder: leave --world out');
  const [{ labInTerminal }, { labWithLessons }, { openLab }] = await Promise.all([
    import('./lab-in-terminal.ts'),
    import('./lab-with-lessons.ts'),
    import('./open-lab.ts'),
  ]);
  let atLesson: LabAtLesson | null = null;
  try {
    return await labInTerminal(values, async () => async () => {
      const { lab, here } = await openLab();
      const first = { lesson, isAnew: values.anew === true };
      atLesson = await labWithLessons({ client: lab, lab, here }, first, learnerOf(values));
      return atLesson;
    });
  } finally {
    await (atLesson as LabAtLesson | null)?.close();
  }
}

async function list({ classroom, values }: Desk): Promise<number> {
  const lessons = await classroom.ask({ type: 'lessons' });
  printAnswer(values, lessons, (width, glyphs) => [
    ...lessonsList(lessons, null, width, glyphs).lines,
    line(''),
    ...wrapLines(progressOf(lessons), width),
  ]);
  return EXIT.ok;
}

function progressOf(lessons: Lessons): string {
  const done = lessons.filter(({ mark }) => mark === 'done').length;
  const next = lessons.find(({ leftAt }) => leftAt !== null) ?? lessons.find(({ mark }) => mark === null);
  const then = next === undefined ? 'That was all of them.' : `Next: kmslab lessons run ${next.number}`;
  return `${done} of ${lessons.length} done. ${then}`;
}

/** Takes a lesson up, and begins it: whoever asks by a command has no introduction to leave. */
async function run({ classroom, values, words }: Desk): Promise<number> {
  const [named] = words;
  const lesson = named === undefined ? (classroom.current ?? '1') : await lessonOr(classroom, named);
  let view = lessonIn(
    await act(classroom, { type: 'lesson', does: values.anew === true ? 'restart' : 'start', lesson }),
  );
  const intro = view.status === 'intro' ? view : null;
  if (intro !== null) view = lessonIn(await act(classroom, { type: 'lesson', does: 'next' }));
  printAnswer(values, view, (width, glyphs) => [
    ...headLines(view),
    ...(intro === null ? [] : [...lessonLines(intro, width, glyphs), line('')]),
    ...lessonLines(view, width, glyphs),
    ...nextLines(view, width),
  ]);
  return EXIT.ok;
}

/** A lesson by its name; one in a file is added to this learner's before. */
async function lessonOr(classroom: Classroom, word: string): Promise<string> {
  if (!isLessonFile(word)) return word;
  const { added } = await act(classroom, { type: 'addLesson', name: word, text: lessonText(word) });
  return added ?? word;
}

/** Something done with the lesson in hand, and what it is then. */
async function deed(
  desk: Desk,
  does: Extract<LabAction, { type: 'lesson' }>['does'],
  holds: (lesson: LessonView) => boolean = () => true,
  given: { readonly answer?: string; readonly step?: number } = {},
): Promise<number> {
  const { classroom, values } = desk;
  await takeUp(desk);
  const outcome = await act(classroom, { type: 'lesson', does, ...given });
  const view = lessonIn(outcome);
  printAnswer(
    values,
    { ...view, ...(outcome.played === undefined ? {} : { played: outcome.played }) },
    (width, glyphs) => [
      ...headLines(view),
      ...(outcome.played ?? []).flatMap(({ run: done }) => wrapLines(done ?? '', width, { first: '$ ', indent: '  ' })),
      ...lessonLines(view, width, glyphs),
      ...nextLines(view, width),
    ],
  );
  return holds(view) ? EXIT.ok : EXIT.expectationFailed;
}

/** Begins any step; which there are is the lesson's to say. */
async function goToStep({ words: [number = '', ...lesson], ...desk }: Desk): Promise<number> {
  if (!/^\d+$/.test(number)) throw new UsageError(`expected the number of a step, found '${number}'`);
  return deed({ ...desk, words: lesson }, 'goToStep', () => true, { step: Number(number) });
}

async function answer(desk: Desk): Promise<number> {
  if (desk.words.length === 0)
    throw new UsageError('expected an answer: the number of an option, or what was asked for');
  const given = { answer: desk.words.join(' ') };
  return deed({ ...desk, words: [] }, 'answer', ({ status }) => status === 'passed' || status === 'done', given);
}

/** Runs a line in the world of the lesson in hand, as its learner, and looks whether the step is passed. */
async function typeLine(desk: Desk): Promise<number> {
  const { classroom, values, words } = desk;
  const text = words.join(' ');
  if (text.trim() === '')
    throw new UsageError("expected a line, such as 'aws kms create-key', 'laptop show note.txt' or 'time 366d'");
  const { here } = await takeUp({ ...desk, words: [] });
  const as = values.as === undefined ? here.as : principalArnOf(values.as, await classroom.ask({ type: 'view' }));
  const ran = await runLine(classroom, text, {
    as,
    region: values.region === undefined ? here.region : String(values.region),
  });
  const view = lessonIn(await act(classroom, { type: 'lesson', does: 'check' }));
  if (values.json === true) printAnswer(values, { ...ran, lesson: view }, () => []);
  else {
    process.stdout.write(ran.stdout);
    process.stderr.write(ran.stderr);
    printAnswer(values, view, (width, glyphs) => [
      line(''),
      ...lessonLines(view, width, glyphs),
      ...nextLines(view, width),
    ]);
  }
  if (ran.exitCode === 0 || view.status !== 'working') return EXIT.ok;
  return ran.exitCode === 254 ? EXIT.awsError : EXIT.usage;
}

interface Ran {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** `time 366d` moves the clock; everything else is a line of the lab. */
async function runLine(
  classroom: Classroom,
  text: string,
  here: { readonly as: string; readonly region: string },
): Promise<Ran> {
  const [, time] = /^\s*time\s+(\S+)\s*$/.exec(text) ?? [];
  if (time !== undefined) {
    const { clockMove, ScenarioError } = await import('../../core/index.ts');
    try {
      await act(classroom, clockMove(time));
    } catch (error) {
      if (error instanceof ScenarioError) throw new UsageError(error.message);
      throw error;
    }
    return { exitCode: 0, stdout: '', stderr: '' };
  }
  const { run: ran } = await act(classroom, { type: 'run', line: text, ...here });
  if (ran === undefined) throw new Error('a line was run and nothing came of it');
  const { exitCode, stdout, stderr } = ran;
  return { exitCode, stdout, stderr };
}

/** The lesson that is named, or that was in hand last. */
async function takeUp({ classroom, words }: Desk): Promise<LessonView> {
  const [lesson = classroom.current] = words;
  if (lesson === null) throw new UsageError('no lesson is in hand: kmslab lessons run 1 begins the first');
  return lessonIn(await act(classroom, { type: 'lesson', does: 'start', lesson }));
}

function lessonIn({ lesson }: Extract<ActionOutcome, { readonly ok: true }>): LessonView {
  if (lesson === undefined || lesson === null) throw new Error('no lesson is in hand');
  return lesson;
}

function headLines({ number, title }: LessonView): readonly Line[] {
  return [line(`Lesson ${number}: ${title}`, 'strong'), line('')];
}

/** What to do next, as a command. */
function nextLines(view: LessonView, width: number): readonly Line[] {
  const says = nextCommand(view);
  return [line(''), ...wrapLines(says, width, { tone: 'dim' })];
}

function nextCommand({ status, step, number, isShown }: LessonView): string {
  switch (status) {
    case 'intro':
    case 'passed':
      return 'Go on with: kmslab lessons next';
    case 'working':
      return step.ask === null
        ? "Type lines with: kmslab lessons type 'aws …'\nThe lab's keys: for a, type --as ops/role/app …; for t, type time 31d\nStuck? kmslab lessons hint, or kmslab lessons solution"
        : 'Answer with: kmslab lessons answer …\nLook around with: kmslab lessons type …';
    case 'quiz':
      return 'Answer with: kmslab lessons answer 1';
    case 'done':
      return isShown
        ? `Once more without help: kmslab lessons run ${number} --anew`
        : number < LESSON_IDS.length
          ? `Go on with: kmslab lessons run ${number + 1}`
          : 'That was the last lesson: kmslab lessons shows them all';
  }
}
