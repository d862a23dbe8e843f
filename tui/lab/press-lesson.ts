import { LESSON_IDS, type LessonView } from '../../core/index.ts';
import type { KeyPress } from '../terminal/keys.ts';
import type { Message } from './messages.ts';
import type { LessonsOverlay, Model } from './model.ts';
import { openCommand, openHelp, openTime } from './open.ts';
import { stopQueue } from './queue.ts';
import { popOverlay, pushOverlay, replaceOverlay, type Step, say, step } from './step.ts';

/** Opens the list of lessons, and asks for it. */
export function openLessons(model: Model): Step {
  const opened = pushOverlay(model, { type: 'lessons', lessons: null, index: 0 });
  return step({ ...opened, busy: 'opening the list' }, { type: 'listLessons' });
}

/** The list that the overlay waits for; the lesson in hand is chosen, or the first that is not done. */
export function listed(model: Model, lessons: NonNullable<LessonsOverlay['lessons']>): Model {
  const inHand = lessons.findIndex(({ isInHand, leftAt }) => isInHand && leftAt !== null);
  const left = lessons.findIndex(({ leftAt }) => leftAt !== null);
  const next = lessons.findIndex(({ mark }) => mark === null);
  const index = [inHand, left, next].find((at) => at >= 0) ?? 0;
  const overlays = model.overlays.map((overlay) =>
    overlay.type === 'lessons' && overlay.lessons === null ? { ...overlay, lessons, index } : overlay,
  );
  return { ...model, overlays, busy: null };
}

/**
 * Keys in the list of lessons.
 * @param elsewhere - what a key does that leads to another place
 */
export function pressInLessons(
  model: Model,
  overlay: LessonsOverlay,
  press: KeyPress,
  elsewhere: (press: KeyPress) => Step | null,
): Step {
  const { lessons, index } = overlay;
  const last = (lessons?.length ?? 1) - 1;
  const to = (at: number): Step => step(replaceOverlay(model, { ...overlay, index: Math.max(0, Math.min(last, at)) }));
  switch (press.name) {
    case 'Esc':
    case 'q':
    case 'L':
      return step(popOverlay(model));
    case 'Up':
    case 'k':
      return to(index - 1);
    case 'Down':
    case 'j':
      return to(index + 1);
    case 'PageUp':
    case 'Home':
      return to(0);
    case 'PageDown':
    case 'End':
      return to(last);
    case 'Enter':
    case 'R': {
      const lesson = lessons?.[index]?.id;
      if (lesson === undefined) return step(model);
      const does = press.name === 'R' ? 'restart' : 'start';
      return step({ ...popOverlay(model), busy: 'making its world' }, { type: 'lesson', does, lesson });
    }
    case 'x':
      return step({ ...popOverlay(model), busy: 'leaving the lesson' }, { type: 'lesson', does: 'leave' });
    case '?':
      return step(openHelp(model, 'lessons'));
    default:
      return elsewhere(press) ?? step(model);
  }
}

/** Keys of the lesson in hand, wherever the focus is; null for one that is none of its own. */
export function pressInLesson(model: Model, press: KeyPress): Step | null {
  const lesson = model.data?.lesson ?? null;
  if (lesson === null) return null;
  const calm: Model = { ...model, isSolutionAsked: false };
  switch (press.name) {
    case 'n':
      return lesson.status === 'done'
        ? takeUpNext(calm, lesson)
        : step({ ...calm, busy: 'going on' }, { type: 'lesson', does: 'next' });
    case 'h':
      return step({ ...calm, busy: 'looking for a hint' }, { type: 'lesson', does: 'hint' });
    case 'R':
      return step({ ...calm, busy: 'making the world of this step' }, { type: 'lesson', does: 'resetStep' });
    case 'S':
      return model.isSolutionAsked
        ? step({ ...calm, busy: 'showing the solution' }, { type: 'lesson', does: 'solve' })
        : step(
            say(
              { ...model, isSolutionAsked: true },
              'the step begins anew and its solution is typed for you: press S again',
            ),
          );
    default: {
      if (!/^[1-9]$/.test(press.text) || !asksForOption(lesson)) return null;
      return step({ ...calm, busy: 'looking at your answer' }, { type: 'lesson', does: 'answer', answer: press.text });
    }
  }
}

/** What follows a lesson that is done. */
function goesOn({ number }: LessonView): string {
  return number < LESSON_IDS.length ? `n takes up lesson ${number + 1}` : 'that was the last lesson';
}

/** From a lesson that is done to the one behind it; behind the last is the list. */
function takeUpNext(model: Model, { number }: LessonView): Step {
  if (number >= LESSON_IDS.length) return openLessons(model);
  return step({ ...model, busy: 'making its world' }, { type: 'lesson', does: 'start', lesson: String(number + 1) });
}

function asksForOption({ status, step: { ask } }: LessonView): boolean {
  return status === 'quiz' || (status === 'working' && ask !== null && ask.options !== null);
}

