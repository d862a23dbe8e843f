import type { Happening } from '../lab/client.ts';
import type { EpochMs } from '../ports.ts';

/** A refusal, and what it means. */
export interface PlayedRefusal {
  readonly name: string;
  readonly message: string;
  readonly because: string;
  /** Plain English: what happened, and one thing to try. */
  readonly summary: string;
  readonly fix: string | null;
}

/** A call to KMS that a service made for somebody while a step ran. */
export interface PlayedCall {
  readonly operation: string;
  /** The ARN of the principal it was made for, or of the service's own session. */
  readonly by: string;
  readonly via: string;
  readonly keyArn: string | null;
  /** `ok`, or AWS's name for the refusal. */
  readonly result: string;
  readonly refusal: PlayedRefusal | null;
}

/** What a step expected, and what it found. */
export interface PlayedExpectation {
  readonly held: boolean;
  readonly expected: string;
  readonly found: string;
}

/** What a step came to. */
export interface PlayedOutcome {
  /** What the command printed; what a volume held. */
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: number;
  readonly refusal: PlayedRefusal | null;
}

/** One step of a replay, done. A `call` is one that a trail tells of: nobody knows what was typed. */
export interface PlayedStep {
  /** From 1. */
  readonly n: number;
  readonly kind: 'note' | 'run' | 'write' | 'read' | 'outside' | 'advance' | 'expect' | 'call';
  /** The lab's clock before and after. */
  readonly startedAt: EpochMs;
  readonly endedAt: EpochMs;
  readonly note: string | null;
  readonly mark: string | null;
  /** `prod/role/admin` */
  readonly as: string | null;
  readonly region: string | null;
  /** The command with its names filled in, or the step's own deed in words. */
  readonly run: string | null;
  readonly outcome: PlayedOutcome;
  readonly calls: readonly PlayedCall[];
  readonly happened: readonly Happening[];
  readonly expect: PlayedExpectation | null;
  /** The request to ask why about: what a service was refused on the way, or else the step's own; null where there is none. */
  readonly requestId: string | null;
}

/** A whole replay, as `--json` prints it. */
export interface Replay {
  readonly scenario: string;
  readonly title: string;
  readonly seed: number;
  readonly ok: boolean;
  /** Whether every pair of volumes that had to hold the same bytes did; left out where no step asks. */
  readonly bytesEqual?: boolean;
  readonly steps: readonly PlayedStep[];
}
