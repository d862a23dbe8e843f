import type { LabClient } from '../client.ts';
import { LabError } from '../lab-error.ts';
import type { EnvelopeRun } from './envelope-shapes.ts';

/** A line that was run, for the picture of an envelope, and what it said on stderr. */
export interface ToldRun {
  readonly stderr: string;
  readonly run: EnvelopeRun;
}

/**
 * Runs an `aws …` or `laptop …` line in a lab, as `as`; a refusal by AWS is told, not thrown.
 * @throws {LabError} for a line that the lab does not take
 */
export async function runLine(
  lab: Pick<LabClient, 'act'>,
  line: string,
  { as, region }: { readonly as: string; readonly region: string },
): Promise<ToldRun> {
  const done = await lab.act({ type: 'run', line, as, region });
  if (!done.ok) throw new LabError(done.error.message);
  const { run, kms } = done;
  if (run === undefined || kms === undefined) throw new Error('a line was run and nothing came of it');
  const { stderr, exitCode, outcome } = run;
  return { stderr, run: { line, exitCode, operation: outcome?.records[0]?.eventName ?? null, bytes: kms } };
}
