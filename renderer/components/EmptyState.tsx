import type { ReactNode } from 'react';
import { CommandLine } from './CommandLine.tsx';

type EmptyStateProps = {
  readonly title: string;
  readonly children: ReactNode;
  /** The one command to try. */
  readonly line?: string;
  readonly onRun?: (line: string) => void;
};

/** What a place is while there is nothing in it, and one command that changes that. */
export function EmptyState({ title, children, line, onRun }: EmptyStateProps) {
  return (
    <div className="empty">
      <h3>{title}</h3>
      <p>{children}</p>
      {line !== undefined && <CommandLine line={line} {...(onRun && { onRun: () => onRun(line) })} />}
    </div>
  );
}
