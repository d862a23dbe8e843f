import type { ReplayDeed, ReplayView } from '../../core/index.ts';
import type { KeyPress } from '../terminal/keys.ts';
import { type Deed, REPLAY_DEEDS, type ReplayDeedName } from './deeds.ts';
import { forgetContinued } from './enter-world.ts';
import { geometryOf } from './geometry.ts';
import type { Effect, Message } from './messages.ts';
import { type Model, QUIETLY } from './model.ts';
import { openWhy } from './open.ts';
import { scrollBy } from './scrolling.ts';
import { type Step, say, step } from './step.ts';

const NAMES: ReadonlySet<unknown> = new Set(REPLAY_DEEDS);

/** Whether a deed is one of a replay's. */
export function isReplayDeed(deed: Deed): deed is ReplayDeedName {
  return NAMES.has(deed);
}

/** Does something with the replay that is on. */
export function doReplayDeed(model: Model, deed: ReplayDeedName): Step {
  const replay = model.data?.replay ?? null;
  if (replay === null) return step(say(model, 'no replay is on: 9 lists them'));
  switch (deed) {
    case 'play':
      return quietly(model, does(replay.status === 'playing' ? 'pause' : 'play'));
    case 'continue':
      // Whoever acts at this moment goes on.
      return step({ ...model, hereBefore: model.here, busy: 'making a lab of this moment' }, does('continue'));
    case 'export':
      return step(say(model, howToExport(replay)));
    case 'leaveReplay':
      return model.asked === deed
        ? step({ ...model, busy: 'going back' }, does('close'))
        : step(say({ ...model, asked: deed }, 'Esc again leaves the replay; c continues from here'));
    default:
      return quietly(model, does(deed));
  }
}

/** What is pressed next counts for the moment that this leads to. */
function quietly(model: Model, effect: Effect): Step {
  return step({ ...model, busy: QUIETLY }, effect);
}

/** Keys while a replay is on, wherever the focus is; null for one that means what it means everywhere. */
export function pressInReplay(model: Model, press: KeyPress): Step | null {
  const replay = model.data?.replay ?? null;
  if (replay === null) return null;
  const deed = deedOf(model, press);
  if (deed !== null) return doReplayDeed(model, deed);
  switch (press.name) {
    case 'w':
      return replay.step === null || !isAtSteps(model) ? null : whyOfStep(model, replay);
    case 'Enter':
      return model.focus === 'steps' ? step({ ...model, focus: 'step', beside: 'step' }) : null;
    case 'Esc':
      return leave(model);
    default:
      return model.focus === 'steps' ? scrub(model, replay, press) : null;
  }
}

function howToExport({ name, of }: ReplayView): string {
  return of === 'world'
    ? 'R in the lab writes what was done there as a scenario, for kmslab replay'
    : `kmslab replay ${name} --cast FILE writes it for asciinema, --json for programs`;
}

function deedOf({ focus }: Model, { name }: KeyPress): ReplayDeedName | null {
  // On the key panel they turn its tabs, as they do everywhere.
  if (focus === 'key' && (name === '[' || name === ']')) return null;
  return REPLAY_KEYS[name] ?? null;
}

const REPLAY_KEYS: Readonly<Partial<Record<string, ReplayDeedName>>> = {
  Space: 'play',
  '.': 'forward',
  Right: 'forward',
  ',': 'back',
  Left: 'back',
  '>': 'faster',
  '<': 'slower',
  ']': 'nextMark',
  '[': 'previousMark',
  c: 'continue',
  e: 'export',
};

/** Moving in the list of steps moves the moment that is shown. */
function scrub(model: Model, { done, count }: ReplayView, press: KeyPress): Step | null {
  const by = scrollBy(press, Math.max(1, (geometryOf(model).panels.steps?.height ?? 2) - 1));
  if (by === null) return null;
  if (by === 1) return quietly(model, does('forward'));
  if (by === -1) return quietly(model, does('back'));
  return quietly(model, does('goTo', { at: Math.max(0, Math.min(count, done + by)) }));
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
  return doReplayDeed(model, 'leaveReplay');
}

/** What is said of something that was done with a replay; what it shows comes with the data. */
export function replayed(model: Model, { does: deed, outcome }: Extract<Message, { type: 'replayed' }>): Model {
  if (!outcome.ok) return say(model, outcome.error.message, 'bad');
  const continued = outcome.replay?.continued ?? null;
  switch (deed) {
    case 'continue':
      return say(
        continued === null ? model : forgetContinued(model, continued),
        `live from here: a lab of your own, behind step ${continued?.step ?? 0}`,
        'good',
      );
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

function does(deed: ReplayDeed, more: { readonly name?: string; readonly at?: number } = {}): Effect {
  return { type: 'replay', does: deed, ...more };
}
