import type { PlaceTitle } from '../../core/index.ts';
import { selectedIn } from './content.ts';
import type { Model } from './model.ts';
import { openBill, openWhy } from './open.ts';
import { isReplaying, placeOf } from './places.ts';
import { openLessons } from './press-lessons.ts';
import { openReplays } from './press-replays.ts';
import { pushOverlay, type Step, say, step } from './step.ts';

/** Goes to a place, from wherever one is. */
export function goTo(model: Model, place: PlaceTitle): Step {
  const clear: Model = { ...model, overlays: [], isEnlarged: false };
  if (isReplaying(model) && (place === 'Lab' || place === 'Learn'))
    return step(say(clear, 'a replay is on: x in its list, or Esc twice, leaves it'));
  switch (place) {
    case 'Lab':
      return step({ ...clear, isLessonAside: true, focus: clear.focus === 'lesson' ? 'keys' : clear.focus });
    case 'Learn':
      if ((model.data?.lesson ?? null) === null || placeOf(model) === 'Learn') return openLessons(clear);
      return step({ ...clear, isLessonAside: false, focus: 'lesson' });
    case 'Key':
      return step({ ...clear, focus: 'key', beside: 'key', isEnlarged: true });
    case 'Flow':
      return step(pushOverlay({ ...clear, result: null }, { type: 'flow', scroll: 0, breaks: 0 }));
    case 'Envelope':
      return step(pushOverlay({ ...clear, result: null }, { type: 'envelope', scroll: 0 }));
    case 'Why':
      return whyHere(clear);
    case 'Trail':
      return step({ ...clear, focus: 'trail', beside: 'trail', isEnlarged: true });
    case 'Bill':
      return openBill(clear, null);
    case 'Replay':
      return isReplaying(model) && placeOf(model) !== 'Replay'
        ? step({ ...clear, focus: 'steps' })
        : openReplays(clear);
  }
}

/** Explains the chosen event, or what was just run, or the last call that anybody made. */
export function whyHere(model: Model): Step {
  const trail = model.data?.trail ?? [];
  const chosen = selectedIn(model, 'trail');
  const row = trail.find(({ record }) => record.eventID === chosen);
  const ran = model.result?.type === 'run' ? (model.result.run.outcome?.requestId ?? null) : null;
  const requestId = model.focus !== 'trail' && ran !== null ? ran : (row?.requestId ?? null);
  if (requestId !== null) return openWhy(model, requestId);
  return step(
    say(
      model,
      row === undefined
        ? 'no request yet: nothing to explain. Run a command, then press w'
        : 'nobody asked for this event: there is nothing to explain',
    ),
  );
}
