import type { KeyVisit } from '../../core/index.ts';
import { formatInstant, inWords } from '../lab/format.ts';

type KeyHistoryProps = {
  /** Undefined until it was asked for and has come. */
  readonly visits: readonly KeyVisit[] | undefined;
  readonly onOpen: (isOpen: boolean) => void;
};

/** The states that a key has been in, and what brought it there. While it is open, the chart has marks on them. */
export function KeyHistory({ visits, onOpen }: KeyHistoryProps) {
  return (
    <details className="chart-table" onToggle={(event) => onOpen(event.currentTarget.open)}>
      <summary>Where it has been</summary>
      {visits?.length === 0 && (
        <p className="says">The world was compacted since this key was made: its past is not kept any more.</p>
      )}
      {visits !== undefined && visits.length > 0 && (
        <ol className="key-history" aria-label="States, oldest first">
          {visits.map(({ at, event, region, from, to }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: what has been never moves, and may be twice
            <li key={index}>
              <time dateTime={new Date(at).toISOString()}>{formatInstant(at)}</time> <code>{event}</code>
              <span>
                {region !== 'lifecycle' && <span className="muted">{inWords(region)}: </span>}
                {from !== null && `${inWords(from)} → `}
                <strong>{inWords(to)}</strong>
              </span>
            </li>
          ))}
        </ol>
      )}
    </details>
  );
}
