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
  readonly events: readonly string[];
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
  let x = MARGIN;
  for (const column of columns) {
    const width = Math.max(...column.map(nodeWidth));
    for (const [row, name] of column.entries()) {
      const state = stateOf.get(name);
      if (state === undefined) continue;
      const y = MARGIN + row * (NODE_HEIGHT + ROW_GAP);
      nodes.push({ ...state, label: inWords(name), x, y, width, height: NODE_HEIGHT });
    }
    x += width + COLUMN_GAP;
  }
  const rows = Math.max(...columns.map((column) => column.length));
  return {
    width: x - COLUMN_GAP + MARGIN,
    height: 2 * MARGIN + rows * NODE_HEIGHT + (rows - 1) * ROW_GAP,
    nodes,
    edges: edgesBetween(nodes, drawn),
  };
}

function nodeWidth(name: string): number {
  return Math.round(inWords(name).length * LETTER_WIDTH + NODE_PADDING);
}

function edgesBetween(nodes: readonly ChartNode[], drawn: readonly ChartTransition[]): readonly ChartEdge[] {
  const edges: ChartEdge[] = [];
  for (const start of nodes) {
    for (const end of nodes) {
      const bundle = drawn.filter(({ from, to }) => from === start.name && to === end.name);
      if (bundle.length === 0) continue;
      const hasReturn = drawn.some(({ from, to }) => from === end.name && to === start.name);
      edges.push({
        from: start.name,
        to: end.name,
        events: [...new Set(bundle.map(({ event }) => event))],
        isPossibleNow: bundle.some(({ isPossibleNow }) => isPossibleNow),
        isReachable: start.isReachable && end.isReachable,
        ...arrowBetween(start, end, hasReturn),
      });
    }
  }
  return edges;
}

function arrowBetween(start: ChartNode, end: ChartNode, hasReturn: boolean): Drawn {
  if (start.x === end.x) return vertical(start, end, hasReturn);
  return start.y === end.y ? level(start, end, hasReturn) : diagonal(start, end, hasReturn);
}
