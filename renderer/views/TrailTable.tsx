// biome-ignore-all lint/a11y/useSemanticElements: rows are put where they are scrolled to, which the layout of a table element does not allow
import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useEffect, useId, useRef } from 'react';
import type { TrailRow } from '../../core/index.ts';
import { useWorkbench } from '../hooks/use-workbench.ts';
import { formatDay } from '../lab/format.ts';
import type { KeyNames } from '../lab/key-names.ts';
import { nextInList } from '../lab/next-in-list.ts';
import { callerOf, contextOf, keyOf, resultOf } from '../lab/trail-rows.ts';

/** In pixels, as `--trail-row` of the style sheet has it. */
const ROW_HEIGHT = 30;
/** Rows drawn beyond what is in sight, so that a quick scroll meets no blank. */
const BEYOND = 12;
const COLUMNS = ['Time', 'Event', 'Caller', 'By', 'Key', 'Context', 'Result'] as const;

type TrailTableProps = {
  readonly rows: readonly TrailRow[];
  readonly activeId: string | null;
  /** Whether the newest row is kept in sight. */
  readonly isFollowing: boolean;
};

/** As much of the trail as is in sight, in a table that is one stop of the Tab key. Source: W3C ARIA Authoring Practices, "Grid Pattern". */
export function TrailTable({ rows, activeId, isFollowing }: TrailTableProps) {
  const { dispatch, open, names } = useWorkbench();
  const prefix = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: BEYOND,
  });
  const active = rows.findIndex(({ record }) => record.eventID === activeId);
  const { scrollToIndex } = virtual;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another row, or a new one at the end, is to be in sight
  useEffect(() => {
    if (active >= 0) scrollToIndex(active, { align: isFollowing ? 'end' : 'auto' });
  }, [active, rows.length, isFollowing]);
  const standOn = ({ record, requestId }: TrailRow) =>
    dispatch({ type: 'standOnRecord', at: { eventId: record.eventID, requestId } });
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const current = rows[active];
    if (event.key === 'Enter' && current !== undefined) {
      event.preventDefault();
      open({ type: 'record', eventId: current.record.eventID });
      return;
    }
    const page = { PageDown: PAGE, PageUp: -PAGE }[event.key];
    const next =
      page === undefined
        ? nextInList(rows, current, event.key)
        : rows[Math.max(0, Math.min(rows.length - 1, active + page))];
    if (next === undefined) return;
    event.preventDefault();
    standOn(next);
  };
  return (
    <div
      className="trail-table"
      role="grid"
      aria-label="Trail, newest last"
      aria-rowcount={rows.length + 1}
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
          const row = rows[index];
          if (row === undefined) return null;
          return (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the grid has the keyboard
            <div
              key={row.record.eventID}
              id={`${prefix}${row.record.eventID}`}
              className={`trail-row ${resultOf(row).isRefused ? 'refused' : ''}`}
              role="row"
              tabIndex={-1}
              aria-rowindex={index + 2}
              aria-selected={index === active}
              style={{ transform: `translateY(${start}px)` }}
              onClick={() => standOn(row)}
              onDoubleClick={() => open({ type: 'record', eventId: row.record.eventID })}
            >
              <TrailCells row={row} names={names} />
            </div>
          );
        })}
      </div>
    </div>
  );
}

const PAGE = 15;

function TrailCells({ row, names }: { readonly row: TrailRow; readonly names: KeyNames }) {
  const { eventTime, eventName } = row.record;
  const { caller, by } = callerOf(row, names.caller);
  const keyArn = keyOf(row);
  const cells = [
    <time key="time" dateTime={eventTime}>
      <span className="muted">{formatDay(Date.parse(eventTime))}</span> {eventTime.slice(11, 19)}
    </time>,
    `${row.causedBy === null ? '' : '└ '}${eventName}`,
    caller ?? '-',
    by ?? '-',
    keyArn === null ? '-' : names.key(keyArn),
    contextOf(row) || '-',
    resultOf(row).word,
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
