import { runCommand } from '../../../core/aws-cli/run-command.ts';
import type { RunOutcome } from '../../../core/lab/client.ts';
import type { Outcome } from '../../../core/lab/request.ts';
import { SAMPLE_CATALOGUE } from './sample-operations.ts';

export type SampleReply =
  | { readonly output: Readonly<Record<string, unknown>> }
  | { readonly error: { readonly name: string; readonly message: string } };
export type Sent =
  | { readonly operation: string; readonly input: unknown }
  /** Seconds between two calls of a waiter. */
  | { readonly wait: number };

/** What a line did, and all that it sent on the way. */
export interface SampleRun {
  readonly run: RunOutcome;
  /** The files that it wrote. */
  readonly written: Readonly<Record<string, Uint8Array>>;
  readonly sent: readonly Sent[];
  readonly regions: readonly (string | null)[];
}

/** Runs a line against canned replies; the last one is given again and again. */
export async function runSample(
  line: string,
  replies: readonly SampleReply[] = [{ output: {} }],
  files: Readonly<Record<string, Uint8Array>> = {},
): Promise<SampleRun> {
  const sent: Sent[] = [];
  const regions: (string | null)[] = [];
  const written: Record<string, Uint8Array> = {};
  let calls = 0;
  const run = await runCommand({
    line,
    region: 'eu-central-1',
    catalogue: SAMPLE_CATALOGUE,
    files: {
      read: (name) => (Object.hasOwn(files, name) ? files[name] : undefined),
      write(name, bytes) {
        written[name] = bytes;
      },
      isFolder: () => false,
      within: () => [],
    },
    async send(_service, operation, input, region) {
      sent.push({ operation, input });
      regions.push(region);
      const reply = replies[Math.min(calls, replies.length - 1)] ?? { output: {} };
      calls += 1;
      return outcomeOf(reply);
    },
    async sleep(ms) {
      sent.push({ wait: ms / 1000 });
    },
  });
  return { run, written, sent, regions };
}

function outcomeOf(reply: SampleReply): Outcome {
  const rest = { requestId: 'request', at: 0, trace: [], records: [] };
  if ('output' in reply) return { reply: { ok: true, output: reply.output }, ...rest };
  return { reply: { ok: false, error: { ...reply.error, because: 'malformed-request', data: {} } }, ...rest };
}

export const bytesOf = (text: string) => new TextEncoder().encode(text);
