/** What AWS CLI v2 prints above every error about its options. */
export const USAGE = `usage: aws [options] <command> <subcommand> [<subcommand> ...] [parameters]
To see help text, you can run:

  aws help
  aws <command> help
  aws <command> <subcommand> help
`;

/** Exit codes of AWS CLI v2; `failed` is a transfer of `aws s3`. Source: AWS CLI User Guide, "Return codes from the AWS CLI". */
export const EXIT_CODES = { ok: 0, failed: 1, usage: 252, awsError: 254, other: 255 } as const;
export type ExitCode = (typeof EXIT_CODES)[keyof typeof EXIT_CODES];

export interface UsageErrorDetails {
  readonly exitCode?: ExitCode;
  /** All that the CLI prints, where that is more than the message between line ends. */
  readonly stderr?: string;
  /** Where in the line, from 0. */
  readonly position?: number;
}

/** An `aws …` line that never became a request. `stderr` is what AWS CLI v2 prints for it, to the letter. */
export class CliUsageError extends Error {
  override readonly name = 'CliUsageError';
  readonly exitCode: ExitCode;
  readonly stderr: string;
  readonly position: number | null;

  constructor(message: string, details: UsageErrorDetails = {}) {
    super(message);
    this.exitCode = details.exitCode ?? EXIT_CODES.usage;
    this.stderr = details.stderr ?? `\n${message}\n`;
    this.position = details.position ?? null;
  }
}

/**
 * An error of the option parser: the usage, then `aws: error: …`.
 * @param advice - one line of kmslab's own below it.
 */
export function argumentError(message: string, advice: string | null = null): CliUsageError {
  return new CliUsageError(message, { stderr: `\n${USAGE}\naws: error: ${message}\n${adviceLine(advice)}\n` });
}

/** Options and words that the operation doesn't take. */
export function unknownOptionsError(unknown: readonly string[], advice: string | null): CliUsageError {
  const message = `Unknown options: ${unknown.join(', ')}`;
  return new CliUsageError(message, { stderr: `\n${USAGE}\n${message}\n${adviceLine(advice)}\n` });
}

/** A value that can't be read, e.g. bad JSON. `option` is named as on the line: `--tags`. */
export function parameterError(option: string, problem: string): CliUsageError {
  return new CliUsageError(`Error parsing parameter '${option}': ${problem}`);
}

/** What the CLI doesn't foresee: its exit code is 255. */
export function generalError(message: string): CliUsageError {
  return new CliUsageError(message, { exitCode: EXIT_CODES.other });
}

function adviceLine(advice: string | null): string {
  return advice === null ? '' : `${advice}\n`;
}
