import type { RunOutcome } from '../lab/client.ts';
import type { Outcome, Service } from '../lab/request.ts';
import type { CommandCatalogue } from './catalogue.ts';
import { formatAwsError, formatOutput } from './format-output.ts';
import type { Paging } from './operation-options.ts';
import type { OutputOptions } from './output-format.ts';
import { fetchPages, joinPages, type Pages, resultsByPage } from './paginate.ts';
import type { CommandFiles } from './param-file.ts';
import { type ParsedCall, type ParsedCommand, type ParsedWait, parseCommand } from './parse-command.ts';
import { withDocuments } from './policy-documents.ts';
import { tokenize } from './tokenize.ts';
import { CliUsageError, EXIT_CODES } from './usage-error.ts';
import { runWaiter } from './wait.ts';

/** What a line needs from whoever runs it. */
export interface CommandContext {
  /** `aws …`, as typed. */
  readonly line: string;
  readonly files: CommandFiles;
  readonly catalogue: CommandCatalogue;
  /** Makes an API call; `region` is null where the line names none. An AWS refusal is an ordinary outcome. */
  send(service: Service, operation: string, input: unknown, region: string | null): Promise<Outcome>;
  /** Lets the lab's time pass, for waiters. */
  sleep(ms: number): Promise<void>;
}

/** What a line came to. */
export interface CommandRun {
  readonly run: RunOutcome;
  /** What `> NAME` is to hold; null without it, and after a failure. Its bytes are then not in `run.stdout`. */
  readonly write: { readonly name: string; readonly bytes: Uint8Array<ArrayBuffer> } | null;
}

/**
 * Runs one `aws …` line and gives back what a terminal would show. Usage errors and AWS's refusals are ordinary
 * results, with the exit codes of AWS CLI v2; it rejects only where `send` or `sleep` does.
 * Simplified: a shell empties the file of `> NAME` before a command that fails; here it stays as it was.
 */
export async function runCommand(context: CommandContext): Promise<CommandRun> {
  // Kept outside, so that a query that fails after the call doesn't lose what the call did.
  let last: Outcome | null = null;
  const send: CommandContext['send'] = async (...request) => {
    last = await context.send(...request);
    return last;
  };
  try {
    const command = parseCommand(tokenize(context.line), context.catalogue, context.files);
    const run = await runParsed(command, { ...context, send });
    if (command.redirectTo === null || run.exitCode !== EXIT_CODES.ok) return { run, write: null };
    const write = { name: command.redirectTo, bytes: new TextEncoder().encode(run.stdout) };
    return { run: { ...run, stdout: '' }, write };
  } catch (error) {
    if (!(error instanceof CliUsageError)) throw error;
    return { run: { exitCode: error.exitCode, stdout: '', stderr: error.stderr, outcome: last }, write: null };
  }
}

async function runParsed(command: ParsedCommand, { send, sleep }: CommandContext): Promise<RunOutcome> {
  switch (command.kind) {
    case 'text':
      return { exitCode: EXIT_CODES.ok, stdout: command.stdout, stderr: '', outcome: null };
    case 'call':
      return runCall(command, send);
    case 'wait':
      return runWait(command, send, sleep);
  }
}

async function runCall(call: ParsedCall, send: CommandContext['send']): Promise<RunOutcome> {
  const { service, operation, region, paging, output: options } = call;
  const once = async (input: unknown) => withDocuments(service, await send(service, operation, input, region));
  if (paging === null) {
    const outcome = await once(call.input);
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
  const stderr = formatAwsError(operation, reply.error.name, reply.error.message);
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

async function runWait(
  wait: ParsedWait,
  send: CommandContext['send'],
  sleep: CommandContext['sleep'],
): Promise<RunOutcome> {
  const { service, operation, input, region, waiter } = wait;
  const { failure, outcome } = await runWaiter(waiter, () => send(service, operation, input, region), sleep);
  if (failure === null) return { exitCode: EXIT_CODES.ok, stdout: '', stderr: '', outcome };
  return { exitCode: EXIT_CODES.other, stdout: '', stderr: `\n${failure}\n`, outcome };
}
