import type { TrailItem } from '../../core/index.ts';
import type { KeyNames } from '../lab/key-names.ts';
import { callerOf, contextOf, resultWord } from '../lab/trail-rows.ts';

type TrailEntryProps = { readonly item: TrailItem; readonly names: KeyNames };

/** One call in two lines: what happened and how it ended; who did it to what. */
export function TrailEntry({ item, names }: TrailEntryProps) {
  const { eventTime, eventName } = item.row.record;
  const { keyArn, depth, result } = item;
  const { caller, by } = callerOf(item, names.caller);
  return (
    <div className={`trail-entry ${depth === 0 ? '' : 'trail-child'} ${result === 'ok' ? '' : 'refused'}`}>
      <time dateTime={eventTime} title={eventTime}>
        {eventTime.slice(11, 19)}
      </time>
      <span className="trail-event">
        {depth > 0 && (
          <span className="trail-branch" aria-hidden="true">
            └{' '}
          </span>
        )}
        {eventName}
      </span>
      <span className="trail-result">{resultWord(item)}</span>
      <span className="trail-detail">
        {[
          caller ?? by ?? 'AWS',
          caller !== null && by !== null ? `by ${by}` : null,
          keyArn && names.key(keyArn),
          contextOf(item),
        ]
          .filter((part) => part !== null && part !== '')
          .join(' · ')}
      </span>
    </div>
  );
}
