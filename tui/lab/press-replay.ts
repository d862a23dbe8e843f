import type { ReplayDeed, ReplaySummary, ReplayView } from '../../core/index.ts';
import type { KeyPress } from '../terminal/keys.ts';
import { geometryOf } from './geometry.ts';
import type { Message } from './messages.ts';
import { type Model, QUIETLY, type ReplaysOverlay } from './model.ts';
import { openWhy } from './open.ts';
import { scrollBy } from './scrolling.ts';
import { popOverlay, pushOverlay, replaceOverlay, type Step, say, step } from './step.ts';

/** Opens the list of what there is to replay, and asks for it. */
export function openReplays(model: Model): Step {
  const opened = pushOverlay(model, { type: 'replays', replays: null, index: 0 });
  return step({ ...opened, busy: 'opening the list' }, { type: 'listReplays' });
}

/** The list that the overlay waits for; the replay that is on is chosen. */
export function replaysListed(model: Model, replays: readonly ReplaySummary[]): Model {
  const on = replays.findIndex(({ name }) => name === model.data?.replay?.name);
  const overlays = model.overlays.map((overlay) =>
    overlay.type === 'replays' && overlay.replays === null ? { ...overlay, replays, index: Math.max(0, on) } : overlay,
  );
  return { ...model, overlays, busy: null };
}

/** Keys in the list of replays. */
export function pressInReplays(
  model: Model,
  overlay: ReplaysOverlay,
  press: KeyPress,
  elsewhere: (press: KeyPress) => Step | null,
): Step {
  const { replays, index } = overlay;
  const last = (replays?.length ?? 1) - 1;
  const to = (at: number): Step => step(replaceOverlay(model, { ...overlay, index: Math.max(0, Math.min(last, at)) }));
  switch (press.name) {
    case 'Enter': {
      const name = replays?.[index]?.name;
      if (name === undefined) return step(model);
      return step({ ...popOverlay(model), busy: 'playing it once, to know every moment' }, does('open', { name }));
    }
    case 'x':
      return step({ ...popOverlay(model), busy: 'going back' }, does('leave'));
    case 'Esc':
    case 'q':
    case '9':
      return step(popOverlay(model));
    default: {
      const by = scrollBy(press, Math.max(1, geometryOf(model).overlay.height - 4));
      return by === null ? (elsewhere(press) ?? step(model)) : to(index + by);
    }
  }
}

/** Keys while a replay is on, wherever the focus is; null for one that means what it means everywhere. */
export function pressInReplay(before: Model, press: KeyPress): Step | null {
  const replay = before.data?.replay ?? null;
  if (replay === null) return null;
  const model: Model = { ...before, isLeaveAsked: false };
  const deed = deedOf(model, replay, press);
  // What is pressed next counts for the moment that this leads to.
  if (deed !== null) return step({ ...model, busy: QUIETLY }, does(deed));
  switch (press.name) {
    case 'c':
      // Whoever acts at this moment goes on.
      return step({ ...model, hereBefore: model.here, busy: 'making a lab of this moment' }, does('continue'));
    case 'e':
      return step(say(model, howToExport(replay)));
    case 'w':
      return replay.step === null || !isAtSteps(model) ? null : whyOfStep(model, replay);
    case 'Enter':
      return model.focus === 'steps' ? step({ ...model, focus: 'step', beside: 'step' }) : null;
    case 'Esc':
      return leave(before);
    default:
      if (DEEDS_IN_THE_LAB.has(press.name)) return step(say(model, PAST, 'plain'));
      return model.focus === 'steps' ? scrub(model, replay, press) : null;
  }
}

function howToExport({ name, of }: ReplayView): string {
  return of === 'world'
    ? 'R in the lab writes what was done there as a scenario, for kmslab replay'
    : `kmslab replay ${name} --cast FILE writes it for asciinema, --json for programs`;
}

/** What the letters of the lab would do changes a world: that of the past can't be. */
const DEEDS_IN_THE_LAB: ReadonlySet<string> = new Set([':', 'Paste', 't', 'a', 'g', 'z', 'Z', 'R', ...'dsvpomrxul']);
const PAST = 'this is the past: c continues from here';

function deedOf({ focus }: Model, { status }: ReplayView, { name }: KeyPress): ReplayDeed | null {
  switch (name) {
    case 'Space':
      return status === 'playing' ? 'pause' : 'play';
    case '.':
    case 'Right':
      return 'forward';
    case ',':
    case 'Left':
      return 'back';
    case '>':
      return 'faster';
    case '<':
      return 'slower';
    // On the key panel they turn its tabs, as they do everywhere.
    case ']':
      return focus === 'key' ? null : 'nextMark';
    case '[':
      return focus === 'key' ? null : 'previousMark';
    default:
      return null;
  }
}

/** Moving in the list of steps moves the moment that is shown. */
function scrub(model: Model, { done, count }: ReplayView, press: KeyPress): Step | null {
  const by = scrollBy(press, Math.max(1, (geometryOf(model).panels.steps?.height ?? 2) - 1));
  if (by === null) return null;
  const moving: Model = { ...model, busy: QUIETLY };
  if (by === 1) return step(moving, does('forward'));
  if (by === -1) return step(moving, does('back'));
  return step(moving, does('goTo', { at: Math.max(0, Math.min(count, done + by)) }));
}

function isAtSteps({ focus }: Model): boolean {
  return focus === 'steps' || focus === 'step';
}

function whyOfStep(model: Model, { step: played }: ReplayView): Step {
  const requestId = played?.requestId ?? null;
  if (requestId !== null) return openWhy(model, requestId);
  return step(say(model, 'nothing was asked of AWS in this step: there is nothing to explain'));
}

/** One thing at a time: what is enlarged, the panel beside, and with a second Esc the replay. */
function leave(model: Model): Step | null {
  if (model.isEnlarged) return null;
  if (model.focus !== 'steps') return step({ ...model, focus: 'steps', beside: 'step' });
  if (model.isLeaveAsked) return step({ ...model, isLeaveAsked: false, busy: 'going back' }, does('close'));
  return step(say({ ...model, isLeaveAsked: true }, 'Esc again leaves the replay; c continues from here'));
}

/** What is said of something that was done with a replay; what it shows comes with the data. */
export function replayed(model: Model, { does: deed, outcome }: Extract<Message, { type: 'replayed' }>): Model {
  if (!outcome.ok) return say(model, outcome.error.message, 'bad');
  const continued = outcome.replay?.continued ?? null;
  switch (deed) {
    case 'continue':
      return say(model, `live from here: a lab of your own, behind step ${continued?.step ?? 0}`, 'good');
    case 'close':
    case 'leave':
      return say(model, continued === null ? 'back in the lab' : 'back in the lab that you continued', 'good');
    case 'faster':
    case 'slower':
      return say(model, `speed ${outcome.replay?.on?.speed ?? 1}x`);
    default:
      return model;
  }
}

function does(
  deed: ReplayDeed,
  more: { readonly name?: string; readonly at?: number } = {},
): { readonly type: 'replay'; readonly does: ReplayDeed; readonly name?: string; readonly at?: number } {
  return { type: 'replay', does: deed, ...more };
}
