import type { LessonView } from '../../core/index.ts';
import type { KeyPress } from '../terminal/keys.ts';
import { textOf } from '../text/line.ts';
import { sentencesWithin } from '../text/sentences.ts';
import { panelContent } from './content.ts';
import { type Deed, LESSON_DEEDS, type LessonDeedName } from './deeds.ts';
import { worldMadeAnew } from './enter-world.ts';
import { type Box, geometryOf } from './geometry.ts';
import { lessonBehind } from './lesson-order.ts';
import { GAP_NOTE, gapIn } from './line-gaps.ts';
import type { Message } from './messages.ts';
import { type Model, NONE_TAKEN, type OfferedFrom } from './model.ts';
import { nextOffered, type OfferedLine, offeredFrom, offeredLines, takenFrom } from './offered-lines.ts';
import { openCommand, openTime } from './open.ts';
import { isTaught } from './places.ts';
import { openLessons } from './press-lessons.ts';
import { stopQueue } from './queue.ts';
import { type Step, say, step } from './step.ts';

const NAMES: ReadonlySet<unknown> = new Set(LESSON_DEEDS);

/** Whether a deed is one of a lesson's. */
export function isLessonDeed(deed: Deed): deed is LessonDeedName {
  return NAMES.has(deed);
}

/** Does something with the lesson in hand, which is brought to the screen. What can't be taken back is asked for twice. */
export function doLessonDeed(before: Model, deed: LessonDeedName): Step {
  const lesson = before.data?.lesson ?? null;
  if (lesson === null) return step(say(before, 'no lesson is in hand: L lists them'));
  const model = lessonInFront(before);
  const { status } = lesson;
  if (deed !== 'nextStep' && (status === 'quiz' || status === 'done')) return step(say(model, NO_STEP_LEFT[status]));
  switch (deed) {
    case 'nextStep':
      return lesson.status === 'done'
        ? takeUpNext(model, lesson)
        : step({ ...model, busy: 'going on' }, { type: 'lesson', does: 'next' });
    case 'hint':
      return step({ ...model, busy: 'looking for a hint' }, { type: 'lesson', does: 'hint' });
    case 'resetStep':
      return model.asked === deed
        ? step({ ...model, busy: 'making the world of this step' }, { type: 'lesson', does: 'resetStep' })
        : step(say({ ...model, asked: deed }, 'the step begins anew, and what you did in it is gone: R again does it'));
    case 'solution':
      return model.asked === deed
        ? step({ ...model, busy: 'showing the solution' }, { type: 'lesson', does: 'solve' })
        : step(
            say(
              { ...model, asked: deed },
              'the step begins anew and its solution is typed for you: press S again (not counted as solved)',
            ),
          );
  }
}

/** Begins any step of the lesson in hand, for who presents it. What was done in the step before is not kept. */
export function goToLessonStep(model: Model, number: number): Step {
  const busy = `making the world of step ${number}`;
  return step({ ...lessonInFront(model), busy }, { type: 'lesson', does: 'goToStep', step: number });
}

function lessonInFront(model: Model): Model {
  return { ...model, overlays: [], isEnlarged: false, isLessonAside: false, focus: 'lesson' };
}

/** What a key for a step is told where all of them are done. */
const NO_STEP_LEFT = {
  quiz: 'all steps are done: the question waits for an answer, by its number',
  done: 'the lesson is done: R in the list of lessons, L, begins it anew',
} as const;

/** Keys of the lesson that is in view; null for one that is none of its own. One that is not shown has only the key that goes on. */
export function pressInLesson(model: Model, press: KeyPress): Step | null {
  const lesson = model.data?.lesson ?? null;
  const box = geometryOf(model).panels.lesson;
  if (lesson === null || !isTaught(model)) return null;
  if (box === undefined) return goOnInLesson(model, press);
  const deed = LESSON_KEYS[press.name];
  if (deed !== undefined) return doLessonDeed(model, deed);
  return /^[1-9]$/.test(press.text) && asksForOption(lesson) ? answer(model, press.text, box) : null;
}

