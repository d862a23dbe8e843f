import type { EnvelopeRun } from '../../core/index.ts';
import type { LogEntry } from '../app/ui-state.ts';

/** What the lab needs of the command log to tell of data keys: it keeps no line and no key itself. */
export function envelopeRuns(log: readonly LogEntry[]): readonly EnvelopeRun[] {
  return log.flatMap((entry) => {
    if (entry.type !== 'command' || entry.result.type !== 'ran' || entry.undone !== null) return [];
    const { run, kms } = entry.result;
    const operation = run.outcome?.records[0]?.eventName ?? null;
    return [{ line: entry.line, exitCode: run.exitCode, operation, bytes: kms }];
  });
}
