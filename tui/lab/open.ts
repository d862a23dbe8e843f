import { pickList } from '../overlays/pick-list.ts';
import { glyphsFor } from '../text/glyphs.ts';
import { type Model, topOverlay } from './model.ts';
import type { CommandOverlay, HelpTopic, PickOverlay, TimeOverlay } from './overlays.ts';
import type { FilteredPanel } from './panels.ts';
import { ifLive } from './past.ts';
import { pastedCommands } from './pasted.ts';
import { popOverlay, pushOverlay, replaceOverlay, type Step, step } from './step.ts';
import { HORIZON_MS, targetOf } from './time-target.ts';

/** Opens help on `topic`. */
export function openHelp(model: Model, topic: HelpTopic): Model {
  return pushOverlay(model, { type: 'help', topic, scroll: 0 });
}

/** Opens the explanation of a request, and asks the lab for it. */
export function openWhy(model: Model, requestId: string): Step {
  const asking = pushOverlay(model, { type: 'why', requestId, why: null, gains: [], scroll: 0 });
  return step(asking, { type: 'explain', requestId, isWhole: true });
}

/** Opens the bill of a month, or of the one that it is, and asks the lab for it; in place of another's where one is open. */
export function openBill(model: Model, month: string | null): Step {
  const overlay = { type: 'bill', month, bills: null, scroll: 0 } as const;
  const isOpen = topOverlay(model)?.type === 'bill';
  return step(isOpen ? replaceOverlay(model, overlay) : pushOverlay(model, overlay), { type: 'bill', month });
}

/** Opens the command bar with `line` in it, and asks the lab how it could go on. `note` is shown beside it. */
export function openCommand(
  model: Model,
  line: string,
  note = '',
  more: Partial<Pick<CommandOverlay, 'cursor' | 'offered'>> = {},
): Step {
  return ifLive(model, () => commandOpened(model, line, note, more));
}

function commandOpened(
  model: Model,
  line: string,
  note: string,
  { cursor = line.length, offered = null }: Partial<Pick<CommandOverlay, 'cursor' | 'offered'>>,
): Step {
  const opened = pushOverlay(model, {
    type: 'command',
    line,
    cursor,
    offered,
    completions: [],
    completedLine: null,
    chosen: null,
    back: 0,
    draft: line,
    note,
    search: null,
  });
  return step(opened, { type: 'complete', line: line.slice(0, cursor), here: model.here });
}

/** Opens the picker of principals or Regions, at the one of now. */
export function openPick(model: Model, what: PickOverlay['what']): Step {
  const overlay: PickOverlay = { type: 'pick', what, filter: '', index: 0 };
  const current = what === 'principal' ? model.here.as : model.here.region;
  const index = pickList(model, overlay, 80, glyphsFor(model.isAscii)).ids.indexOf(current);
  return ifLive(model, () => step(pushOverlay(model, { ...overlay, index: Math.max(0, index) })));
}

/** Opens the time control. */
export function openTime(model: Model): Step {
  return ifLive(model, () => chooseTime(pushOverlay(model, EMPTY_TIME), EMPTY_TIME));
}

/** The time control with another choice: the lab is asked what would happen. */
export function chooseTime(model: Model, overlay: TimeOverlay): Step {
  const next: TimeOverlay = { ...overlay, preview: null, isGoing: false, scroll: 0 };
  const opened = topOverlay(model)?.type === 'time' ? replaceOverlay(model, next) : model;
  const now = model.data?.view.now;
  if (now === undefined) return step(popOverlay(model));
  const until = overlay.choice === 'next' ? now + HORIZON_MS : targetOf(next, now);
  return until === null || until <= now ? step(opened) : step(opened, { type: 'foresee', until });
}

const EMPTY_TIME: TimeOverlay = {
  type: 'time',
  choice: 'next',
  dateText: '',
  preview: null,
  isGoing: false,
  scroll: 0,
};

/** Opens the palette, and asks the lab for AWS's operations. */
export function openPalette(model: Model): Step {
  const overlay = { type: 'palette', filter: '', index: 0, operations: null } as const;
  return step(
    { ...pushOverlay(model, overlay), busy: 'looking for what there is' },
    { type: 'listOperations', here: model.here },
  );
}

/** Opens the log of what was run, at the newest. */
export function openLog(model: Model): Model {
  return pushOverlay(model, { type: 'log', index: Math.max(0, model.log.length - 1) });
}

/** Lets a list be narrowed by what is typed next. */
export function openFilter(model: Model, of: FilteredPanel): Model {
  return pushOverlay(model, { type: 'filter', of, before: model.filters[of] });
}

/** Takes pasted text: one command goes to the command bar, several are shown before they run. */
export function openPasted(model: Model, text: string): Step {
  const commands = pastedCommands(text);
  if (commands.length > 1)
    return ifLive(model, () => step(pushOverlay(model, { type: 'paste', lines: commands, scroll: 0 })));
  return openCommand(model, commands[0] ?? '');
}
