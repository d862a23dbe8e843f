import { EXIT_CODES } from '../usage-error.ts';
import type { Shown } from './parse-s3.ts';
import { CallRefused, type S3Session } from './s3-session.ts';

/** One file or object on its way. */
export interface Transfer {
  /** `upload`, as the CLI tells of it. */
  readonly what: 'upload' | 'download' | 'copy' | 'delete';
  /** `./x to s3://b/x` */
  readonly where: string;
  readonly run: () => Promise<void>;
}

/**
 * Runs transfers one after another and tells of each: one that S3 refuses keeps none of the others.
 * What goes wrong before there is any, in a list or in a first look at an object, ends the command.
 * Gives the exit code. Source: AWS CLI User Guide, "Return codes from the AWS CLI"; observed on AWS CLI 2.9.19.
 */
export async function runTransfers(
  transfers: AsyncIterable<Transfer>,
  { isDryRun, shown }: { readonly isDryRun: boolean; readonly shown: Shown },
  session: S3Session,
): Promise<number> {
  let exitCode: number = EXIT_CODES.ok;
  const warn = (line: string) => {
    exitCode = EXIT_CODES.failed;
    if (shown !== 'nothing') session.warn(line);
  };
  try {
    for await (const { what, where, run } of transfers) {
      const refusal = isDryRun ? null : await refusalOf(run);
      if (refusal !== null) warn(`${what} failed: ${where} ${refusal.message}`);
      else if (shown === 'all') session.print(`${isDryRun ? '(dryrun) ' : ''}${what}: ${where}`);
    }
  } catch (error) {
    if (!(error instanceof CallRefused)) throw error;
    warn(`fatal error: ${error.message}`);
  }
  return exitCode;
}

async function refusalOf(run: () => Promise<void>): Promise<CallRefused | null> {
  try {
    await run();
    return null;
  } catch (error) {
    if (error instanceof CallRefused) return error;
    throw error;
  }
}
