import type { Flow, FlowNode, Passage } from '../../core/index.ts';

/** A node at its place: a row of its own, in the column of its lane. */
export interface FlowCell {
  readonly node: FlowNode;
  readonly row: number;
  readonly lane: number;
  /** How many steps in its lane it is behind where data came into it. */
  readonly depth: number;
  /** Where its data came from, and how; null for the first. */
  readonly from: { readonly how: Passage; readonly row: number; readonly lane: number; readonly depth: number } | null;
}

/** Every node of a flow in reading order: what came of one stands below it. */
export function layoutFlow({ lanes, roots }: Flow): readonly FlowCell[] {
  const cells: FlowCell[] = [];
  const visit = (node: FlowNode, depth: number, from: FlowCell['from']): void => {
    const lane = lanes.findIndex(({ id }) => id === node.laneId);
    const row = cells.length;
    cells.push({ node, row, lane, depth, from });
    for (const { how, node: after } of node.next) {
      visit(after, after.laneId === node.laneId ? depth + 1 : 0, { how, row, lane, depth });
    }
  };
  for (const root of roots) visit(root, 0, null);
  return cells;
}

/** In pixels: a row, a step inwards, the space around a card, and where a line leaves a card. */
export const FLOW = { row: 84, indent: 26, gap: 10, leave: 14 } as const;

/** Lengths of CSS, so that lanes share whatever width there is. */
export interface Box {
  readonly left: string;
  readonly top: number;
  readonly width: string;
  readonly height: number;
}

export function cardBox({ lane, row, depth }: FlowCell, lanes: number): Box {
  const inset = depth * FLOW.indent;
  return {
    left: `calc(${lane} * 100% / ${lanes} + ${FLOW.gap + inset}px)`,
    top: row * FLOW.row,
    width: `calc(100% / ${lanes} - ${2 * FLOW.gap + inset}px)`,
    height: FLOW.row - FLOW.gap,
  };
}

/** The line from a card down and over to one that came of it: a box with two borders. */
export function edgeBox(
  { lane, row, depth, from }: FlowCell,
  lanes: number,
): (Box & { readonly goes: 'right' | 'left' }) | null {
  if (from === null) return null;
  const start = FLOW.gap + from.depth * FLOW.indent + FLOW.leave; // within the lane that it leaves
  const top = (from.row + 1) * FLOW.row - FLOW.gap;
  const height = row * FLOW.row + (FLOW.row - FLOW.gap) / 2 - top;
  if (lane >= from.lane) {
    const end = FLOW.gap + depth * FLOW.indent;
    return {
      goes: 'right',
      left: `calc(${from.lane} * 100% / ${lanes} + ${start}px)`,
      top,
      width: `calc(${lane - from.lane} * 100% / ${lanes} + ${end - start}px)`,
      height,
    };
  }
  return {
    goes: 'left',
    left: `calc(${lane + 1} * 100% / ${lanes} - ${FLOW.gap}px)`,
    top,
    width: `calc(${from.lane - lane - 1} * 100% / ${lanes} + ${start + FLOW.gap}px)`,
    height,
  };
}
