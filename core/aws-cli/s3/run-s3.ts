import type { RunOutcome } from '../../lab/client.ts';
import type { Outcome } from '../../lab/request.ts';
import type { LineFiles } from '../param-file.ts';
import { EXIT_CODES } from '../usage-error.ts';
import { makeBucket, removeBucket } from './buckets.ts';
import { copy } from './copy.ts';
import { list } from './list.ts';
import type { S3Request } from './parse-s3.ts';
import { remove } from './remove.ts';
import { CallRefused, S3Session } from './s3-session.ts';

/** Runs one command of `aws s3`: several calls, one after another. @throws {CliUsageError} */
export async function runS3(
  request: S3Request,
  region: string,
  {
    send,
    files,
  }: {
    readonly send: (operation: string, input: unknown, region: string) => Promise<Outcome>;
    readonly files: LineFiles;
  },
): Promise<RunOutcome> {
  const session = new S3Session(send, region);
  let exitCode: number;
  try {
    exitCode = await runRequest(request, session, files);
  } catch (error) {
    if (!(error instanceof CallRefused)) throw error;
    session.warn(`\n${error.message}`);
    exitCode = EXIT_CODES.awsError;
  }
  const { stdout, stderr, bytes, outcome } = session;
  if (bytes === null) return { exitCode, stdout, stderr, outcome };
  return { exitCode, stdout: new TextDecoder().decode(bytes), stderr, bytes, outcome };
}

function runRequest(request: S3Request, session: S3Session, files: LineFiles): Promise<number> {
  switch (request.name) {
    case 'cp':
      return copy(request, session, files);
    case 'ls':
      return list(request, session);
    case 'mb':
      return makeBucket(request, session);
    case 'rb':
      return removeBucket(request, session);
    case 'rm':
      return remove(request, session);
  }
}
