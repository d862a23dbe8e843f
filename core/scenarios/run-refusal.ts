import type { RunOutcome } from '../lab/client.ts';

/** The reason of an action of the lab that could not be done: it is told in its message alone. */
export const NOT_DONE = 'not-done';

/** What refused a line: AWS's name, or ours for what never became a request. */
export interface RunRefusal {
  readonly name: string;
  readonly message: string;
  readonly because: string;
}

/** Why a line came to nothing; null where it was done. */
export function refusalOfRun({ outcome, exitCode, stderr }: RunOutcome): RunRefusal | null {
  const reply = outcome?.reply;
  if (reply?.ok === false) {
    const { name, message, because } = reply.error;
    return { name, message, because };
  }
  if (exitCode === 0) return null;
  const name = exitCode === 255 ? 'WaiterError' : 'UsageError';
  return { name, message: stderr.trim(), because: 'malformed-request' };
}
