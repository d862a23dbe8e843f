import type { RunOutcome } from '../lab/client.ts';
import type { Outcome, Service } from '../lab/request.ts';
import { decodeBase64 } from './base64.ts';
import type { CommandCatalogue } from './catalogue.ts';
import { formatAwsError, formatOutput } from './format-output.ts';
import type { Paging } from './operation-options.ts';
import type { OutputOptions } from './output-format.ts';
import { fetchPages, joinPages, type Pages, resultsByPage } from './paginate.ts';
import type { LineFiles } from './param-file.ts';
import { type ParsedCall, type ParsedCommand, type ParsedWait, parseCommand } from './parse-command.ts';
import { withDocuments } from './policy-documents.ts';
import { runS3 } from './s3/run-s3.ts';
import { seenByClient } from './seen-by-client.ts';
import { tokenize } from './tokenize.ts';
import { CliUsageError, EXIT_CODES } from './usage-error.ts';
import { runWaiter } from './wait.ts';

/** What a line needs from whoever runs it. */
export interface CommandContext {
  /** `aws …`, as typed. */
  readonly line: string;
  /** The Region where the line names none. */
  readonly region: string;
  readonly files: LineFiles;
  readonly catalogue: CommandCatalogue;
  /** Makes an API call; `region` is null where the line names none. An AWS refusal is an ordinary outcome. */
  send(service: Service, operation: string, input: unknown, region: string | null): Promise<Outcome>;
  /** Lets the lab's time pass, for waiters. */
  sleep(ms: number): Promise<void>;
}

type Send = CommandContext['send'];

/**
 * Runs one `aws …` line and gives back what a terminal would show. Usage errors and AWS's refusals are ordinary
 * results, with the exit codes of AWS CLI v2; it rejects only where the context does. What `> NAME` takes is not in
 * `stdout`.
 * Simplified: a shell empties the file of `> NAME` before a command that fails; here it stays as it was.
 */
export async function runCommand(context: CommandContext): Promise<RunOutcome> {
  // Kept outside, so that a query that fails after the call doesn't lose what the call did.
  let last: Outcome | null = null;
  const send: Send = async (...request) => {
    last = await followRedirect(context.send, request);
    return last;
  };
  try {
    const line = tokenize(context.line);
    const command = parseCommand(line, context.catalogue, context.files);
    const ran = await runParsed(command, { ...context, send });
    const run = line.decodesBase64 === true && ran.exitCode === EXIT_CODES.ok ? decoded(ran) : ran;
    if (command.redirectTo === null || run.exitCode !== EXIT_CODES.ok) return run;
    await context.files.write(command.redirectTo, run.bytes ?? new TextEncoder().encode(run.stdout));
    return { ...run, stdout: '' };
  } catch (error) {
    if (!(error instanceof CliUsageError)) throw error;
    return { exitCode: error.exitCode, stdout: '', stderr: error.stderr, outcome: last };
  }
}

/** What `| base64 --decode` makes of an output. @throws {CliUsageError} for one that isn't base64 */
function decoded(run: RunOutcome): RunOutcome {
  const text = run.stdout.replaceAll(/\s/g, '');
  const bytes = /^[A-Za-z0-9+/]*={0,2}$/.test(text) ? decodeBase64(text) : null;
  if (bytes === null) throw new CliUsageError('base64: invalid input', { exitCode: EXIT_CODES.failed });
  return { ...run, stdout: new TextDecoder().decode(bytes), bytes };
}

/** A bucket of another Region is asked for there, as AWS's SDKs do by themselves. */
async function followRedirect(send: Send, request: Parameters<Send>): Promise<Outcome> {
  const outcome = await send(...request);
  const [service, operation, input, asked] = request;
  if (outcome.reply.ok || outcome.reply.error.name !== 'PermanentRedirect') return outcome;
  const region = outcome.reply.error.data.Region ?? null;
  return region === null || region === asked ? outcome : send(service, operation, input, region);
}

async function runParsed(command: ParsedCommand, { send, sleep, files, region }: CommandContext): Promise<RunOutcome> {
  switch (command.kind) {
    case 'text':
      return { exitCode: EXIT_CODES.ok, stdout: command.stdout, stderr: '', outcome: null };
    case 'call':
      return runCall(command, send, files);
    case 'wait':
      return runWait(command, send, sleep);
    case 's3':
      return runS3(command.request, command.region ?? region, {
        send: (operation, input, where) => send('s3', operation, input, where),
        files,
      });
  }
}

async function runCall(call: ParsedCall, send: Send, files: LineFiles): Promise<RunOutcome> {
  const { service, operation, region, paging, output: options, outfile } = call;
  const once = async (input: unknown) => withDocuments(service, await send(service, operation, input, region));
  if (paging === null) {
    const outcome = await once(call.input);
    const { reply } = outcome;
    if (reply.ok && outfile !== null) {
      const { [outfile.member]: bytes, ...printed } = reply.output;
      await files.write(outfile.name, bytes instanceof Uint8Array ? bytes : new Uint8Array(0));
      return answer(operation, outcome, () => formatOutput(printed, options, operation));
    }
    return answer(operation, outcome, (output) => formatOutput(output, options, operation));
  }
  const pages = await fetchPages(call.input, paging, once);
  return answer(operation, pages.outcome, () =>
    printedPages(pages, paging, options)
      .map((output) => formatOutput(output, options, operation))
      .join(''),
  );
}

function answer(operation: string, outcome: Outcome, format: (output: unknown) => string): RunOutcome {
  const { reply } = outcome;
  if (reply.ok) return { exitCode: EXIT_CODES.ok, stdout: format(reply.output), stderr: '', outcome };
  const seen = seenByClient(operation, reply.error);
  const stderr = formatAwsError(operation, seen.name, seen.message);
  return { exitCode: EXIT_CODES.awsError, stdout: '', stderr, outcome };
}

/**
 * What is printed of the pages, one after another: the CLI asks a query of each page alone where it prints by page.
 * Source: AWS CLI User Guide, "Filtering output in the AWS CLI"; observed on AWS CLI 2.9.19.
 */
function printedPages(pages: Pages, paging: Paging, { format }: OutputOptions): readonly unknown[] {
  if (format === 'yaml-stream') return pages.pages;
  if (format !== 'text') return [joinPages(pages, paging)];
  const results = resultsByPage(pages, paging);
  return pages.resumeToken === null ? results : [...results, { NextToken: { NextToken: pages.resumeToken } }];
}

async function runWait(wait: ParsedWait, send: Send, sleep: CommandContext['sleep']): Promise<RunOutcome> {
  const { service, operation, input, region, waiter } = wait;
  const { failure, outcome } = await runWaiter(waiter, () => send(service, operation, input, region), sleep);
  if (failure === null) return { exitCode: EXIT_CODES.ok, stdout: '', stderr: '', outcome };
  return { exitCode: EXIT_CODES.other, stdout: '', stderr: `\n${failure}\n`, outcome };
}
