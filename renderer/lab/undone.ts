import type { LogEntry } from '../app/ui-state.ts';

/** What undo calls a move of the clock. */
const MOVING_THE_CLOCK = 'moving the clock';

/** The log with the entry marked that was taken back: the last that stands; or the mark taken off, of the last that has one. */
export function marked(log: readonly LogEntry[], does: 'undo' | 'redo', says: string): readonly LogEntry[] {
  const alike = log.filter((entry) => (entry.type === 'command' ? entry.line : MOVING_THE_CLOCK) === says);
  const last = Math.max(0, ...log.map(({ undone }) => undone ?? 0));
  const it =
    does === 'undo'
      ? alike.findLast(({ undone }) => undone === null)
      : alike.reduce<LogEntry | undefined>(
          (latest, entry) => ((entry.undone ?? 0) > (latest?.undone ?? 0) ? entry : latest),
          undefined,
        );
  return log.map((entry) => (entry === it ? { ...entry, undone: does === 'undo' ? last + 1 : null } : entry));
}
