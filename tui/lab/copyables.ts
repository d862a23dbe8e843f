import { type TrailItem, thingsOf, trailItems, type WhyView } from '../../core/index.ts';
import { selectedIn } from './content.ts';
import type { LoggedRun, Model } from './model.ts';
import { topOverlay } from './model.ts';

/** Something that can be copied where the user is, and the letter for it. */
export interface Copyable {
  readonly key: string;
  readonly name: string;
  /** Null where the lab is to be asked for it: the SDK form of a line. */
  readonly text: string | null;
}

/** All that there is to copy now, of what has the keys under the menu; nothing that isn't there. */
export function copyables(model: Model): readonly Copyable[] {
  const under = { ...model, overlays: model.overlays.filter(({ type }) => type !== 'copy') };
  const told: readonly (readonly [key: string, name: string, text: string | null])[] = [
    ['a', 'ARN', arnOf(under)],
    ['i', 'id', idOf(under)],
    ['c', 'command', under.data?.replay?.step?.run ?? runInFocus(under)?.line ?? null],
    ['j', 'JSON', jsonOf(under)],
    ['m', 'message', messageOf(under)],
    ['p', 'changed policy', changedPolicies(under).at(0) ?? null],
  ];
  const there = told.flatMap(([key, name, text]) => (text === null ? [] : [{ key, name, text }]));
  return runInFocus(under) === null ? there : [...there, { key: 's', name: 'SDK form', text: null }];
}

/** The run that is chosen in the log, or the last one. */
export function runInFocus({ log, overlays }: Model): LoggedRun | null {
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
  const thing = thingInFocus(model);
  if (thing !== undefined) return thing?.arn ?? null;
  if (isAt(model, 'principals')) return selectedIn(model, 'principals');
  const call = callInFocus(model);
  return call === undefined ? model.selectedKey : call.keyArn;
}

/** What AWS names it by, where that is not its ARN. */
function idOf(model: Model): string | null {
  const thing = thingInFocus(model);
  if (thing !== undefined) return thing?.name ?? null;
  return (
    arnOf(model)
      ?.split(':')
      .slice(5)
      .join(':')
      .replace(/^[^/]*\//, '') ?? null
  );
}

/** The thing that is open, or chosen in the list; null where none is, undefined where something else has the keys. */
function thingInFocus(model: Model) {
  const open = model.overlays.findLast((overlay) => overlay.type === 'thing');
  if (open === undefined && !isAt(model, 'things')) return undefined;
  const id = open?.id ?? model.selectedThing;
  return model.data === null ? null : (thingsOf(model.data.view).find((thing) => thing.id === id) ?? null);
}

function isAt(model: Model, panel: Model['focus']): boolean {
  return topOverlay(model) === null && model.focus === panel;
}

function jsonOf(model: Model): string | null {
  const why = whyIn(model);
  if (why !== null) return JSON.stringify(why, null, 2);
  const call = callInFocus(model);
  if (call !== undefined) return JSON.stringify(call.row.record, null, 2);
  if (isAt(model, 'result') && model.result?.type === 'run') return model.result.run.stdout || null;
  const key = model.data?.key ?? null;
  if (key === null || (!isAt(model, 'keys') && !isAt(model, 'key'))) return null;
  const { chart: _, ...facts } = key;
  return JSON.stringify(facts, null, 2);
}

/** The event that is open, or chosen in the trail. */
function callInFocus(model: Model): TrailItem | undefined {
  const open = model.overlays.findLast((overlay) => overlay.type === 'record');
  if (model.data === null || (open === undefined && !isAt(model, 'trail'))) return undefined;
  const eventId = open?.eventId ?? selectedIn(model, 'trail');
  return trailItems(model.data.trail).find(({ row }) => row.record.eventID === eventId);
}
