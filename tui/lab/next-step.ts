import type { LessonView, ReplayView } from '../../core/index.ts';
import { panelContent } from './content.ts';
import { geometryOf } from './geometry.ts';
import { firstUse, secondUse } from './key-uses.ts';
import { LESSON_COUNT, lessonBehind } from './lesson-order.ts';
import type { LabData, Model } from './model.ts';
import { isTaught } from './places.ts';

/** What a learner might do next, and the key that does it. */
export interface NextStep {
  readonly key: string;
  readonly says: string;
}

/** One thing to try, from how things stand: the way from an empty lab to a key that is gone. */
export function nextStep(model: Model): NextStep | null {
  const { data, result } = model;
  if (data === null) return null;
  if (data.replay !== null) return inReplay(data.replay);
  if (data.lesson !== null)
    return isTaught(model) ? inLesson(data.lesson, model) : { key: '2', says: `back to lesson ${data.lesson.number}` };
  if (result?.type === 'run' && result.run.exitCode !== 0 && result.run.outcome !== null)
    return { key: 'w', says: 'why was this refused? See it rung by rung' };
  if (!hasOwnKey(data))
    return {
      key: 'c',
      says:
        data.view.trailLength === 0 ? `create your first KMS key; L has ${LESSON_COUNT} lessons` : 'create a KMS key',
    };
  const { key } = data;
  if (key === null || key.keyManager === 'AWS') return { key: 'Tab', says: 'go to your key, and use it' };
  const first = firstUse(key, key.keyId);
  if (key.keyState === 'PendingDeletion') return { key: 't', says: 'move the clock to the day when this key goes' };
  if (key.keyState === 'Disabled') {
    return data.trail.some(({ because }) => because === 'key-disabled')
      ? { key: 'x', says: 'schedule its deletion: gone after the wait' }
      : first === null
        ? null
        : { key: first.key, says: `try to ${first.label} with this disabled key` };
  }
  if (key.keyState !== 'Enabled') return null;
  if (key.lastUsed === null && first !== null) return first;
  const made = model.made[key.keyArn];
  const second = made === undefined ? null : secondUse(key, key.keyId, made);
  if (second !== null && key.lastUsed !== null && FIRST_USES.has(key.lastUsed.operation)) return second;
  return { key: 'o', says: 'disable this key, then try to use it' };
}

/** What a lesson waits for. A question is answered where it is in sight. */
function inLesson({ id, status, step: { hints, hintsOf, ask, lines } }: LessonView, model: Model): NextStep {
  const isOnLesson = model.focus === 'lesson';
  const answers: NextStep =
    geometryOf(model).panels.lesson === undefined
      ? { key: '2', says: 'back to the question' }
      : { key: '1 2 3 …', says: 'answer the question' };
  const behind = lessonBehind(id);
  switch (status) {
    case 'intro':
      return hasMoreBelow(model) ? { key: 'PageDown', says: 'read on; n begins' } : { key: 'n', says: 'begin' };
    case 'passed':
      return { key: 'n', says: 'next step, when you have looked around' };
    case 'quiz':
      return answers;
    case 'done':
      return behind !== null
        ? { key: 'n', says: `lesson ${behind.number}; L has the list of lessons` }
        : { key: 'L', says: 'the list of lessons' };
    case 'working':
      if (ask !== null && ask.options !== null) return answers;
      if (ask !== null && hints.length < hintsOf)
        return { key: ':', says: 'find it out; then write: answer, and what you found' };
      if (hints.length === hintsOf || lines.length > 0)
        return isOnLesson
          ? { key: 'Enter', says: 'puts the next $ line into the bar' }
          : { key: 'Esc', says: 'to the lesson, where Enter takes its $ lines' };
      return { key: ':', says: 'opens the command bar, t moves the clock' };
  }
}

/** Whether the text of the lesson goes on below what is in view. */
function hasMoreBelow(model: Model): boolean {
  const box = geometryOf(model).panels.lesson;
  if (box === undefined || model.focus !== 'lesson') return false;
  const { lines, first } = panelContent(model, 'lesson', box);
  return first + box.height < lines.length;
}

/** A replay goes on; where somebody was refused there is more to see, and at its end it is the learner's turn. */
function inReplay({ status, step }: ReplayView): NextStep {
  switch (status) {
    case 'idle':
      return { key: 'Space', says: 'play it; . takes one step' };
    case 'playing':
      return { key: 'Space', says: 'rest on this step' };
    case 'paused':
      return step?.outcome.refusal != null && step.requestId !== null
        ? { key: 'w', says: 'why was this refused? . is the next step' }
        : { key: '.', says: 'next step, or c to continue from here' };
    case 'ended':
      return { key: 'c', says: 'continue from here; 9 has more replays' };
  }
}

const FIRST_USES: ReadonlySet<string> = new Set(['Encrypt', 'Sign', 'GenerateMac', 'Encapsulate']);

function hasOwnKey({ view }: LabData): boolean {
  return view.keys.some(({ keyManager }) => keyManager === 'CUSTOMER');
}
