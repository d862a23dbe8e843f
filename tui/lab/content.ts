import type { LabView } from '../../core/index.ts';
import { billLines } from '../overlays/bill-lines.ts';
import { envelopeLines } from '../overlays/envelope-lines.ts';
import { flowLines } from '../overlays/flow-lines.ts';
import { helpLines } from '../overlays/help-lines.ts';
import { lessonsList } from '../overlays/lessons-list.ts';
import { logList } from '../overlays/log-list.ts';
import { paletteList } from '../overlays/palette-list.ts';
import { pasteLines } from '../overlays/paste-lines.ts';
import { pickList } from '../overlays/pick-list.ts';
import { recordLines } from '../overlays/record-lines.ts';
import { replaysList } from '../overlays/replays-list.ts';
import { thingLines } from '../overlays/thing-lines.ts';
import { timeLines } from '../overlays/time-lines.ts';
import { whyLines } from '../overlays/why-lines.ts';
import { keyLines, noKeyLines } from '../panels/key-lines.ts';
import { keysList } from '../panels/keys-list.ts';
import { lessonLines } from '../panels/lesson-lines.ts';
import { principalsList } from '../panels/principals-list.ts';
import { resultLines } from '../panels/result-lines.ts';
import { stepPanelLines } from '../panels/step-lines.ts';
import { stepsList } from '../panels/steps-list.ts';
import { thingsList } from '../panels/things-list.ts';
import { selectedEvent, shownItems, trailList } from '../panels/trail-list.ts';
import { type Glyphs, glyphsFor } from '../text/glyphs.ts';
import { type Line, line } from '../text/line.ts';
import type { Place } from '../text/place-text.ts';
import { wrapLines } from '../text/wrap.ts';
import type { Box } from './geometry.ts';
import { clampScroll, type List, linesMadeBy, type SomeLines, windowStart } from './list.ts';
import { isWide, type Model } from './model.ts';
import { nextOffered } from './offered-lines.ts';
import type { BillOverlay, LessonsOverlay, Overlay, ReplaysOverlay, TimeOverlay, WhyOverlay } from './overlays.ts';
import type { FilteredPanel, Panel } from './panels.ts';
import { createKeyLine } from './quick-actions.ts';

/** All lines of a part of the screen, and the first one that is in view. */
export interface Content {
  readonly lines: SomeLines;
  readonly first: number;
  /** A line that stays above them. */
  readonly head?: Line;
  /** Lines that stay below them. */
  readonly foot?: readonly Line[];
  /** Of a list: what each line stands for; null for a heading. */
  readonly ids?: List['ids'];
}

/** The lines of a content that are in view in so many rows. */
export function linesInView(content: Content, height: number): readonly Line[] {
  const { lines, first, head, foot = [] } = content;
  const shown = lines.slice(first, first + rowsLeft(content, height));
  return [...(head === undefined ? [] : [head]), ...shown, ...foot];
}

/** Which part of a content is in view in so many rows, in choices of a list or in lines of a text; null where all of it is. */
export function placeIn(content: Content, height: number): Place | null {
  const { lines, first, ids } = content;
  const end = Math.min(lines.length, first + rowsLeft(content, height));
  if (end - first >= lines.length) return null;
  if (ids === undefined) return { from: first + 1, to: end, of: lines.length };
  const choicesIn = (from: number, to: number): number => ids.slice(from, to).filter((id) => id !== null).length;
  const before = choicesIn(0, first);
  return { from: before + 1, to: before + choicesIn(first, end), of: before + choicesIn(first, ids.length) };
}

function rowsLeft({ head, foot = [] }: Pick<Content, 'head' | 'foot'>, height: number): number {
  return Math.max(1, height - (head === undefined ? 0 : 1) - foot.length);
}