/** Enter on the lesson: the next command of a hint goes to the command bar, as whoever types it. */
export function enterLesson(model: Model): Step {
  const lesson = model.data?.lesson ?? null;
  if (lesson === null) return step(model);
  if (lesson.status === 'intro' || lesson.status === 'passed') {
    return step({ ...model, busy: 'going on' }, { type: 'lesson', does: 'next' });
  }
  if (lesson.status === 'done') return takeUpNext(model, lesson);
  const { commands, lines, ask } = lesson.step;
  const offered: readonly Offered[] =
    commands.length > 0
      ? commands
      : lines.map((line) => ({ line, isLine: true, as: lesson.here.label, region: lesson.here.region }));
  const next = offered[model.takenLines];
  if (next === undefined)
    return ask !== null && ask.options === null
      ? openCommand(model, 'answer ')
      : openCommand({ ...model, takenLines: 0 }, 'aws ');
  return takeLine(model, next, commands.length > 0);
}

type Offered = Pick<LessonView['step']['commands'][number], 'as' | 'region' | 'line' | 'isLine'>;

/** A line of the lesson goes to the command bar. The lines of a solution say who runs them; of others the learner decides. */
function takeLine(model: Model, open: Offered, isSolution: boolean): Step {
  if (!open.isLine) return openTime({ ...model, takenLines: model.takenLines + 1 });
  if (!isSolution) return openGap(model, open.line);
  const as = model.data?.view.principals.find(({ label }) => label === open.as)?.arn ?? model.here.as;
  const there = { ...model, here: { as, region: open.region } };
  return openCommand(there, open.line, `Enter runs it as ${open.as}`, { isOffered: true });
}

/** Opens a line with the cursor in its first gap, where it has one. */
function openGap(model: Model, line: string): Step {
  const gap = line.indexOf('…');
  if (gap < 0) return openCommand(model, line, '', { isOffered: true });
  const whole = line.replace('…', '');
  return openCommand(model, whole, 'type what … stood for, or Tab; then Enter', { cursor: gap, isOffered: true });
}

/** The model as it is brought to the lesson in hand, where the lab opens with one. */
export function atLesson(model: Model): Model {
  const lesson = model.data?.lesson ?? null;
  return lesson === null ? model : { ...model, focus: 'lesson', taughtStep: placeOf(lesson) };
}

function placeOf({ id, status, step: { number } }: LessonView): string {
  return `${id}/${status === 'intro' ? 0 : number}`;
}

/** What became of something that was done with the lesson. */
export function taught(model: Model, { does, outcome }: Extract<Message, { type: 'taught' }>): Model {
  if (!outcome.ok) return say(stopQueue(model, 'the lesson does not take that'), outcome.error.message, 'bad');
  const { lesson } = outcome;
  if (lesson === undefined) return model;
  if (lesson === null)
    return say({ ...model, here: hereIn(model), focus: 'keys', result: null }, 'back in the free lab', 'good');
  const before = model.taughtStep;
  const now = placeOf(lesson);
  const isNewStep = before !== now || does === 'resetStep' || does === 'restart';
  const moved: Model = isNewStep
    ? {
        ...model,
        taughtStep: now,
        here: { as: lesson.here.as, region: lesson.here.region },
        focus: 'lesson',
        result: does === 'check' ? model.result : null,
        scroll: { ...model.scroll, lesson: 0 },
        isEnlarged: false,
        takenLines: 0,
        isLessonAside: false,
      }
    : model;
  // What is missing, what went wrong and what was learnt stand at the end of the text.
  const atEnd = FROM_THE_TOP.has(does) ? {} : { lesson: END };
  return noticeOf({ ...moved, scroll: { ...moved.scroll, ...atEnd } }, does, lesson);
}

const END = Number.MAX_SAFE_INTEGER;

/** Deeds behind which a text is read from its top. */
const FROM_THE_TOP: ReadonlySet<string> = new Set(['next', 'start', 'restart', 'resetStep']);

function noticeOf(model: Model, does: Extract<Message, { type: 'taught' }>['does'], lesson: LessonView): Model {
  const { status, step: now } = lesson;
  if (does === 'check') {
    if (status === 'passed') return say(model, `step ${now.number} is done: n goes on`, 'good');
    return now.mistakes[0] === undefined ? model : say(model, now.mistakes[0], 'bad');
  }
  if (does === 'answer') {
    if (status === 'passed') return say(model, 'right: n goes on', 'good');
    if (status === 'done') return say(model, `right: ${goesOn(lesson)}`, 'good');
    return say(stopQueue(model, 'the answer is another'), 'not that: read why, and try again', 'bad');
  }
  if (does === 'solve') return say(model, 'done for you: look around, then n', 'good');
  if (does === 'hint')
    return { ...model, focus: 'lesson', takenLines: now.hints.length === now.hintsOf ? 0 : model.takenLines };
  if (does === 'resetStep') return say(model, 'the world is as it was when the step began');
  return model;
}

/** Who acts in the free lab: the first of its principals. */
function hereIn({ data, here }: Model): Model['here'] {
  const first = data?.view.principals[0]?.arn;
  return first === undefined ? here : { as: first, region: 'us-east-1' };
}