/** n goes on from wherever one has looked around, where a lesson is on screen and there is something to go on to; else null. */
export function goOnInLesson(model: Model, press: KeyPress): Step | null {
  const lesson = model.data?.lesson ?? null;
  if (press.name !== 'n' || lesson === null || !isTaught(model)) return null;
  return lesson.status === 'working' || lesson.status === 'quiz' ? null : doLessonDeed(model, 'nextStep');
}

const LESSON_KEYS: Readonly<Partial<Record<string, LessonDeedName>>> = {
  n: 'nextStep',
  h: 'hint',
  R: 'resetStep',
  S: 'solution',
};

/** A digit answers the question that is on screen; where it is scrolled away, it is brought there first. */
function answer(model: Model, digit: string, box: Box): Step {
  const { lines, first } = panelContent(model, 'lesson', box);
  const isOption = (text: string, number: string): boolean => text.slice(1).startsWith(` ${number}) `);
  const inView = lines.slice(first, first + box.height).map(textOf);
  if (inView.some((text) => isOption(text, digit)))
    return step({ ...model, busy: 'looking at your answer' }, { type: 'lesson', does: 'answer', answer: digit });
  const all = lines.slice(0, lines.length).map(textOf);
  if (!all.some((text) => isOption(text, digit))) return step(say(model, `there is no answer ${digit}`));
  const scroll = { ...model.scroll, lesson: Math.max(0, all.findIndex((text) => isOption(text, '1')) - 2) };
  return step(say({ ...model, scroll, focus: 'lesson' }, `here is the question: press ${digit} again to answer`));
}

/** What follows a lesson that is done. */
function goesOn({ id }: LessonView): string {
  const behind = lessonBehind(id);
  return behind === null ? 'that was the last lesson' : `n takes up lesson ${behind.number}`;
}

/** From a lesson that is done to the one behind it; behind the last is the list. */
function takeUpNext(model: Model, { id }: LessonView): Step {
  const behind = lessonBehind(id);
  if (behind === null) return openLessons(model);
  return step({ ...model, busy: 'making its world' }, { type: 'lesson', does: 'start', lesson: behind.id });
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
  if (lesson.status === 'quiz') return step(say(model, NO_STEP_LEFT.quiz));
  const next = offeredLines(lesson)[nextOffered(model)];
  if (next !== undefined) return takeLine(model, next, offeredFrom(lesson));
  const { ask } = lesson.step;
  return openCommand(model, ask !== null && ask.options === null ? 'answer ' : 'aws ');
}

/** A line of the lesson goes to the command bar. The lines of a solution say who runs them; of others the learner decides. */
function takeLine(model: Model, open: OfferedLine, from: OfferedFrom): Step {
  if (!open.isLine) return openTime(takenFrom(model, from));
  if (from === 'lines') return openGap(model, open.line);
  const as = model.data?.view.principals.find(({ label }) => label === open.as)?.arn ?? model.here.as;
  const there = { ...model, here: { as, region: open.region } };
  return openCommand(there, open.line, `Enter runs it as ${open.as}`, { offered: { from, unfilled: null } });
}

/** Opens a line with the cursor in its first gap, where it has one. */
function openGap(model: Model, line: string): Step {
  const gap = gapIn(line);
  if (gap === null) return openCommand(model, line, '', { offered: { from: 'lines', unfilled: null } });
  return openCommand(model, gap.line, GAP_NOTE, { cursor: gap.at, offered: { from: 'lines', unfilled: gap.line } });
}

/** The model as it is brought to the lesson in hand, where the lab opens with one. */
export function atLesson(model: Model): Model {
  const lesson = model.data?.lesson ?? null;
  return lesson === null ? model : { ...model, focus: 'lesson', taughtStep: placeOf(lesson) };
}

