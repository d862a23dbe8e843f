import type { ReactNode } from 'react';
import { CommandLine } from './CommandLine.tsx';

type EmptyStateProps = {
  readonly title: string;
  /** Where the place has no heading of its own. */
  readonly isWholePlace?: boolean;
  readonly children: ReactNode;
  /** The one command to try. */
  readonly line?: string;
  readonly onRun?: (line: string) => void;
  /** Where it is taught. */
  readonly lesson?: ReactNode;
};

/** What a place is while there is nothing in it, one command that changes that, and the lesson that teaches it. */
export function EmptyState({ title, isWholePlace = false, children, line, onRun, lesson }: EmptyStateProps) {
  return (
    <div className="empty">
      {isWholePlace ? <h2>{title}</h2> : <h3>{title}</h3>}
      <p>{children}</p>
      {line !== undefined && <CommandLine line={line} {...(onRun && { onRun: () => onRun(line) })} />}
      {lesson}
    </div>
  );
}
