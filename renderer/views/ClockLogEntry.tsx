import type { ClockEntry } from '../app/ui-state.ts';
import { Icon } from '../components/Icon.tsx';
import { useWorkbench } from '../hooks/use-workbench.ts';
import { formatInstant, inWords } from '../lab/format.ts';

type ClockLogEntryProps = { readonly entry: ClockEntry };

/** A move of the clock, and what changed on the way. */
export function ClockLogEntry({ entry }: ClockLogEntryProps) {
  const { names } = useWorkbench();
  const changes = entry.happened
    .flatMap(({ at, changes: changed }) => changed.map((change) => ({ at, ...change })))
    .filter(({ from, to, event }) => from !== to || event !== 'TimePassed'); // what only took notice of the time
  return (
    <article className="log-entry">
      <div className="log-line">
        <Icon name="clock" />
        <span className="log-clock">The clock moved to {formatInstant(entry.to)} UTC</span>
      </div>
      {changes.length === 0 ? (
        <p className="muted">Nothing was due on the way.</p>
      ) : (
        <ul className="output">
          {changes.map(({ at, of, machine, event, from, to }) => (
            <li key={`${at} ${of} ${event} ${to}`}>
              {formatInstant(at)} {machine} {machine === 'key' ? names.key(of) : of}:{' '}
              {from === to ? inWords(event) : `${inWords(from)} → ${inWords(to)}`}
            </li>
          ))}
        </ul>
      )}
    </article>
  );
}
