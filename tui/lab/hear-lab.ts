import type { ActionOutcome, LabView, RunBytes, RunOutcome } from '../../core/index.ts';
import { enterWorld } from './enter-world.ts';
import { madeBy } from './key-uses.ts';
import type { Message } from './messages.ts';
import type { LabData, LoggedRun, Model, Result } from './model.ts';
import { principalName } from './names.ts';
import { shownOverlay } from './places.ts';
import { stopQueue } from './queue.ts';
import { atMoment, keyOfStep, momentName } from './replay-moment.ts';
import { type Step, say, step } from './step.ts';
import { targetOf } from './time-target.ts';
import { marked, undoneForGood } from './undone.ts';

/** The model with what the lab says now. */
export function withData(model: Model, data: LabData): Model {
  return atMoment({ ...enterWorld(model, data), data, selectedKey: keyToShow(model, data) }, data, model);
}

/** The key to show: of a step of a replay that was just come to, the one that it is about; else the selected one. */
export function keyToShow(model: Model, data: Omit<LabData, 'key' | 'who' | 'steps' | 'costs'>): string | null {
  const { view, trail, replay } = data;
  const isNew = replay !== null && momentName(replay) !== model.shownMoment;
  return selectedKeyIn(view, (isNew ? keyOfStep(replay, trail) : null) ?? enterWorld(model, data).selectedKey);
}

/** The key that is selected in a view: the one that was, or where it is gone, another that the user made. */
function selectedKeyIn({ keys }: LabView, current: string | null): string | null {
  if (keys.some(({ keyArn }) => keyArn === current)) return current;
  return (keys.find(({ keyManager }) => keyManager === 'CUSTOMER') ?? keys[0])?.keyArn ?? null;
}

/** What a line came to; a refusal is explained at once. */
export function ran(model: Model, line: string, outcome: ActionOutcome): Step {
  if (!outcome.ok)
    return step(showResult(stopQueue(model, FAILED), { type: 'failed', line, message: outcome.error.message }));
  const { run, kms } = outcome;
  if (run === undefined || kms === undefined) return step(model);
  const heard = run.exitCode === 0 ? model : stopQueue(model, FAILED);
  const shown = learn(showResult(logged(heard, line, run, kms), { type: 'run', line, run, why: null }), line, run);
  const isRefused = run.outcome !== null && !run.outcome.reply.ok;
  return isRefused ? step(shown, { type: 'explain', requestId: run.outcome.requestId, isWhole: false }) : step(shown);
}

const FAILED = 'a line failed';

/** What was run, for the log. */
function logged(model: Model, line: string, run: RunOutcome, bytes: RunBytes): Model {
  const { data, here } = model;
  const entry: LoggedRun = {
    line,
    as: data === null ? here.as : principalName(here.as, data.view),
    region: here.region,
    at: data?.view.now ?? 0,
    exitCode: run.exitCode,
    undone: null,
    operation: run.outcome?.records[0]?.eventName ?? null,
    requestId: run.outcome?.requestId ?? null,
    bytes,
  };
  // A line that did something is the end of redoing.
  const log = run.outcome === null && run.exitCode !== 0 ? model.log : undoneForGood(model.log);
  return { ...model, log: [...log, entry] };
}

/** What was undone or done again, and what AWS could not have undone. */
export function tookBack(model: Model, { does, outcome }: Extract<Message, { type: 'tookBack' }>): Model {
  if (!outcome.ok) return say(model, outcome.error.message, 'plain');
  const { step: taken } = outcome;
  if (taken === undefined) return model;
  const keys = taken.keysBroughtBack.length;
  const final =
    keys === 0 ? '' : `. On AWS a deleted key never comes back; here ${keys === 1 ? 'it did' : `${keys} did`}`;
  const events = taken.events === 1 ? '1 event' : `${taken.events} events`;
  const undid = does === 'undo';
  return say(
    {
      ...model,
      result: null,
      log: marked(model.log, does, taken.says),
      selectedEvent: null,
      pausedAt: null,
      focus: model.focus === 'result' ? model.focusBefore : model.focus,
    },
    `${undid ? 'undone' : 'done again'}: ${taken.says} (${events}${undid ? ' taken back' : ''}${undid ? '; Z does it again' : ''})${final}`,
    'good',
  );
}

