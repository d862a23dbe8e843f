import type { Outcome } from '../lab/request.ts';
import { toPrintable } from './printable.ts';
import { applyQuery } from './query.ts';
import { seenByClient } from './seen-by-client.ts';
import type { Acceptor, Waiter } from './waiters.ts';

/** How a wait ended. */
export interface WaitResult {
  /** Null on success; else `Waiter SnapshotCompleted failed: …`. */
  readonly failure: string | null;
  /** Of the last call. */
  readonly outcome: Outcome;
}

/**
 * Polls until an acceptor matches, with `sleep` in between.
 * @param sleep - lets the lab's time pass, in milliseconds.
 * Source: AWS CLI Command Reference, `aws ec2 wait`; observed on AWS CLI 2.9.19.
 */
export async function runWaiter(
  waiter: Waiter,
  send: () => Promise<Outcome>,
  sleep: (ms: number) => Promise<void>,
): Promise<WaitResult> {
  const fail = (reason: string) => `Waiter ${waiter.name} failed: ${reason}`;
  for (let attempt = 1; ; attempt++) {
    const outcome = await send();
    const acceptor = waiter.acceptors.find((candidate) => matches(candidate, waiter.operation, outcome));
    if (acceptor?.state === 'success') return { failure: null, outcome };
    if (acceptor?.state === 'failure') {
      return { failure: fail(`Waiter encountered a terminal failure state: ${explain(acceptor)}`), outcome };
    }
    if (acceptor === undefined && !outcome.reply.ok) {
      const { name, message } = seenByClient(waiter.operation, outcome.reply.error);
      return { failure: fail(`An error occurred (${name}): ${message}`), outcome };
    }
    if (attempt >= waiter.maxAttempts) return { failure: fail('Max attempts exceeded'), outcome };
    await sleep(waiter.delayMs);
  }
}

function matches(acceptor: Acceptor, operation: string, { reply }: Outcome): boolean {
  if (acceptor.matcher === 'answered') return reply.ok;
  if (acceptor.matcher === 'error') {
    return !reply.ok && seenByClient(operation, reply.error).name === acceptor.expected;
  }
  if (!reply.ok) return false;
  const found = applyQuery(acceptor.argument, toPrintable(reply.output));
  if (acceptor.matcher === 'path') return found === acceptor.expected;
  if (!Array.isArray(found) || found.length === 0) return false;
  const isExpected = (item: unknown) => item === acceptor.expected;
  return acceptor.matcher === 'pathAll' ? found.every(isExpected) : found.some(isExpected);
}

function explain(acceptor: Acceptor): string {
  switch (acceptor.matcher) {
    case 'answered':
      return 'the call was answered';
    case 'error':
      return `Matched expected service error code: ${acceptor.expected}`;
    case 'path':
      return `For expression "${acceptor.argument}" matched expected path: "${acceptor.expected}"`;
    case 'pathAll':
      // "excepted" is the CLI's own spelling.
      return `For expression "${acceptor.argument}" all members matched excepted path: "${acceptor.expected}"`;
    case 'pathAny':
      return `For expression "${acceptor.argument}" we matched expected path: "${acceptor.expected}" at least once`;
  }
}
