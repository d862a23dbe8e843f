import { describe, expect, it } from 'vitest';
import type { Flow, FlowNode } from '../../../core/index.ts';
import { cardBox, edgeBox, layoutFlow } from '../../../renderer/diagrams/flow-layout.ts';

const node = (id: string, laneId: string, next: FlowNode['next'] = []): FlowNode => ({
  id,
  name: id,
  laneId,
  keyArn: null,
  state: 'available',
  isBroken: false,
  failure: null,
  next,
});
const lane = (id: string) => ({ id, accountId: id, region: 'us-east-1' });
const FLOW: Flow = {
  lanes: [lane('a'), lane('b')],
  roots: [
    node('vol', 'a', [
      {
        how: 'snapshot',
        node: node('snap', 'a', [{ how: 'copy', node: node('copy', 'b', [{ how: 'copy', node: node('home', 'a') }]) }]),
      },
      { how: 'snapshot', node: node('snap2', 'a') },
    ]),
  ],
};

describe('a flow', () => {
  const cells = layoutFlow(FLOW);

  it('has a row for each node, below what it came of', () => {
    expect(cells.map(({ node: { id }, row, lane: at, depth }) => [id, row, at, depth])).toEqual([
      ['vol', 0, 0, 0],
      ['snap', 1, 0, 1],
      ['copy', 2, 1, 0],
      ['home', 3, 0, 0],
      ['snap2', 4, 0, 1],
    ]);
    expect(cells[4]?.from).toEqual({ how: 'snapshot', row: 0, lane: 0, depth: 0 });
  });

  it('draws a line from the lower edge of a card to the middle of what came of it, in whichever lane that is', () => {
    const edges = cells.map((cell) => edgeBox(cell, 2));
    expect(edges.map((edge) => edge?.goes ?? null)).toEqual([null, 'right', 'right', 'left', 'right']);
    for (const [index, edge] of edges.entries()) {
      const cell = cells[index];
      if (edge === null || cell?.from == null) continue;
      const parent = cells[cell.from.row];
      if (parent === undefined) throw new Error('no parent');
      const above = cardBox(parent, 2);
      const below = cardBox(cell, 2);
      expect(edge.top).toBe(above.top + above.height);
      expect(edge.top + edge.height).toBe(below.top + below.height / 2);
    }
  });
});
