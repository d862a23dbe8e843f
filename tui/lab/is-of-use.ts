import { breaksInFlow, type LessonView, nextInFlow } from '../../core/index.ts';
import { type Content, overlayContent, panelContent, placeIn, selectedIn } from './content.ts';
import { geometryOf } from './geometry.ts';
import type { KeyHint } from './keymap.ts';
import { type Model, topOverlay } from './model.ts';
import type { HelpTopic } from './overlays.ts';
import { targetOf } from './time-target.ts';

/** Whether a key of a part of the screen has something to do now: one that has not is named in help, and not in the bottom line. */
export function isOfUse(model: Model, topic: HelpTopic | 'help', { keys, says }: KeyHint): boolean {
  if (says === 'scroll') return isLong(model);
  switch (topic) {
    case 'lesson':
      return model.data?.lesson == null || isOfLesson(model.data.lesson, keys);
    case 'lessons':
    case 'replays':
      return keys !== 'x' || isAway(model);
    case 'time':
      return keys !== 'Enter' || isOfTime(model);
    case 'trail':
      return keys === '7' || selectedIn(model, 'trail') !== null;
    case 'flow':
      return isOfFlow(model, keys);
    default:
      return true;
  }
}

/** Whether something else than the free lab is in hand. */
function isAway({ data }: Model): boolean {
  return data !== null && (data.lesson !== null || data.replay !== null || data.continued !== null);
}

/** Whether the clock has somewhere to go, or is to follow real time. */
function isOfTime(model: Model): boolean {
  const top = topOverlay(model);
  if (top?.type !== 'time' || model.data === null || top.choice === 'follow') return true;
  const target = targetOf(top, model.data.view.now);
  return target === null ? top.preview === null && top.choice === 'next' : target > model.data.view.now;
}

/** Whether there is more than what is in view of the part that has the keys. */
function isLong(model: Model): boolean {
  const { panels, overlay } = geometryOf(model);
  const top = topOverlay(model);
  const room = top === null ? panels[model.focus] : overlay;
  if (room === undefined) return false;
  const content: Content = top === null ? panelContent(model, model.focus, room) : overlayContent(model, top, room);
  return placeIn(content, room.height) !== null;
}

/** A step that is worked at can't be gone on from; a question is answered, and nothing else. */
function isOfLesson({ status, step: { ask, lines, commands } }: LessonView, keys: string): boolean {
  const isStep = status === 'working' || status === 'passed';
  switch (keys) {
    case 'n':
      return status !== 'working' && status !== 'quiz';
    case 'h':
      return status === 'working';
    case 'Enter':
      return isStep && lines.length + commands.length > 0;
    case 'R':
      return isStep;
    default:
      return status === 'quiz' || (status === 'working' && ask !== null && ask.options !== null);
  }
}

/** At the end of the way of data there is nothing next, and before it nothing to break. */
function isOfFlow({ data, here }: Model, keys: string): boolean {
  if (data === null) return true;
  if (keys === 'x') return data.replay === null && breaksInFlow(data.view, here).length > 0;
  return keys !== 'Enter' || (data.replay === null && nextInFlow(data.view, here) !== null);
}
