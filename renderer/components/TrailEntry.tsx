import type { TrailRow } from '../../core/index.ts';
import type { KeyNames } from '../lab/key-names.ts';
import { callerOf, contextOf, keyOf, resultOf } from '../lab/trail-rows.ts';

type TrailEntryProps = { readonly row: TrailRow; readonly names: KeyNames };

/** One record in two lines: what happened and how it ended; who did it to what. */
export function TrailEntry({ row, names }: TrailEntryProps) {
  const { eventTime, eventName } = row.record;
  const { word, isRefused } = resultOf(row);
  const keyArn = keyOf(row);
  const context = contextOf(row);
  const { caller, by } = callerOf(row, names.caller);
  return (
    <div className={`trail-entry ${row.causedBy === null ? '' : 'trail-child'} ${isRefused ? 'refused' : ''}`}>
      <time dateTime={eventTime} title={eventTime}>
        {eventTime.slice(11, 19)}
      </time>
      <span className="trail-event">
        {row.causedBy !== null && (
          <span className="trail-branch" aria-hidden="true">
            └{' '}
          </span>
        )}
        {eventName}
      </span>
      <span className="trail-result">{word}</span>
      <span className="trail-detail">
        {[
          caller ?? by ?? 'AWS',
          caller !== null && by !== null ? `by ${by}` : null,
          keyArn && names.key(keyArn),
          context,
        ]
          .filter((part) => part !== null && part !== '')
          .join(' · ')}
      </span>
    </div>
  );
}