function placeOf({ id, status, step: { number } }: LessonView): string {
  if (status === 'quiz' || status === 'done') return `${id}/end`;
  return `${id}/${status === 'intro' ? 0 : number}`;
}

/** What became of something that was done with the lesson. */
export function taught(before: Model, { does, outcome }: Extract<Message, { type: 'taught' }>): Model {
  if (!outcome.ok) return say(stopQueue(before, 'the lesson does not take that'), outcome.error.message, 'bad');
  const { lesson } = outcome;
  const model = MAKES_A_WORLD.has(does) ? worldMadeAnew(before) : before;
  if (lesson === undefined) return model;
  if (lesson === null)
    return say({ ...model, here: hereIn(model), focus: 'keys', result: null }, 'back in the free lab', 'good');
  const now = placeOf(lesson);
  const isNewStep = before.taughtStep !== now || BEGINS_A_STEP.has(does);
  const moved: Model = isNewStep
    ? {
        ...model,
        taughtStep: now,
        here: { as: lesson.here.as, region: lesson.here.region },
        focus: 'lesson',
        result: does === 'check' ? model.result : null,
        scroll: { ...model.scroll, lesson: 0 },
        isEnlarged: false,
        taken: NONE_TAKEN,
        told: [],
        isLessonAside: false,
      }
    : model;
  // What is missing, what went wrong and what was learnt stand at the end of the text; of a lesson that is done, at its top.
  const atEnd = FROM_THE_TOP.has(does) ? {} : { lesson: lesson.status === 'done' ? 0 : END };
  return noticeOf({ ...moved, scroll: { ...moved.scroll, ...atEnd } }, does, lesson);
}

/** Deeds behind which a step begins, be it the one that was in hand. */
const BEGINS_A_STEP: ReadonlySet<string> = new Set(['restart', 'resetStep', 'goToStep']);

/** Deeds that make the world of the lesson anew. */
const MAKES_A_WORLD: ReadonlySet<string> = new Set([...BEGINS_A_STEP, 'solve']);

const END = Number.MAX_SAFE_INTEGER;

/** Deeds behind which a text is read from its top. */
const FROM_THE_TOP: ReadonlySet<string> = new Set(['next', 'start', ...BEGINS_A_STEP]);

function noticeOf(model: Model, does: Extract<Message, { type: 'taught' }>['does'], lesson: LessonView): Model {
  const { status, step: now } = lesson;
  if (does === 'check') {
    if (status === 'passed') return say(model, `step ${now.number} is done: n goes on`, 'good');
    return warned(model, now.mistakes);
  }
  if (does === 'answer') {
    if (status === 'passed') return say(model, 'right: n goes on', 'good');
    if (status === 'done') return say(model, `right: ${goesOn(lesson)}`, 'good');
    return say(stopQueue(model, 'the answer is another'), 'not that: read why, and try again', 'bad');
  }
  if (does === 'solve') return say(model, 'done for you: look around, then n', 'good');
  if (does === 'hint') return { ...model, focus: 'lesson' };
  if (does === 'resetStep') return say(model, 'the step begins anew, in a world made anew for it: ids may be others');
  if (does === 'goToStep') return say(model, `the world is as it is when step ${now.number} begins`);
  return model;
}

/** Says what went wrong: what is new, or else what was said last and still holds. The whole of it stands in the lesson. */
function warned(model: Model, mistakes: readonly string[]): Model {
  const { told } = model;
  const now = mistakes.find((text) => !told.includes(text)) ?? told.find((text) => mistakes.includes(text));
  if (now === undefined) return { ...model, told: [] };
  const others = [...told, ...mistakes].filter((text) => text !== now && mistakes.includes(text));
  return say({ ...model, told: [now, ...new Set(others)] }, sentencesWithin(now, model.size.columns - 2), 'bad');
}

/** Who acts in the free lab: the first of its principals. */
function hereIn({ data, here }: Model): Model['here'] {
  const first = data?.view.principals[0]?.arn;
  return first === undefined ? here : { as: first, region: 'us-east-1' };
}