/** What a panel shows in a box. */
export function panelContent(model: Model, panel: Panel, box: Box): Content {
  if (panel === 'lesson') return scrolled(lessonPanelLines(model, box), model.scroll.lesson, box);
  if (panel === 'key') return scrolled(keyLines(model, box.width, glyphsFor(model.isAscii)), model.scroll.key, box);
  if (panel === 'result')
    return scrolled(resultLines(model, box.width, glyphsFor(model.isAscii)), model.scroll.result, box);
  if (panel === 'step')
    return scrolled(stepPanelLines(model, box.width, glyphsFor(model.isAscii)), model.scroll.step, box);
  if (panel === 'steps') return stepsContent(model, box);
  if (panel === 'keys' && !isWide(model.size) && model.data?.view.keys.length === 0 && model.data.replay === null)
    return { lines: noKeyLines(createKeyLine(model), box.width), first: 0 };
  const list = panelList(model, panel, box.width);
  const selected = list.ids.indexOf(selectedIn(model, panel) ?? NOTHING);
  return model.isPresenting ? listed(aired(list), 2 * selected, box) : listed(list, selected, box);
}

/** A list scrolled to what is selected, and under it what there is to say of that. */
function listed({ lines, ids, head }: List, selected: number, { height }: Box, foot: readonly Line[] = []): Content {
  const around = { foot, ...(head === undefined ? {} : { head }) };
  return { ...around, lines, ids, first: windowStart(lines.length, rowsLeft(around, height), selected) };
}

/** Every other line empty, so that a row can be read from afar. */
function aired({ lines, ids, ...list }: List): List {
  const count = Math.max(0, 2 * lines.length - 1);
  const lineAt = (index: number): Line =>
    index % 2 === 1 ? line('') : (lines.slice(index / 2, index / 2 + 1)[0] ?? line(''));
  return { ...list, lines: linesMadeBy(count, lineAt), ids: ids.flatMap((id) => [id, null]).slice(0, count) };
}

/** The panels that are lists to choose from. */
export type ListPanel = FilteredPanel;

/** What there is to choose from in a panel. */
export function panelList(model: Model, panel: ListPanel, width: number): List {
  const glyphs = glyphsFor(model.isAscii);
  if (panel === 'keys') return keysList(model, width, glyphs);
  if (panel === 'principals') return principalsList(model, width, glyphs);
  if (panel === 'things') return thingsList(model, width, glyphs);
  return trailList(model, width, glyphs);
}

/** What is chosen in a panel. */
export function selectedIn(model: Model, panel: ListPanel): string | null {
  if (panel === 'keys') return model.selectedKey;
  if (panel === 'principals') return model.selectedPrincipal ?? model.here.as;
  if (panel === 'things') return model.selectedThing;
  return model.data === null ? null : selectedEvent(model, shownItems(model));
}

/** What an overlay shows; the command bar has no lines of its own. */
export function overlayContent(model: Model, overlay: Overlay, box: Box): Content {
  const glyphs = glyphsFor(model.isAscii);
  switch (overlay.type) {
    case 'help':
      return scrolled(helpLines(overlay.topic, box.width), overlay.scroll, box);
    case 'why':
      return scrolled(whyOverlayLines(overlay, model.data?.view ?? null, box.width, glyphs), overlay.scroll, box);
    case 'record': {
      const row = model.data?.trail.find(({ record }) => record.eventID === overlay.eventId);
      return scrolled(recordLines(row, box.width), overlay.scroll, box);
    }
    case 'bill':
      return scrolled(billOverlayLines(overlay, model.data?.view ?? null, box.width), overlay.scroll, box);
    case 'time':
      return scrolled(timeOverlayLines(overlay, model.data?.view ?? null, box.width, glyphs), overlay.scroll, box);
    case 'pick':
      return listed(pickList(model, overlay, box.width, glyphs), overlay.index, box);
    case 'lessons':
      return lessonsContent(overlay, box, glyphs);
    case 'replays':
      return replaysContent(overlay, box, glyphs);
    case 'flow':
      return scrolled(flowLines(model, box.width, glyphs), overlay.scroll, box);
    case 'envelope':
      return scrolled(envelopeLines(model, box.width, glyphs), overlay.scroll, box);
    case 'thing':
      return scrolled(thingLines(model, overlay.id, box.width), overlay.scroll, box);
    case 'paste':
      return scrolled(pasteLines(overlay.lines, box.width), overlay.scroll, box);
    case 'palette': {
      const { list, selected } = paletteList(model, overlay, box.width, glyphs);
      return listed(list, selected, box);
    }
    case 'log':
      return listed(logList(model, overlay.index, box.width, glyphs), overlay.index, box);
    case 'filter':
    case 'command':
    case 'copy':
      return { lines: [], first: 0 };
  }
}

