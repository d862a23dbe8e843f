import { messageLines } from '../panels/message-lines.ts';
import { resultLines } from '../panels/result-lines.ts';
import { glyphsFor } from '../text/glyphs.ts';
import { isWide, type Model, type Size, topOverlay } from './model.ts';
import type { BesidePanel, Panel } from './panels.ts';
import { hasDrawer, isReplaying, isTaught, shownOverlay } from './places.ts';
import { thingsRows } from './things-rows.ts';

/** The room for content: borders and padding are outside of it. */
export interface Box {
  readonly width: number;
  readonly height: number;
}

/** A panel of the left column, and the rows of its content. */
export interface Stacked {
  readonly panel: 'keys' | 'things' | 'principals';
  readonly height: number;
}

/** Where everything stands. `panels` holds those that are on screen. */
export interface Geometry {
  readonly kind: 'wide' | 'narrow' | 'tooSmall';
  readonly columns: number;
  /** Rows drawn: one less than the terminal has. */
  readonly rows: number;
  /** Whether the places stand in a row of their own. */
  readonly hasPlaces: boolean;
  /** Rows between the header and the two bottom lines, less those of the suggestions, and of a replay's bar. */
  readonly body: number;
  /** Rows for what the command bar suggests; 0 while it is closed. */
  readonly suggestions: number;
  /** Outer widths of the three columns of the wide layout. */
  readonly left: number;
  readonly middle: number;
  readonly right: number;
  /** The panels of the left column, from above. */
  readonly stack: readonly Stacked[];
  /** Outer height of the result's drawer; 0 without one. */
  readonly drawer: number;
  readonly panels: Readonly<Partial<Record<Panel, Box>>>;
  /** What an overlay may fill. */
  readonly overlay: Box;
}

/** The smallest terminal that the lab draws in. */
export const SMALLEST: Size = { columns: 60, rows: 16 };
/** Header and bottom line; between them is the message. */
const CHROME_ROWS = 2;
/** From this size on the places have a row. */
const PLACES_FROM: Size = { columns: 78, rows: 20 };

/** The layout for a model: three columns from 80 columns on, one panel and a strip of tabs below. */
export function geometryOf(model: Model): Geometry {
  const { columns } = model.size;
  const rows = model.size.rows - 1;
  const isTyping = topOverlay(model)?.type === 'command';
  const suggestions = isTyping ? Math.min(6, Math.max(3, Math.floor(rows / 5))) : 0;
  const hasPlaces = columns >= PLACES_FROM.columns && model.size.rows >= PLACES_FROM.rows;
  const message = messageLines(model, glyphsFor(model.isAscii)).length;
  const body = rows - CHROME_ROWS - message - suggestions - (hasPlaces ? 1 : 0) - (isReplaying(model) ? 1 : 0);
  const shared = { columns, rows, hasPlaces, body, suggestions, left: 0, middle: 0, right: 0, stack: [] };
  if (columns < SMALLEST.columns || model.size.rows < SMALLEST.rows)
    return { ...shared, kind: 'tooSmall', drawer: 0, panels: {}, overlay: { width: columns, height: 0 } };
  const drawer = hasDrawer(model) ? drawerHeight(model, columns - 4, body) : 0;
  const overlay = { width: columns - 4, height: body - (drawer > 0 ? drawer + 1 : 2) };
  const base = { ...shared, drawer, overlay };
  if (!isWide(model.size)) return narrow(model, base);
  if (model.isEnlarged) {
    const room = { width: columns - 4, height: body - 2 };
    return { ...base, kind: 'wide', drawer: 0, overlay: room, panels: { [model.focus]: room } };
  }
  if (isReplaying(model)) return guided(model, base, { leader: 'steps', left: stepsWidth(columns) });
  return isTaught(model) ? guided(model, base, { leader: 'lesson', left: lessonWidth(columns) }) : wide(model, base);
}

