import { resultLines } from '../panels/result-lines.ts';
import { glyphsFor } from '../text/glyphs.ts';
import { type BesidePanel, isWide, type Model, type Panel, type Size, topOverlay } from './model.ts';

/** The room for content: borders and padding are outside of it. */
export interface Box {
  readonly width: number;
  readonly height: number;
}

/** Where everything stands. `panels` holds those that are on screen. */
export interface Geometry {
  readonly kind: 'wide' | 'narrow' | 'tooSmall';
  readonly columns: number;
  /** Rows drawn: one less than the terminal has. */
  readonly rows: number;
  /** Rows between the header and the two bottom lines, less those of the suggestions, and of a replay's bar. */
  readonly body: number;
  /** Rows for what the command bar suggests; 0 while it is closed. */
  readonly suggestions: number;
  /** Outer widths of the three columns of the wide layout. */
  readonly left: number;
  readonly middle: number;
  readonly right: number;
  /** Outer height of the result's drawer in the wide layout; 0 without a result. */
  readonly drawer: number;
  /** Outer height of the principals, under the keys; 0 where there is no room for both. */
  readonly principals: number;
  readonly panels: Readonly<Partial<Record<Panel, Box>>>;
  /** What an overlay may fill. */
  readonly overlay: Box;
}

/** The smallest terminal that the lab draws in. */
export const SMALLEST: Size = { columns: 60, rows: 16 };
/** Header, message line, bottom line. */
const CHROME_ROWS = 3;

/** The layout for a model: three columns from 80 columns on, one panel and a strip of tabs below. */
export function geometryOf(model: Model): Geometry {
  const { columns } = model.size;
  const rows = model.size.rows - 1;
  const isTyping = topOverlay(model)?.type === 'command';
  const suggestions = isTyping ? Math.min(6, Math.max(3, Math.floor(rows / 5))) : 0;
  const replay = model.data?.replay ?? null;
  const body = rows - CHROME_ROWS - suggestions - (replay === null ? 0 : 1);
  const base = { columns, rows, body, suggestions, left: 0, middle: 0, right: 0, drawer: 0, principals: 0 };
  if (columns < SMALLEST.columns || model.size.rows < SMALLEST.rows)
    return { ...base, kind: 'tooSmall', panels: {}, overlay: { width: columns, height: 0 } };
  if (!isWide(model.size)) return narrow(model, base);
  if (replay !== null) return guided(model, base, { leader: 'steps', left: stepsWidth(columns) });
  return model.data?.lesson == null
    ? wide(model, base)
    : guided(model, base, { leader: 'lesson', left: lessonWidth(columns) });
}

type Base = Omit<Geometry, 'kind' | 'panels' | 'overlay'>;

/** One panel, without a frame; the strip of tabs takes a row. */
function narrow(model: Model, base: Base): Geometry {
  const box = { width: base.columns - 2, height: base.body - 1 };
  const overlay = { width: base.columns - 4, height: base.body - 2 };
  return { ...base, kind: 'narrow', panels: { [model.focus]: box }, overlay };
}

function wide(model: Model, base: Base): Geometry {
  const { columns, body } = base;
  const overlay = { width: columns - 4, height: body - 2 };
  if (model.isEnlarged) return { ...base, kind: 'wide', panels: { [model.focus]: overlay }, overlay };
  const left = clamp(Math.round(columns * 0.27), 22, 36);
  const right = clamp(Math.round(columns * 0.3), 24, 48);
  const middle = columns - left - right;
  const drawer = model.result === null ? 0 : drawerHeight(model, columns - 4, body);
  const upper = body - drawer;
  // A frame's row: the title on top, and at the bottom the frame, or the title of the drawer.
  const frame = drawer > 0 ? 1 : 2;
  const most = Math.max(3, Math.min(Math.round(upper * 0.3), 8));
  const principals = upper < 8 ? 0 : Math.min(most, 1 + (model.data?.view.principals.length ?? 4)) + frame - 1;
  const inner = upper - frame;
  const panels: Partial<Record<Panel, Box>> = {
    keys: { width: left - 2, height: principals === 0 ? inner : upper - principals - 1 },
    key: { width: middle - 3, height: inner },
    trail: { width: right - 3, height: inner },
    ...(principals > 0 ? { principals: { width: left - 2, height: principals - frame } } : {}),
    ...(drawer > 0 ? { result: { width: columns - 4, height: drawer - 2 } } : {}),
  };
  return { ...base, kind: 'wide', left, middle, right, drawer, principals, panels, overlay };
}

/** From so many columns on, the trail has its place beside a lesson too. */
const ROOM_FOR_THREE = 120;

/** The panel that leads through a lesson or a replay. */
interface Leader {
  readonly leader: 'lesson' | 'steps';
  readonly left: number;
}

function lessonWidth(columns: number): number {
  return clamp(Math.round(columns * (columns >= ROOM_FOR_THREE ? 0.38 : 0.5)), 40, 64);
}

/** A list needs less room than a text. */
function stepsWidth(columns: number): number {
  return clamp(Math.round(columns * 0.38), 28, 44);
}

/** Whatever leads on the left, one panel beside it, the trail where there is room for three; the result under them. */
function guided(model: Model, base: Base, { leader, left }: Leader): Geometry {
  const { columns, body } = base;
  const overlay = { width: columns - 4, height: body - 2 };
  if (model.isEnlarged) return { ...base, kind: 'wide', panels: { [model.focus]: overlay }, overlay };
  const hasTrail = columns >= ROOM_FOR_THREE;
  const right = hasTrail ? clamp(Math.round(columns * 0.27), 32, 48) : 0;
  const middle = columns - left - right;
  const drawer = model.result === null ? 0 : drawerHeight(model, columns - 4, body);
  const inner = body - drawer - (drawer > 0 ? 1 : 2);
  const beside = panelBeside(model, hasTrail);
  const panels: Partial<Record<Panel, Box>> = {
    [leader]: { width: left - 2, height: inner },
    [beside]: { width: middle - (hasTrail ? 2 : 3), height: inner },
    ...(hasTrail ? { trail: { width: right - 3, height: inner } } : {}),
    ...(drawer > 0 ? { result: { width: columns - 4, height: drawer - 2 } } : {}),
  };
  return { ...base, kind: 'wide', left, middle, right, drawer, panels, overlay };
}

/** What stands beside the leader: the trail only where it has no place of its own. */
export function panelBeside({ beside, data }: Model, hasTrail: boolean): BesidePanel {
  const isFree = (data?.replay ?? null) === null;
  if (beside === 'step' && isFree) return 'key';
  if (!hasTrail || beside !== 'trail') return beside;
  return isFree ? 'key' : 'step';
}

/** As high as the result is long, up to a good half of the screen; not so low that the next result moves everything. */
function drawerHeight(model: Model, width: number, body: number): number {
  const needed = resultLines(model, width, glyphsFor(model.isAscii)).length + 2;
  return clamp(needed, 7, Math.max(7, Math.floor(body * 0.45)));
}

function clamp(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(most, value));
}
