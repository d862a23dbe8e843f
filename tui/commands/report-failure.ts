import { EXIT } from './exit-codes.ts';
import { UsageError } from './usage-error.ts';

/** Tells of a failure in one line on stderr, and gives the exit code. A stack only where KMSLAB_DEBUG=1 asks for it. */
export function reportFailure(error: unknown): number {
  if (error instanceof UsageError) {
    process.stderr.write(`kmslab: ${error.message}\n`);
    return EXIT.usage;
  }
  const text = error instanceof Error ? error.message : String(error);
  if (process.env.KMSLAB_DEBUG === '1' && error instanceof Error) process.stderr.write(`${error.stack ?? text}\n`);
  else
    process.stderr.write(`kmslab: a bug in kmslab: ${text} (KMSLAB_DEBUG=1 shows where; please report it with that)\n`);
  return EXIT.bug;
}