type Base = Omit<Geometry, 'kind' | 'panels'>;

/** One panel, without a frame; the strip of tabs takes a row. */
function narrow(model: Model, base: Base): Geometry {
  const isOver = shownOverlay(model) !== null;
  const box = { width: base.columns - 2, height: base.body - 1 };
  const drawer = isOver ? base.drawer : 0;
  const result = drawer > 0 ? { result: { width: base.columns - 4, height: drawer - 2 } } : {};
  return { ...base, kind: 'narrow', drawer, panels: { [model.focus]: box, ...result } };
}

/** From so many columns on, the trail is a table. */
const ROOM_FOR_TABLE = 150;

function wide(model: Model, base: Base): Geometry {
  const { columns, body, drawer } = base;
  const isRoomy = columns >= ROOM_FOR_TABLE;
  const left = clamp(Math.round(columns * (isRoomy ? 0.2 : 0.27)), 22, 36);
  const right = isRoomy ? Math.round(columns * 0.5) : clamp(Math.round(columns * 0.3), 24, 48);
  const middle = columns - left - right;
  const upper = body - drawer;
  // A frame's row: the title on top, and at the bottom the frame, or the title of the drawer.
  const frame = drawer > 0 ? 1 : 2;
  const inner = upper - frame;
  const stack = stacked(model, upper, frame - 1);
  const panels: Partial<Record<Panel, Box>> = {
    ...Object.fromEntries(stack.map(({ panel, height }) => [panel, { width: left - 2, height }])),
    key: { width: middle - 3, height: inner },
    trail: { width: right - 3, height: inner },
    ...(drawer > 0 ? { result: { width: columns - 4, height: drawer - 2 } } : {}),
  };
  return { ...base, kind: 'wide', left, middle, right, stack, panels };
}

/** Content rows from which the left column has both things and principals. */
const ROOM_FOR_BOTH = 24;

/** The left column: keys, and under them things, principals or both, each with a title; `bottom` is the last frame's row. */
function stacked({ data, below }: Model, upper: number, bottom: number): readonly Stacked[] {
  if (upper < 8) return [{ panel: 'keys', height: upper - 1 - bottom }];
  const rows = {
    things: 1 + thingsRows(data?.view ?? null),
    principals: data?.view.principals.length ?? 4,
  };
  const most = Math.max(3, Math.min(Math.round(upper * 0.3), 10));
  const under: readonly ('things' | 'principals')[] = upper >= ROOM_FOR_BOTH ? ['things', 'principals'] : [below];
  const lower = under.map((panel): Stacked => ({ panel, height: clamp(rows[panel], 2, most - 1) }));
  const taken = lower.reduce((sum, { height }) => sum + height + 1, 0);
  return [{ panel: 'keys', height: upper - 1 - bottom - taken }, ...lower];
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
  const { columns, body, drawer } = base;
  const hasTrail = columns >= ROOM_FOR_THREE;
  const right = hasTrail ? clamp(Math.round(columns * 0.27), 32, 48) : 0;
  const middle = columns - left - right;
  const inner = body - drawer - (drawer > 0 ? 1 : 2);
  const beside = panelBeside(model, hasTrail);
  const panels: Partial<Record<Panel, Box>> = {
    [leader]: { width: left - 2, height: inner },
    [beside]: { width: middle - (hasTrail ? 2 : 3), height: inner },
    ...(hasTrail ? { trail: { width: right - 3, height: inner } } : {}),
    ...(drawer > 0 ? { result: { width: columns - 4, height: drawer - 2 } } : {}),
  };
  return { ...base, kind: 'wide', left, middle, right, panels };
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
  const most =
    shownOverlay(model) === null ? Math.max(7, Math.floor(body * 0.5)) : Math.max(5, Math.floor(body * 0.35));
  return clamp(needed, Math.min(7, most), most);
}

function clamp(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(most, value));
}
