import type { KeyPress } from '../terminal/keys.ts';
import { editLine } from './line-editor.ts';
import { GAP_NOTE, gapIn, STILL_OPEN_NOTE } from './line-gaps.ts';
import type { Message } from './messages.ts';
import { type Model, topOverlay } from './model.ts';
import { takenFrom } from './offered-lines.ts';
import { openPasted, openTime } from './open.ts';
import { type CommandOverlay, headOf } from './overlays.ts';
import { ifLive } from './past.ts';
import { pastedCommands } from './pasted.ts';
import { popOverlay, replaceOverlay, type Step, say, step } from './step.ts';
import { namedTarget } from './time-target.ts';

/** Keys in the command bar. Letters type; nothing runs before Enter. */
export function pressInCommand(model: Model, overlay: CommandOverlay, press: KeyPress): Step {
  if (press.name === 'Ctrl+R') return searchOn(model, overlay);
  if (overlay.search !== null) return pressInSearch(model, overlay, overlay.search, press);
  switch (press.name) {
    case 'Paste':
      if (pastedCommands(press.text).length > 1) return openPasted(popOverlay(model), press.text);
      return edit(model, overlay, press);
    case 'Esc':
      return overlay.chosen === null ? step(popOverlay(model)) : unchoose(model, overlay);
    case 'Enter':
      if (overlay.chosen !== null) return accept(model, overlay, overlay.chosen);
      if (overlay.line.trim() === '') return step(popOverlay(model));
      if (overlay.offered !== null && hasGap(overlay)) return toGap(model, overlay, overlay.offered);
      return runLine(taken(model, overlay), overlay.line.trim());
    case 'Tab':
      return complete(model, overlay, 1);
    case 'Shift+Tab':
      return complete(model, overlay, -1);
    case 'Up':
    case 'Ctrl+P':
      return overlay.chosen === null ? recall(model, overlay, 1) : complete(model, overlay, -1);
    case 'Down':
    case 'Ctrl+N':
      return overlay.chosen === null ? recall(model, overlay, -1) : complete(model, overlay, 1);
    default:
      return edit(model, overlay, press);
  }
}

/** The model without the bar; a line that a lesson offered is taken now. */
function taken(model: Model, { offered }: CommandOverlay): Model {
  return popOverlay(offered === null ? model : takenFrom(model, offered.from));
}

/** Whether a line that a lesson offered is still as it was offered, with nothing where something must be. */
function hasGap({ line, offered }: CommandOverlay): boolean {
  return offered !== null && (line === offered.unfilled || gapIn(line) !== null);
}

/** The cursor goes to the gap that is left, or stays in the one that is empty. */
function toGap(
  model: Model,
  overlay: CommandOverlay,
  { from, unfilled }: NonNullable<CommandOverlay['offered']>,
): Step {
  const gap = overlay.line === unfilled ? null : gapIn(overlay.line);
  if (gap === null) return step(replaceOverlay(model, { ...overlay, note: STILL_OPEN_NOTE }));
  const offered = { from, unfilled: gap.line };
  return write(model, {
    ...overlay,
    offered,
    line: gap.line,
    cursor: gap.at,
    note: GAP_NOTE,
    back: 0,
    draft: gap.line,
  });
}

function edit(model: Model, overlay: CommandOverlay, press: KeyPress): Step {
  const edited = editLine(overlay, press);
  return edited === null ? step(model) : write(model, { ...overlay, ...edited, back: 0, draft: edited.line });
}

/** Ctrl+R begins to search the history, or looks for an older line. */
function searchOn(model: Model, overlay: CommandOverlay): Step {
  if (overlay.search === null)
    return step(
      replaceOverlay(model, { ...overlay, search: '', chosen: null, completions: [], completedLine: overlay.line }),
    );
  return found(model, overlay, overlay.search, overlay.back + 1);
}

/** Keys while the history is searched: letters narrow, Enter or an arrow takes the line to be changed, Esc brings the draft back. */
function pressInSearch(model: Model, overlay: CommandOverlay, search: string, press: KeyPress): Step {
  switch (press.name) {
    case 'Esc':
      return write(model, { ...overlay, search: null, line: overlay.draft, cursor: overlay.draft.length, back: 0 });
    case 'Enter':
    case 'Tab':
    case 'Left':
    case 'Right':
      return write(model, { ...overlay, search: null, draft: overlay.line, back: 0 });
    case 'Backspace':
      return found(model, overlay, search.slice(0, -1), 1);
    default:
      return press.text === '' || press.name === 'Paste' ? step(model) : found(model, overlay, search + press.text, 1);
  }
}

/** The newest line of the history, from `back` lines ago on, that has the text; the line stays where none has. */
function found(model: Model, overlay: CommandOverlay, search: string, from: number): Step {
  for (let back = Math.max(1, from); search !== '' && back <= model.history.length; back++) {
    const line = model.history.at(-back) ?? '';
    if (line.includes(search))
      return step(replaceOverlay(model, { ...overlay, search, back, line, cursor: line.length, completedLine: line }));
  }
  return step(replaceOverlay(model, { ...overlay, search }));
}

