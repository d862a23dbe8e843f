import type { LoggedRun } from './model.ts';

type Log = readonly LoggedRun[];

/** The log with the run marked that was taken back, or done again: the last, or the first that can be. */
export function marked(log: Log, does: 'undo' | 'redo', line: string): Log {
  const at =
    does === 'undo'
      ? log.findLastIndex((run) => run.line === line && run.undone === null)
      : log.findIndex((run) => run.line === line && run.undone === 'forNow');
  return log.map((run, index) => (index === at ? { ...run, undone: does === 'undo' ? 'forNow' : null } : run));
}

/** The log in which nothing can be done again any more. */
export function undoneForGood(log: Log): Log {
  return log.map((run) => (run.undone === 'forNow' ? { ...run, undone: 'forGood' } : run));
}

/** The runs whose work is still there. */
export function runsThatStand(log: Log): Log {
  return log.filter(({ undone }) => undone === null);
}
