import { beforeAll, describe, expect, it } from 'vitest';
import type { ChartRegion, Lab } from '../../../core/index.ts';
import { createLab } from '../../../core/index.ts';
import { nodePorts } from '../../../core/node/index.ts';
import { LABEL_LINE, layoutRegion } from '../../../renderer/diagrams/chart-layout.ts';

const ADMIN = { as: 'arn:aws:iam::111122223333:role/admin', region: 'us-east-1' };

describe('the drawing of a key’s life', () => {
  let lab: Lab;
  let keyId: string;
  beforeAll(async () => {
    lab = await createLab(nodePorts());
    await lab.act({ type: 'run', line: 'aws kms create-key', ...ADMIN });
    keyId = (await lab.ask({ type: 'view' })).keys[0]?.keyId ?? '';
  });
  const lifecycle = async (): Promise<ChartRegion> => {
    const key = await lab.ask({ type: 'key', keyArn: `arn:aws:kms:us-east-1:111122223333:key/${keyId}` });
    const region = key?.chart.regions.find(({ name }) => name === 'lifecycle');
    if (region === undefined) throw new Error('a key has a life cycle');
    return region;
  };

  it('has every state of the machine once, within its bounds, and none upon another', async () => {
    const region = await lifecycle();
    const { nodes, width, height } = layoutRegion(region);
    expect(nodes.map(({ name }) => name).sort()).toEqual(region.states.map(({ name }) => name).sort());
    for (const node of nodes) {
      expect(node.x).toBeGreaterThanOrEqual(0);
      expect(node.x + node.width).toBeLessThanOrEqual(width);
      expect(node.y + node.height).toBeLessThanOrEqual(height);
      for (const other of nodes) {
        if (other === node) continue;
        const isApart =
          other.x >= node.x + node.width ||
          node.x >= other.x + other.width ||
          other.y >= node.y + node.height ||
          node.y >= other.y + other.height;
        expect(isApart, `${node.name} and ${other.name}`).toBe(true);
      }
    }
  });

  it('has an arrow for every change of state, and no more', async () => {
    const region = await lifecycle();
    const changes = region.transitions.filter(({ from, to }) => from !== to);
    const drawn = layoutRegion(region).edges.flatMap(({ from, to, events }) =>
      events.map((event) => `${from} ${event} ${to}`),
    );
    expect(drawn.sort()).toEqual([...new Set(changes.map(({ from, event, to }) => `${from} ${event} ${to}`))].sort());
  });

  it('lights the state that the key is in, and stays where it was when the state changes', async () => {
    const before = layoutRegion(await lifecycle());
    await lab.act({ type: 'run', line: `aws kms disable-key --key-id ${keyId}`, ...ADMIN });
    const after = layoutRegion(await lifecycle());
    expect(before.nodes.filter(({ isActive }) => isActive).map(({ name }) => name)).toEqual(['Enabled']);
    expect(after.nodes.filter(({ isActive }) => isActive).map(({ name }) => name)).toEqual(['Disabled']);
    expect(after.nodes.map(({ name, x, y }) => ({ name, x, y }))).toEqual(
      before.nodes.map(({ name, x, y }) => ({ name, x, y })),
    );
  });

  it('begins on the left with the state in which a key begins', async () => {
    const { nodes } = layoutRegion(await lifecycle());
    const leftmost = nodes.toSorted((a, b) => a.x - b.x)[0];
    expect(leftmost?.name).toBe('Creating');
  });
});

describe('a drawing', () => {
  it('holds a state that no arrow leads to', () => {
    const region: ChartRegion = {
      name: 'odd',
      initial: 'A',
      states: ['A', 'B'].map((name) => ({ name, isActive: name === 'A', isReachable: name === 'A', isFinal: false })),
      transitions: [],
    };
    expect(layoutRegion(region).nodes).toHaveLength(2);
  });

  it('makes one arrow of several events between the same states', () => {
    const transition = { from: 'A', to: 'B', guard: null, isPossibleNow: false };
    const region: ChartRegion = {
      name: 'two ways',
      initial: 'A',
      states: ['A', 'B'].map((name) => ({ name, isActive: name === 'A', isReachable: true, isFinal: false })),
      transitions: [
        { ...transition, event: 'One' },
        { ...transition, event: 'Two', isPossibleNow: true },
      ],
    };
    expect(layoutRegion(region).edges).toMatchObject([{ events: ['One', 'Two'], isPossibleNow: true }]);
  });

  it('is ready at once for every chart of the lab', async () => {
    const lab = await createLab(nodePorts());
    for (const machine of ['key', 'snapshot'] as const) {
      const { regions } = await lab.ask({ type: 'chart', machine });
      for (const region of regions) expect(layoutRegion(region).nodes).toHaveLength(region.states.length);
    }
  });

  it('has room for labels of several events, a line each, within its bounds and apart from its boxes', () => {
    const region: ChartRegion = {
      name: 'rotation',
      initial: 'Off',
      states: ['Off', 'On'].map((name) => ({ name, isActive: name === 'On', isReachable: true, isFinal: false })),
      transitions: [
        ['Off', 'On', 'EnableKeyRotation', false],
        ['Off', 'On', 'PrimaryPropertiesCopied', false],
        ['On', 'Off', 'DisableKeyRotation', true],
        ['On', 'Off', 'PrimaryPropertiesCopied', false],
      ].map(([from, to, event, isPossibleNow]) => ({
        from: String(from),
        to: String(to),
        event: String(event),
        guard: null,
        isPossibleNow: isPossibleNow === true,
      })),
    };
    const { nodes, edges, height } = layoutRegion(region);
    const [left, right] = [...nodes].sort((a, b) => a.x - b.x);
    const gap = (right?.x ?? 0) - (left?.x ?? 0) - (left?.width ?? 0);
    expect(gap).toBeGreaterThan('PrimaryPropertiesCopied'.length * 6.5);
    expect(edges.map(({ events, possibleEvents }) => [events.length, possibleEvents])).toEqual([
      [2, []],
      [2, ['DisableKeyRotation']],
    ]);
    for (const { labelTop, events } of edges) {
      expect(labelTop).toBeGreaterThan(6);
      expect(labelTop + (events.length - 1) * LABEL_LINE).toBeLessThan(height - 6);
    }
  });
});