/** Sends a line to the lab, and keeps it in the history. */
export function runLine(model: Model, typed: string): Step {
  return ifLive(model, () => lineRun(model, typed));
}

function lineRun(model: Model, typed: string): Step {
  const line = withoutDouble(typed);
  const [, answer] = /^answer\s+(.+)$/.exec(line) ?? [];
  if (answer !== undefined && (model.data?.lesson ?? null) !== null)
    return step({ ...model, busy: 'looking at your answer' }, { type: 'lesson', does: 'answer', answer });
  const [, time] = /^time\s+(.+)$/.exec(line) ?? [];
  if (time !== undefined && model.data !== null) return moveClock(model, time, model.data.view.now);
  const history = model.history.at(-1) === line ? model.history : [...model.history, line];
  return step({ ...model, history, busy: 'running' }, { type: 'run', line, here: model.here });
}

/** `time 31d` and `time 2026-02-01` move the clock, as they do in lessons without a terminal. */
function moveClock(model: Model, time: string, now: number): Step {
  if (time.trim() === 'next') return openTime(model);
  const at = namedTarget(time, now);
  if (at === null) return step(say(model, 'expected time 31d, or time 2026-02-01', 'bad'));
  if (at <= now) return step(say(model, 'the clock only goes forward', 'bad'));
  return step({ ...model, busy: 'moving the clock' }, { type: 'advanceTo', at });
}

/** The overlay with a changed line: the lab is asked how it could go on. */
function write(model: Model, overlay: CommandOverlay): Step {
  const line = /^aws\s+(?:aws|laptop|answer|time)\s/.test(overlay.line) ? withoutDouble(overlay.line) : overlay.line;
  const doubled = overlay.line.length - line.length;
  const next: CommandOverlay = { ...overlay, line, cursor: Math.max(0, overlay.cursor - doubled), chosen: null };
  const written = replaceOverlay(model, next);
  // In the midst of a word there is nothing to complete.
  if (/^\S/.test(next.line.slice(next.cursor)))
    return step(replaceOverlay(model, { ...next, completions: [], completedLine: headOf(next) }));
  return step(written, { type: 'complete', line: headOf(next), here: model.here });
}

/** The bar opens with "aws " in it, and many will type or paste their own. */
function withoutDouble(line: string): string {
  return line.replace(/^aws\s+(?=(?:aws|laptop|answer|time)(?:\s|$))/, '');
}

/** The lab says how a line could go on; a Tab that was pressed before takes effect now. */
export function completed(model: Model, { line, completions }: Extract<Message, { type: 'completed' }>): Step {
  const top = topOverlay(model);
  if (top?.type !== 'command' || headOf(top) !== line) return step(model);
  const overlay: CommandOverlay = { ...top, completions, completedLine: line };
  const answered = replaceOverlay(model, overlay);
  return model.busy === COMPLETING ? complete({ ...answered, busy: null }, overlay, 1) : step(answered);
}

const COMPLETING = 'looking for ways to go on';

/** Tab: the only way to go on is taken at once; of several, one is chosen, and Enter or typing on takes it. */
function complete(model: Model, overlay: CommandOverlay, by: 1 | -1): Step {
  const { completions, chosen } = overlay;
  if (overlay.completedLine !== headOf(overlay)) return step({ ...model, busy: COMPLETING });
  if (completions.length === 0) return step(model);
  if (completions.length === 1) return accept(model, overlay, 0);
  const from = chosen ?? (by === 1 ? -1 : 0);
  const next = (from + by + completions.length) % completions.length;
  return step(replaceOverlay(model, { ...overlay, chosen: next }));
}

/** The line with its last word replaced by a completion. */
function accept(model: Model, overlay: CommandOverlay, index: number): Step {
  const text = overlay.completions[index]?.text;
  if (text === undefined) return step(model);
  const head = headOf(overlay);
  const completed = `${head.slice(0, wordStart(head))}${text} `;
  const line = completed + overlay.line.slice(overlay.cursor).trimStart();
  return write(model, { ...overlay, line, cursor: completed.length, back: 0, draft: line });
}

/** Where the word that is being typed begins. */
function wordStart(line: string): number {
  return line.length - (/\S*$/.exec(line)?.[0].length ?? 0);
}

function unchoose(model: Model, overlay: CommandOverlay): Step {
  return step(replaceOverlay(model, { ...overlay, chosen: null }));
}

/** Walks the history; the line that was being written is at its near end. */
function recall(model: Model, overlay: CommandOverlay, by: 1 | -1): Step {
  const back = Math.max(0, Math.min(model.history.length, overlay.back + by));
  if (back === overlay.back) return step(model);
  const line = back === 0 ? overlay.draft : (model.history.at(-back) ?? '');
  return step(
    replaceOverlay(model, {
      ...overlay,
      line,
      cursor: line.length,
      back,
      completions: [],
      completedLine: line,
      chosen: null,
    }),
  );
}
