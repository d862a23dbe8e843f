import type { KeyPress } from '../terminal/keys.ts';
import { geometryOf } from './geometry.ts';
import type { Model } from './model.ts';
import type { LessonsOverlay } from './overlays.ts';
import { indexAfter } from './scrolling.ts';
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

/** Keys in the list of lessons; null for one that means what it means everywhere. */
export function pressInLessons(model: Model, overlay: LessonsOverlay, press: KeyPress): Step | null {
  const { lessons, index } = overlay;
  switch (press.name) {
    case 'Esc':
    case 'q':
    case 'L':
      return step(popOverlay(model));
    case 'Enter':
      return takeUp(model, lessons?.[index]?.id, 'start');
    case 'R':
      return beginAnew(model, lessons?.[index]);
    case 'x':
      return step({ ...popOverlay(model), busy: 'leaving the lesson' }, { type: 'lesson', does: 'leave' });
    default: {
      const to = indexAfter(press, index, lessons?.length ?? 0, geometryOf(model).overlay.height - 4);
      return to === null ? null : step(replaceOverlay(model, { ...overlay, index: to }));
    }
  }
}

function takeUp(model: Model, lesson: string | undefined, does: 'start' | 'restart'): Step {
  if (lesson === undefined) return step(model);
  return step({ ...popOverlay(model), busy: 'making its world' }, { type: 'lesson', does, lesson });
}

/** A lesson that somebody is in the middle of is not begun anew by one key. */
function beginAnew(model: Model, lesson: NonNullable<LessonsOverlay['lessons']>[number] | undefined): Step {
  const asked = `anew ${lesson?.id}`;
  if (lesson === undefined || lesson.leftAt === null || model.asked === asked)
    return takeUp(model, lesson?.id, 'restart');
  const { number, leftAt } = lesson;
  const says = `lesson ${number} begins anew, and its world at step ${leftAt.step} of ${leftAt.of} is gone: R again does it`;
  return step(say({ ...model, asked }, says));
}
