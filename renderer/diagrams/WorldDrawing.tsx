import type { WorldMap } from '../../core/index.ts';
import { inWords } from '../lab/format.ts';
import { layoutMap, linkEnds, MAP, type PlacedItem } from './map-layout.ts';

type WorldDrawingProps = {
  readonly map: WorldMap;
  /** The id of the item that is looked at. */
  readonly chosen: string | null;
  readonly onChoose: (id: string) => void;
};

/** Regions as columns, accounts as bands over them, and what lies where; lines join replicas and copies. */
export function WorldDrawing({ map, chosen, onChoose }: WorldDrawingProps) {
  const { columns, height, rows, items, links } = layoutMap(map);
  const left = (column: number) => `${(column / columns) * 100}%`;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be within the keyboard's reach
    <section className="world-scroller" aria-label="Map of the world" tabIndex={0}>
      <div className="world" style={{ minWidth: columns * MAP.column }}>
        <ol className="world-regions" aria-label="Regions">
          {map.regions.map(({ region, name }) => (
            <li key={region}>
              <strong>{region}</strong> <span className="muted">{name}</span>
            </li>
          ))}
        </ol>
        <div className="world-ground" style={{ height }}>
          {map.regions.slice(1).map(({ region }, index) => (
            <span key={region} className="world-border" style={{ left: left(index + 1) }} />
          ))}
          {rows.map(({ accountId, name, y, more }) => (
            <div key={accountId}>
              <p className="world-account" style={{ top: y, height: MAP.band }}>
                <strong>{name}</strong> <span className="muted">{accountId}</span>
              </p>
              {more.map((rest) => (
                <span
                  key={rest.column}
                  className="world-more muted"
                  style={{ top: rest.y, left: left(rest.column), width: left(1) }}
                >
                  and {rest.count} more
                </span>
              ))}
            </div>
          ))}
          <svg className="world-links" aria-hidden="true" width="100%" height={height}>
            {links.map((link) => (
              <line
                key={`${link.from.item.id} ${link.to.item.id}`}
                className={`world-link world-link-${link.how}`}
                {...linkEnds(link, columns)}
              />
            ))}
          </svg>
          <ol aria-label="What lies where">
            {items.map((placed) => (
              <li key={placed.item.id}>
                <ItemButton
                  placed={placed}
                  columns={columns}
                  isChosen={placed.item.id === chosen}
                  onChoose={onChoose}
                />
              </li>
            ))}
          </ol>
        </div>
      </div>
    </section>
  );
}

type ItemButtonProps = {
  readonly placed: PlacedItem;
  readonly columns: number;
  readonly isChosen: boolean;
  readonly onChoose: (id: string) => void;
};

function ItemButton({ placed: { item, column, y }, columns, isChosen, onChoose }: ItemButtonProps) {
  const isKey = item.id === item.keyArn;
  return (
    <button
      type="button"
      className="world-item"
      aria-pressed={isChosen}
      data-key={isKey}
      data-open={!isKey && item.keyArn === null}
      style={{
        top: y,
        left: `${((column + 0.05) / columns) * 100}%`,
        width: `${(0.9 / columns) * 100}%`,
        height: MAP.item,
      }}
      onClick={() => onChoose(item.id)}
    >
      <span className="world-name">{item.name}</span>
      <span className="world-kind">
        {item.kind}
        {item.state !== null && `, ${isKey ? inWords(item.state).toLowerCase() : item.state}`}
      </span>
    </button>
  );
}