const UNKNOWN_REQUEST =
  'The lab does not know this request, so there is nothing to explain. It may have been undone, or made in another world.';

function whyOverlayLines(
  { why, gains }: WhyOverlay,
  view: LabView | null,
  width: number,
  glyphs: Glyphs,
): readonly Line[] {
  if (why === null) return [line('asking the lab…', 'dim')];
  if (why === 'unknown') return wrapLines(UNKNOWN_REQUEST, width);
  return whyLines({ why, gains, view }, width, glyphs);
}

function billOverlayLines({ bills }: BillOverlay, view: LabView | null, width: number): readonly Line[] {
  if (bills === null || view === null) return [line('asking the lab…', 'dim')];
  return bills.flatMap((bill, index) => [
    ...(index === 0 ? [] : [line('')]),
    ...billLines(bill, { view, hasEvents: false }, width),
  ]);
}

function timeOverlayLines(overlay: TimeOverlay, view: LabView | null, width: number, glyphs: Glyphs): readonly Line[] {
  return view === null ? [] : timeLines(overlay, view, width, glyphs);
}

function lessonsContent({ lessons, index }: LessonsOverlay, box: Box, glyphs: Glyphs): Content {
  if (lessons === null) return { lines: [line('asking the lab…', 'dim')], first: 0 };
  const list = lessonsList(lessons, index, box.width, glyphs);
  return listed(list, index, box, summaryLines(lessons[index]?.summary ?? null, box));
}

function replaysContent({ replays, index }: ReplaysOverlay, box: Box, glyphs: Glyphs): Content {
  if (replays === null) return { lines: [line('asking the lab…', 'dim')], first: 0 };
  if (replays.length === 0)
    return { lines: wrapLines('There is nothing to replay beside this lab.', box.width), first: 0 };
  const list = replaysList(replays, index, box.width, glyphs);
  return listed(list, index, box, summaryLines(replays[index]?.summary ?? null, box));
}

/** What there is to say of the chosen one, under its list. */
function summaryLines(summary: string | null, { width }: Box): readonly Line[] {
  return summary === null ? [] : [line(''), ...wrapLines(summary, width, { tone: 'dim' })];
}

function stepsContent(model: Model, box: Box): Content {
  const list = stepsList(model, box.width, glyphsFor(model.isAscii));
  return listed(list, Math.max(0, list.ids.indexOf(String(model.data?.replay?.done))), box);
}

/** All of the step's commands are whole where there is room for them; else the one that comes next. */
function lessonPanelLines(model: Model, box: Box): readonly Line[] {
  const lesson = model.data?.lesson ?? null;
  if (lesson === null) return [];
  // What was said last stands last, where it is in view.
  const mistakes = lesson.step.mistakes.toSorted((a, b) => model.told.indexOf(b) - model.told.indexOf(a));
  const shown = { ...lesson, step: { ...lesson.step, mistakes } };
  const whole = lessonLines(shown, box.width, glyphsFor(model.isAscii));
  if (whole.length <= box.height) return whole;
  return lessonLines(shown, box.width, glyphsFor(model.isAscii), nextOffered(model));
}

const NOTHING = '';

function scrolled(lines: readonly Line[], scroll: number, box: Box): Content {
  return { lines, first: clampScroll(scroll, lines.length, box.height) };
}
