import type { LabView } from '../../core/index.ts';
import { Button } from '../components/Button.tsx';
import { Sheet } from '../components/Sheet.tsx';
import { useTimeTravel } from '../hooks/use-time-travel.ts';
import { formatDay, formatInstant, formatUntil } from '../lab/format.ts';
import { DAY_STEPS, minuteOf, type TimeStep } from '../lab/time-steps.ts';

type TimeSheetProps = {
  readonly view: LabView;
  readonly onFollow: () => void;
  readonly onClose: () => void;
};

/** Moves the lab's clock, after showing what will happen on the way. */
export function TimeSheet({ view, onFollow, onClose }: TimeSheetProps) {
  const { step, choose, target, due, error, go } = useTimeTravel(view.now);
  const run = async () => {
    if (await go()) onClose();
  };
  const chip = (title: string, value: TimeStep, isChosen: boolean) => (
    <button key={title} type="button" className="chip" aria-pressed={isChosen} onClick={() => choose(value)}>
      {title}
    </button>
  );
  return (
    <Sheet title="Move the clock" onClose={onClose}>
      <p className="now">
        Now <time dateTime={new Date(view.now).toISOString()}>{formatInstant(view.now)} UTC</time>
      </p>
      {/* biome-ignore lint/a11y/useSemanticElements: buttons, not a form's fields */}
      <div className="chips" role="group" aria-label="How far">
        {DAY_STEPS.map((days) =>
          chip(
            `+${days} day${days === 1 ? '' : 's'}`,
            { type: 'days', days },
            step.type === 'days' && step.days === days,
          ),
        )}
        {chip('To next event', { type: 'next' }, step.type === 'next')}
        <label className="field field-inline">
          <span>To date, UTC</span>
          <input
            type="datetime-local"
            // Never empty: half a date is none, and who changes the day has the hour already.
            value={step.type === 'date' ? step.text : minuteOf(target ?? view.now)}
            min={minuteOf(view.now)}
            onChange={(event) => choose({ type: 'date', text: event.target.value })}
          />
        </label>
      </div>
      <section className="due" aria-labelledby="due-heading" aria-live="polite">
        <h3 id="due-heading">
          Will happen {target !== null && <span className="muted">until {formatInstant(target)} UTC</span>}
        </h3>
        {due.length === 0 ? (
          <p className="nothing">
            {step.type === 'next'
              ? 'Nothing is due: no key rotates or waits for its deletion, and no copy is under way.'
              : 'Nothing is due on the way; only the date changes.'}
          </p>
        ) : (
          <ol className="due-list">
            {due.map(({ at, of, says }) => (
              <li key={`${at} ${of}`}>
                <time dateTime={new Date(at).toISOString()}>{formatDay(at)}</time>
                <span title={of}>
                  {says} <span className="muted">{formatUntil(at, view.now)}</span>
                </span>
              </li>
            ))}
          </ol>
        )}
      </section>
      {error !== null && (
        <p className="bad" role="alert">
          {error}
        </p>
      )}
      <div className="sheet-actions">
        <label className="switch">
          <input type="checkbox" checked={view.clock === 'following'} onChange={onFollow} />
          <span>Follow real time</span>
        </label>
        <Button onClick={onClose}>Cancel</Button>
        <Button kind="primary" onClick={() => void run()} isDisabled={target === null}>
          Run
        </Button>
      </div>
      <p className="says">Everything due on the way happens in order, at its own instant. The clock never goes back.</p>
    </Sheet>
  );
}