function showResult(model: Model, result: Result): Model {
  const focusBefore = model.focus === 'result' ? model.focusBefore : model.focus;
  const scroll = { ...model.scroll, result: saysLast(result) ? Number.MAX_SAFE_INTEGER : 0 };
  // In Flow and Envelope the picture stays, and the result stands under it.
  const focus = shownOverlay(model) === null ? 'result' : model.focus;
  return { ...model, result, focusBefore, focus, isEnlarged: false, selectedEvent: null, pausedAt: null, scroll };
}

/** Of a line that never became a request the CLI says at the end what is wrong with it, behind its usage. */
function saysLast(result: Result): boolean {
  return result.type === 'run' && result.run.exitCode !== 0 && result.run.outcome === null;
}

/** What a reply tells the screen beside its text: a key that is new is selected, what a key made can be opened or checked. */
function learn(model: Model, line: string, { outcome }: RunOutcome): Model {
  if (outcome === null || !outcome.reply.ok) return model;
  const { output } = outcome.reply;
  const { KeyMetadata, KeyId } = output;
  const created = outcome.records[0]?.eventName === 'CreateKey' ? textMember(KeyMetadata, 'Arn') : null;
  if (created !== null) return { ...model, selectedKey: created, tab: 'Overview', scroll: { ...model.scroll, key: 0 } };
  const made = madeBy(line, output);
  if (made === null || typeof KeyId !== 'string') return model;
  return { ...model, made: { ...model.made, [KeyId]: made } };
}

function textMember(value: unknown, name: string): string | null {
  if (typeof value !== 'object' || value === null) return null;
  const member: unknown = Reflect.get(value, name);
  return typeof member === 'string' ? member : null;
}

/** The bills of a month, for the overlay that waits for them. */
export function billed(model: Model, { month, bills }: Extract<Message, { type: 'billed' }>): Model {
  const overlays = model.overlays.map((overlay) =>
    overlay.type === 'bill' && overlay.month === month ? { ...overlay, bills } : overlay,
  );
  return { ...model, overlays };
}

/** The explanation of a request, for whatever on screen waits for it. */
export function explained(model: Model, { requestId, why, gains }: Extract<Message, { type: 'explained' }>): Model {
  const { result } = model;
  const isOfResult = result?.type === 'run' && result.run.outcome?.requestId === requestId;
  const overlays = model.overlays.map((overlay) =>
    overlay.type === 'why' && overlay.requestId === requestId
      ? { ...overlay, why: why ?? ('unknown' as const), gains }
      : overlay,
  );
  return { ...model, overlays, result: isOfResult && result.why === null ? { ...result, why } : result };
}

/** What will happen, for the time control that asked. */
export function foreseen(model: Model, until: number, due: Extract<Message, { type: 'foreseen' }>['due']): Model {
  const overlays = model.overlays.map((overlay) => {
    if (overlay.type !== 'time' || model.data === null) return overlay;
    const isAwaited = overlay.choice === 'next' || targetOf(overlay, model.data.view.now) === until;
    return isAwaited ? { ...overlay, preview: { until, due } } : overlay;
  });
  return { ...model, overlays };
}

/** Where the clock came to, and what happened on the way. */
export function moved(model: Model, { from, to, outcome }: Extract<Message, { type: 'moved' }>): Model {
  if (!outcome.ok) return say(stopQueue(model, 'the clock did not move'), outcome.error.message, 'bad');
  return showResult(model, { type: 'time', from, to, happened: outcome.happened ?? [] });
}

/** Whether the clock stands or runs. */
export function clockSet(model: Model, { clock, outcome }: Extract<Message, { type: 'clockSet' }>): Model {
  if (!outcome.ok) return say(model, outcome.error.message, 'bad');
  return say(model, clock === 'following' ? 'the clock follows real time' : 'the clock stands', 'good');
}
