import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import type { MapItem, WorldMap } from '../../../core/index.ts';
import { layoutMap, linkEnds, MAP } from '../../../renderer/diagrams/map-layout.ts';
import { WorldDrawing } from '../../../renderer/diagrams/WorldDrawing.tsx';
import { WorldTable } from '../../../renderer/diagrams/WorldTable.tsx';
import type { KeyNames } from '../../../renderer/lab/key-names.ts';

const NAMES: KeyNames = {
  key: () => 'alias/orders',
  caller: (arn) => arn,
  account: (id) => (id === '1' ? 'main' : 'partner'),
};
const item = (id: string, region: string, more: Partial<MapItem> = {}): MapItem => ({
  id,
  kind: 'KMS key',
  name: id,
  state: 'Enabled',
  accountId: '1',
  region,
  keyArn: id,
  otherwise: '',
  facts: [],
  command: '',
  ...more,
});
const MAP_OF_TWO: WorldMap = {
  accounts: [
    { accountId: '1', name: 'main' },
    { accountId: '2', name: 'partner' },
  ],
  regions: [
    { region: 'us-east-1', name: 'US East (N. Virginia)' },
    { region: 'eu-west-1', name: 'Europe (Ireland)' },
  ],
  items: [
    item('a', 'us-east-1'),
    item('b', 'us-east-1'),
    item('a2', 'eu-west-1'),
    item('v', 'eu-west-1', { accountId: '2', kind: 'S3 bucket', keyArn: null, state: null, otherwise: 'SSE-S3' }),
  ],
  links: [
    { from: 'a', to: 'a2', how: 'replica' },
    { from: 'a', to: 'gone', how: 'copy' },
  ],
};
const textOf = (element: React.ReactElement) =>
  renderToStaticMarkup(element)
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ');

describe('the map', () => {
  it('has a column a Region, and an account below the other, as high as its fullest cell', () => {
    const { columns, rows, items, height } = layoutMap(MAP_OF_TWO);
    expect(columns).toBe(2);
    expect(items.map(({ item: { id }, column }) => [id, column])).toEqual([
      ['a', 0],
      ['b', 0],
      ['a2', 1],
      ['v', 1],
    ]);
    const step = MAP.item + MAP.gap;
    expect(items[1]?.y).toBe((items[0]?.y ?? 0) + step);
    expect(rows.map(({ height: high }) => high)).toEqual([
      MAP.band + 2 * MAP.padding + 2 * step - MAP.gap,
      MAP.band + 2 * MAP.padding + step - MAP.gap,
    ]);
    expect(rows[1]?.y).toBe(rows[0]?.height);
    expect(height).toBe((rows[0]?.height ?? 0) + (rows[1]?.height ?? 0));
  });

  it('counts what finds no room', () => {
    const many = Array.from({ length: 20 }, (_, index) => item(`k${index}`, 'us-east-1'));
    const { rows, items } = layoutMap({ ...MAP_OF_TWO, items: many });
    expect(items).toHaveLength(12);
    expect(rows[0]?.more).toMatchObject([{ column: 0, count: 8 }]);
  });

  it('joins what is on it, from edge to edge', () => {
    const { links, columns } = layoutMap(MAP_OF_TWO);
    expect(links).toHaveLength(1);
    const [link] = links;
    if (link === undefined) throw new Error('no line');
    expect(linkEnds(link, columns)).toMatchObject({ x1: '47.00%', x2: '53.00%' });
    expect(linkEnds({ ...link, from: link.to, to: link.from }, columns)).toMatchObject({ x1: '53.00%', x2: '47.00%' });
  });

  it('is drawn with a button for each thing, and its line', () => {
    const markup = renderToStaticMarkup(<WorldDrawing map={MAP_OF_TWO} chosen="b" onChoose={() => undefined} />);
    expect(markup.match(/class="world-item"/g)).toHaveLength(4);
    expect(markup.match(/<line /g)).toHaveLength(1);
    expect(markup.match(/aria-pressed="true"/g)).toHaveLength(1);
  });

  it('is a table too, which says what belongs to what', () => {
    const text = textOf(<WorldTable map={MAP_OF_TWO} names={NAMES} />);
    expect(text).toContain('main eu-west-1 KMS key a2 Enabled replica of a in us-east-1');
    expect(text).toContain('partner eu-west-1 S3 bucket v SSE-S3');
  });
});
