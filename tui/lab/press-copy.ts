import { type TrailItem, trailItems, type WhyView } from '../../core/index.ts';
import type { KeyPress } from '../terminal/keys.ts';
import { selectedIn } from './content.ts';
import type { Model } from './model.ts';
import { popOverlay, pushOverlay, type Step, say, step } from './step.ts';

/** Waits for the letter that says what to copy. */
export function startCopy(model: Model): Model {
  return pushOverlay(model, { type: 'copy' });
}

/** The letter after `y`: an ARN, the command, JSON, AWS's exact message, the changed policy. Anything else leaves. */
export function pressInCopy(model: Model, press: KeyPress): Step {
  const under = popOverlay(model);
  if (press.name === 's') {
    const run = runInFocus(under);
    if (run === null) return step(say(under, 'run a command first: then there is an SDK form of it'));
    return step(under, { type: 'tellSdk', line: run.line, region: run.region });
  }
  const wanted = WANTED[press.name];
  if (wanted === undefined) return step(under);
  const text = wanted.text(under);
  if (text === null) return step(say(under, `there is no ${wanted.name} to copy here`));
  return step(say(under, `copied ${wanted.name}: ${text.length > 60 ? `${text.length} characters` : text}`, 'good'), {
    type: 'copy',
    text,
  });
}

/** A line in its SDK form came, or word that it has none. */
export function sdkTold(model: Model, text: string | null): Step {
  if (text === null) return step(say(model, 'that line makes no single call: it has no SDK form'));
  const told = say(model, `copied the SDK form, ${text.trim().split('\n').length} lines of JavaScript`, 'good');
  return step(told, { type: 'copy', text });
}

const WANTED: Readonly<
  Partial<Record<string, { readonly name: string; readonly text: (model: Model) => string | null }>>
> = {
  a: { name: 'ARN', text: arnOf },
  i: { name: 'id', text: (model) => arnOf(model)?.replace(/^arn:[^/]*\//, '') ?? null },
  c: {
    name: 'command',
    text: (model) => model.data?.replay?.step?.run ?? runInFocus(model)?.line ?? model.history.at(-1) ?? null,
  },
  j: { name: 'JSON', text: jsonOf },
  m: { name: 'message', text: messageOf },
  p: { name: 'changed policy', text: (model) => changedPolicies(model).at(0) ?? null },
};

/** The run that is chosen in the log, or the last one. */
function runInFocus({ log, overlays }: Model) {
  const open = overlays.findLast((overlay) => overlay.type === 'log');
  return log[open?.index ?? log.length - 1] ?? null;
}

/** Why a request was refused, where that is open. */
function whyIn(model: Model): WhyView | null {
  const why = model.overlays.findLast((overlay) => overlay.type === 'why')?.why ?? null;
  return why === 'unknown' ? null : why;
}

/** AWS's words, to the letter. */
function messageOf(model: Model): string | null {
  const { result } = model;
  const error = whyIn(model)?.error ?? (result?.type === 'run' ? (result.why?.error ?? null) : null);
  return error === null ? null : `${error.name}: ${error.message}`;
}

/** Policies as they would be with the change that Why proposes. */
function changedPolicies(model: Model): readonly string[] {
  return (whyIn(model)?.decisions ?? []).flatMap(({ fixChanges }) => fixChanges.flatMap(({ after }) => after ?? []));
}

function arnOf(model: Model): string | null {
  if (model.focus === 'principals') return selectedIn(model, 'principals');
  const thing = model.overlays.findLast((overlay) => overlay.type === 'thing')?.id;
  if (thing !== undefined || model.focus === 'things') return thing ?? model.selectedThing;
  const call = callInFocus(model);
  return call === undefined ? model.selectedKey : call.keyArn;
}

function jsonOf(model: Model): string | null {
  const why = whyIn(model);
  if (why !== null) return JSON.stringify(why, null, 2);
  const call = callInFocus(model);
  if (call !== undefined) return JSON.stringify(call.row.record, null, 2);
  if (model.focus === 'result' && model.result?.type === 'run') return model.result.run.stdout;
  const key = model.data?.key ?? null;
  if (key === null) return null;
  const { chart: _, ...facts } = key;
  return JSON.stringify(facts, null, 2);
}

/** The event that is open, or chosen in the trail. */
function callInFocus(model: Model): TrailItem | undefined {
  const open = model.overlays.findLast((overlay) => overlay.type === 'record');
  if (open === undefined && model.focus !== 'trail') return undefined;
  const eventId = open?.eventId ?? selectedIn(model, 'trail');
  return model.data === null
    ? undefined
    : trailItems(model.data.trail).find(({ row }) => row.record.eventID === eventId);
}
