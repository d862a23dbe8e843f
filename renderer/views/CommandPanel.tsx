import { useEffect, useRef, useState } from 'react';
import type { LogEntry } from '../app/ui-state.ts';
import { Button } from '../components/Button.tsx';
import { Icon } from '../components/Icon.tsx';
import { useCommandBar } from '../hooks/use-command-bar.ts';
import { ClockLogEntry } from './ClockLogEntry.tsx';
import { CommandBar } from './CommandBar.tsx';
import { CommandLogEntry } from './CommandLogEntry.tsx';

type CommandPanelProps = {
  readonly log: readonly LogEntry[];
  /** A line that comes into the bar, to be completed there. */
  readonly offered: { readonly line: string } | null;
  readonly onUndo: (() => void) | null;
};

/** Below this height, in pixels, the log is hidden at first. */
const TALL = 700;

/** The command bar, and above it everything that was run, by hand or by a button, with its output. */
export function CommandPanel({ log, offered, onUndo }: CommandPanelProps) {
  const [isOpen, setOpen] = useState(() => window.innerHeight >= TALL);
  const bar = useCommandBar(
    log.flatMap((entry) => (entry.type === 'command' ? entry.line : [])),
    offered,
  );
  const scroller = useRef<HTMLDivElement>(null);
  const newest = log.at(-1);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new line, or its result, makes the log longer
  useEffect(() => {
    const last = scroller.current?.lastElementChild;
    // The newest line on top, with as much of its output as there is room for.
    if (scroller.current !== null && last instanceof HTMLElement) scroller.current.scrollTop = last.offsetTop - 4;
  }, [newest, isOpen]);
  return (
    <section className={`commands ${isOpen ? '' : 'commands-closed'}`} aria-labelledby="commands-heading">
      <div className="commands-head">
        <h2 id="commands-heading">
          Command log <span className="count">{log.length}</span>
        </h2>
        {log.length > 0 && onUndo !== null && (
          <Button kind="quiet" label="Undo the last step" onClick={onUndo}>
            Undo
          </Button>
        )}
        <Button
          kind="quiet"
          onClick={() => setOpen(!isOpen)}
          label={isOpen ? 'Hide the command log' : 'Show the command log'}
        >
          <Icon name={isOpen ? 'down' : 'up'} />
        </Button>
      </div>
      {isOpen && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and a keyboard must be able to
        <div className="log" ref={scroller} role="log" aria-label="Command log" tabIndex={0}>
          {log.length === 0 && (
            <p className="nothing">
              Whatever you click runs as an <code>aws</code> command and stands here, to read and to copy. Type your own
              below, for example <code>aws kms list-keys</code>.
            </p>
          )}
          {log.map((entry) =>
            entry.type === 'command' ? (
              <CommandLogEntry key={entry.id} entry={entry} />
            ) : (
              <ClockLogEntry key={entry.id} entry={entry} />
            ),
          )}
        </div>
      )}
      <CommandBar bar={bar} />
    </section>
  );
}
