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
  return { ...(FAILED_LINES[exitCode] ?? USAGE), message: stderr.trim() };
}

const USAGE = { name: 'UsageError', because: 'malformed-request' } as const;
/** What a line that no service refused failed of, by its exit code. 1 is a check of the laptop's that does not hold. */
const FAILED_LINES: Readonly<Record<number, Omit<RunRefusal, 'message'>>> = {
  1: { name: 'CheckFailed', because: 'check-failed' },
  255: { name: 'WaiterError', because: 'malformed-request' },
};
