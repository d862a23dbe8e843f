import type { ClockEntry } from '../app/ui-state.ts';
import { HappenedList } from '../components/HappenedList.tsx';
import { Icon } from '../components/Icon.tsx';
import { useWorkbench } from '../hooks/use-workbench.ts';
import { formatInstant } from '../lab/format.ts';

type ClockLogEntryProps = { readonly entry: ClockEntry };

/** A move of the clock, and what changed on the way. */
export function ClockLogEntry({ entry }: ClockLogEntryProps) {
  const { names } = useWorkbench();
  return (
    <article className={entry.undone === null ? 'log-entry' : 'log-entry log-undone'}>
      <div className="log-line">
        <Icon name="clock" />
        <span className="log-clock">The clock moved to {formatInstant(entry.to)} UTC</span>
        {entry.undone !== null && <span className="badge badge-off">undone</span>}
      </div>
      <HappenedList happened={entry.happened} names={names} />
    </article>
  );
}
