// biome-ignore-all lint/a11y/useSemanticElements: rows are put where they are scrolled to, which the layout of a table element does not allow
import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useEffect, useId, useRef } from 'react';
import type { TrailItem } from '../../core/index.ts';
import { useWorkbench } from '../hooks/use-workbench.ts';
import { formatDay } from '../lab/format.ts';
import type { KeyNames } from '../lab/key-names.ts';
import { nextInList } from '../lab/next-in-list.ts';
import { callerOf, contextOf, resultWord } from '../lab/trail-rows.ts';

/** In pixels, as `--trail-row` of the style sheet has it. */
const ROW_HEIGHT = 30;
/** Rows drawn beyond what is in sight, so that a quick scroll meets no blank. */
const BEYOND = 12;
const COLUMNS = ['Time', 'Event', 'Caller', 'By', 'Key', 'Context', 'Result'] as const;

type TrailTableProps = {
  readonly items: readonly TrailItem[];
  readonly activeId: string | null;
  /** Whether the newest row is kept in sight. */
  readonly isFollowing: boolean;
};

/** As much of the trail as is in sight, in a table that is one stop of the Tab key. Source: W3C ARIA Authoring Practices, "Grid Pattern". */
export function TrailTable({ items, activeId, isFollowing }: TrailTableProps) {
  const { dispatch, open, names } = useWorkbench();
  const prefix = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: BEYOND,
  });
  const active = items.findIndex(({ row }) => row.record.eventID === activeId);
  const { scrollToIndex } = virtual;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another row, or a new one at the end, is to be in sight
  useEffect(() => {
    if (active >= 0) scrollToIndex(active, { align: isFollowing ? 'end' : 'auto' });
  }, [active, items.length, isFollowing]);
  const standOn = ({ row }: TrailItem) =>
    dispatch({ type: 'standOnRecord', at: { eventId: row.record.eventID, requestId: row.requestId } });
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const current = items[active];
    if (event.key === 'Enter' && current !== undefined) {
      event.preventDefault();
      open({ type: 'record', eventId: current.row.record.eventID });
      return;
    }
    const page = { PageDown: PAGE, PageUp: -PAGE }[event.key];
    const next =
      page === undefined
        ? nextInList(items, current, event.key)
        : items[Math.max(0, Math.min(items.length - 1, active + page))];
    if (next === undefined) return;
    event.preventDefault();
    standOn(next);
  };
  return (
    <div
      className="trail-table"
      role="grid"
      aria-label="Trail, newest last"
      aria-rowcount={items.length + 1}
      aria-activedescendant={active === -1 ? undefined : `${prefix}${activeId}`}
      tabIndex={0}
      ref={scroller}
      onKeyDown={onKeyDown}
    >
      <div className="trail-row trail-heads" role="row" aria-rowindex={1} tabIndex={-1}>
        {COLUMNS.map((title) => (
          <span key={title} role="columnheader" tabIndex={-1}>
            {title}
          </span>
        ))}
      </div>
      <div className="trail-rows" role="rowgroup" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, start }) => {
          const item = items[index];
          if (item === undefined) return null;
          const { eventID } = item.row.record;
          return (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the grid has the keyboard
            <div
              key={eventID}
              id={`${prefix}${eventID}`}
              className={`trail-row ${item.result === 'ok' ? '' : 'refused'}`}
              role="row"
              tabIndex={-1}
              aria-rowindex={index + 2}
              aria-selected={index === active}
              style={{ transform: `translateY(${start}px)` }}
              onClick={() => standOn(item)}
              onDoubleClick={() => open({ type: 'record', eventId: eventID })}
            >
              <TrailCells item={item} names={names} />
            </div>
          );
        })}
      </div>
    </div>
  );
}

const PAGE = 15;

function TrailCells({ item, names }: { readonly item: TrailItem; readonly names: KeyNames }) {
  const { eventTime, eventName } = item.row.record;
  const { caller, by } = callerOf(item, names.caller);
  const { keyArn, depth } = item;
  const cells = [
    <time key="time" dateTime={eventTime}>
      <span className="muted">{formatDay(Date.parse(eventTime))}</span> {eventTime.slice(11, 19)}
    </time>,
    `${depth === 0 ? '' : `${'  '.repeat(depth - 1)}└ `}${eventName}`,
    caller ?? '-',
    by ?? '-',
    keyArn === null ? '-' : names.key(keyArn),
    contextOf(item) || '-',
    resultWord(item),
  ];
  return cells.map((cell, column) => (
    <span
      key={COLUMNS[column]}
      role="gridcell"
      tabIndex={-1}
      className={`trail-cell-${COLUMNS[column]?.toLowerCase()}`}
      {...(typeof cell === 'string' && { title: cell })}
    >
      {cell}
    </span>
  ));
}
