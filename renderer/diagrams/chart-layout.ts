import type { ChartRegion, ChartState, ChartTransition } from '../../core/index.ts';
import { inWords } from '../lab/format.ts';
import { type Box, type Drawn, diagonal, level, vertical } from './chart-arrows.ts';
import { rankStates } from './chart-ranks.ts';

/** A state as a box; lengths are SVG user units. */
export interface ChartNode extends ChartState, Box {
  readonly label: string;
}

/** All arrows from one state to another, drawn as one. Self-transitions change nothing to see and have none. */
export interface ChartEdge extends Drawn {
  readonly from: string;
  readonly to: string;
  /** Each on a line of its own. */
  readonly events: readonly string[];
  /** Those of them that are possible now. */
  readonly possibleEvents: readonly string[];
  /** Where the first line of its label is. */
  readonly labelTop: number;
  readonly isPossibleNow: boolean;
  /** False where it starts or ends in a state that can't come any more. */
  readonly isReachable: boolean;
}

/** A drawing of one region of a chart. */
export interface ChartDrawing {
  readonly width: number;
  readonly height: number;
  readonly nodes: readonly ChartNode[];
  readonly edges: readonly ChartEdge[];
}

const NODE_HEIGHT = 42;
const COLUMN_GAP = 136;
const ROW_GAP = 72;
const MARGIN = 10;
/** From one line of a label to the next, and an average letter of it. */
export const LABEL_LINE = 13;
const LABEL_LETTER = 6.7;
const LABEL_PADDING = 12;
/** Widths are guessed, for a layout must not depend on a screen: an average letter, and the box around the text. */
const LETTER_WIDTH = 7.2;
const NODE_PADDING = 36;

/**
 * Draws a region from its data alone: the same states and arrows always lie in the same places, whichever state is
 * live. Transitions that change no state have no arrow; a reader finds them in the table beside the drawing.
 */
export function layoutRegion(region: ChartRegion): ChartDrawing {
  const drawn = region.transitions.filter(({ from, to }) => from !== to);
  const columns = rankStates(region, drawn);
  const stateOf = new Map(region.states.map((state) => [state.name, state]));
  const nodes: ChartNode[] = [];
  const bundles = bundlesOf(drawn);
  const columnGap = Math.max(COLUMN_GAP, ...drawn.map(({ event }) => event.length * LABEL_LETTER + LABEL_PADDING));
  // Labels of several lines grow away from their arrows, out of the row.
  const rise = (Math.max(1, ...bundles.map(({ events }) => events.length)) - 1) * LABEL_LINE;
  let x = MARGIN;
  for (const column of columns) {
    const width = Math.max(...column.map(nodeWidth));
    for (const [row, name] of column.entries()) {
      const state = stateOf.get(name);
      if (state === undefined) continue;
      const y = MARGIN + rise + row * (NODE_HEIGHT + ROW_GAP);
      nodes.push({ ...state, label: inWords(name), x, y, width, height: NODE_HEIGHT });
    }
    x += width + columnGap;
  }
  const rows = Math.max(...columns.map((column) => column.length));
  return {
    width: x - columnGap + MARGIN,
    height: 2 * (MARGIN + rise) + rows * NODE_HEIGHT + (rows - 1) * ROW_GAP,
    nodes,
    edges: edgesBetween(nodes, bundles),
  };
}

function nodeWidth(name: string): number {
  return Math.round(inWords(name).length * LETTER_WIDTH + NODE_PADDING);
}

/** Arrows that lie on each other: all from one state to another. */
interface Bundle {
  readonly from: string;
  readonly to: string;
  readonly events: readonly string[];
  readonly possibleEvents: readonly string[];
}

function bundlesOf(drawn: readonly ChartTransition[]): readonly Bundle[] {
  const ends = new Map(drawn.map(({ from, to }) => [`${from} ${to}`, { from, to }]));
  return [...ends.values()].map(({ from, to }) => {
    const bundle = drawn.filter((one) => one.from === from && one.to === to);
    const namesOf = (some: readonly ChartTransition[]) => [...new Set(some.map(({ event }) => event))];
    return { from, to, events: namesOf(bundle), possibleEvents: namesOf(bundle.filter((one) => one.isPossibleNow)) };
  });
}

function edgesBetween(nodes: readonly ChartNode[], bundles: readonly Bundle[]): readonly ChartEdge[] {
  return bundles.flatMap((bundle): readonly ChartEdge[] => {
    const start = nodes.find(({ name }) => name === bundle.from);
    const end = nodes.find(({ name }) => name === bundle.to);
    if (start === undefined || end === undefined) return [];
    const hasReturn = bundles.some(({ from, to }) => from === end.name && to === start.name);
    const arrow = arrowBetween(start, end, hasReturn);
    const lines = (bundle.events.length - 1) * LABEL_LINE;
    const isLevel = start.y === end.y && start.x !== end.x;
    const up = !isLevel ? lines / 2 : end.x > start.x ? lines : 0;
    return [
      {
        ...bundle,
        isPossibleNow: bundle.possibleEvents.length > 0,
        isReachable: start.isReachable && end.isReachable,
        ...arrow,
        labelTop: arrow.labelY - up,
      },
    ];
  });
}

function arrowBetween(start: ChartNode, end: ChartNode, hasReturn: boolean): Drawn {
  if (start.x === end.x) return vertical(start, end, hasReturn);
  return start.y === end.y ? level(start, end, hasReturn) : diagonal(start, end, hasReturn);
}
