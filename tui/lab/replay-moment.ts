import { type ReplayView, type TrailRow, trailItems } from '../../core/index.ts';
import { isWide, type LabData, type Model } from './model.ts';

/** What tells one moment of a replay from the others. */
export function momentName({ name, done }: ReplayView): string {
  return `${name}/${done}`;
}

/** The key that the step of a replay is about, by its ARN; null where it is about none. */
export function keyOfStep({ step }: ReplayView, trail: readonly TrailRow[]): string | null {
  const call = trailItems(trail).findLast(({ row }) => row.requestId !== null && row.requestId === step?.requestId);
  return call?.keyArn ?? step?.calls.at(-1)?.keyArn ?? null;
}

/** The model at the moment that a replay shows: as whoever acts then, its step from the top; `before` was there until now. */
export function atMoment(model: Model, data: LabData, { data: before, here: hereBefore }: Model): Model {
  const { replay } = data;
  if (replay === null) return liveAgain(model, data, before);
  if (momentName(replay) === model.shownMoment) return model;
  const here = replay.as === null ? model.here : { as: replay.as, region: replay.region ?? model.here.region };
  const moved: Model = {
    ...(before?.replay == null
      ? { ...enterReplay(model), hereBefore: before?.lesson == null ? hereBefore : null }
      : model),
    here,
    shownMoment: momentName(replay),
    selectedEvent: null,
  };
  return { ...moved, scroll: { ...moved.scroll, step: 0 } };
}

/** Its steps on the left and what one of them comes to beside them; on a narrow screen, that alone. */
function enterReplay(model: Model): Model {
  const focus = isWide(model.size) ? 'steps' : 'step';
  return { ...model, focus, beside: 'step', isEnlarged: false, result: null, overlays: [], taughtStep: null };
}

/** Back as who one was; in another lab than before, where nobody of that name need be, as the first that there is. */
function liveAgain(model: Model, { view, continued }: LabData, before: LabData | null): Model {
  const [first] = view.principals;
  const firstHere = first === undefined ? model.here : { as: first.arn, region: 'us-east-1' };
  const isLeft = before?.continued != null && continued === null;
  if (before?.replay == null) return isLeft ? { ...model, here: firstHere } : model;
  return {
    ...model,
    here: isLeft ? firstHere : (model.hereBefore ?? firstHere),
    hereBefore: null,
    focus: 'keys',
    beside: 'key',
    isEnlarged: false,
    shownMoment: null,
    selectedEvent: null,
  };
}
