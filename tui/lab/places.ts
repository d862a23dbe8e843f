import { PLACES, type PlaceTitle } from '../../core/index.ts';
import { LESSON_COUNT } from './lesson-order.ts';
import { type Model, topOverlay } from './model.ts';
import type { Overlay } from './overlays.ts';

/** What each place is for, in a few words. */
export const PLACE_SAYS = {
  Lab: 'the keys, the selected one, and what CloudTrail wrote',
  Learn: `${LESSON_COUNT} lessons, from the first key to the last`,
  Key: 'the selected key with all its tabs',
  Flow: 'where data goes: volumes, snapshots, databases and their copies',
  Envelope: 'data keys: what KMS sees, and what lies beside the data',
  Why: 'how the last request was decided, rung by rung',
  Trail: "CloudTrail as a table, services' calls under the caller's",
  Bill: 'what KMS would cost in the month',
  Replay: 'scenarios to watch, step by step',
} as const satisfies Readonly<Record<PlaceTitle, string>>;

const OVERLAY_PLACES: Readonly<Partial<Record<Overlay['type'], PlaceTitle>>> = {
  lessons: 'Learn',
  replays: 'Replay',
  flow: 'Flow',
  envelope: 'Envelope',
  why: 'Why',
  record: 'Trail',
  bill: 'Bill',
};

/** Where the user is. */
export function placeOf(model: Model): PlaceTitle {
  const at = model.overlays.findLast(({ type }) => OVERLAY_PLACES[type] !== undefined);
  const place = at === undefined ? undefined : OVERLAY_PLACES[at.type];
  if (place !== undefined) return place;
  if (model.isEnlarged && model.focus === 'key') return 'Key';
  if (model.isEnlarged && model.focus === 'trail') return 'Trail';
  if (isReplaying(model)) return 'Replay';
  return isTaught(model) ? 'Learn' : 'Lab';
}

/** Whether a past moment of a replay is on screen. */
export function isReplaying(model: Model): boolean {
  return (model.data?.replay ?? null) !== null;
}

/** Whether the lesson in hand is on screen. */
export function isTaught(model: Model): boolean {
  return (model.data?.lesson ?? null) !== null && !model.isLessonAside;
}

/** The place that a digit leads to, or null. */
export function placeAt(name: string): PlaceTitle | null {
  return PLACES.find(({ number }) => String(number) === name)?.title ?? null;
}

/** The overlay that fills the screen: the topmost but for the command bar and what else stands at its lower edge. */
export function shownOverlay(model: Model): Overlay | null {
  return model.overlays.findLast(({ type }) => !AT_THE_EDGE.has(type)) ?? null;
}

/** Whether the result of a line stands under what fills the screen: where things are looked at while they are done. */
export function hasDrawer(model: Model): boolean {
  const shown = shownOverlay(model);
  return (
    model.result !== null &&
    (shown === null || ((shown.type === 'flow' || shown.type === 'envelope') && topOverlay(model) !== null))
  );
}

const AT_THE_EDGE: ReadonlySet<Overlay['type']> = new Set(['command', 'copy', 'filter']);
