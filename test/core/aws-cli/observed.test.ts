import { describe, expect, it } from 'vitest';
import { decodeBase64, encodeBase64 } from '../../../core/aws-cli/base64.ts';
import { quoteLine } from '../../../core/aws-cli/tokenize.ts';
import { USAGE } from '../../../core/aws-cli/usage-error.ts';
import observed from './observed.json' with { type: 'json' };
import { bytesOf, runSample, type SampleReply } from './sample-run.ts';

interface ObservedCase {
  readonly id: string;
  readonly words: readonly string[];
  readonly files?: Readonly<Record<string, string | { readonly b64: string }>>;
  readonly replies?: readonly SampleReply[];
  /** The reply came again and again; `sent` holds only the first calls. */
  readonly repeats?: boolean;
  readonly sent?: readonly unknown[];
  readonly exitCode: number;
  readonly stdout?: string;
  readonly stderr?: string;
}

describe(`kmslab's aws answers as the real one: ${observed.source}`, () => {
  it.each(observed.cases as unknown as readonly ObservedCase[])('$id', async (row) => {
    const files = Object.entries(row.files ?? {}).map(([name, content]) => [name, fileBytes(content)] as const);
    const line = quoteLine(['aws', ...row.words]);
    const { run, sent } = await runSample(line, row.replies, Object.fromEntries(files));
    expect(withoutAdvice(run.stderr)).toBe((row.stderr ?? '').replace('{USAGE}', USAGE));
    expect(run.stdout).toBe(row.stdout ?? '');
    expect(run.exitCode).toBe(row.exitCode);
    expect(plain(row.repeats === true ? sent.slice(0, row.sent?.length) : sent)).toEqual(row.sent ?? []);
  });
});

function fileBytes(content: string | { readonly b64: string }): Uint8Array {
  return typeof content === 'string' ? bytesOf(content) : (decodeBase64(content.b64) ?? new Uint8Array());
}

/** kmslab adds a line of its own below some errors. */
function withoutAdvice(stderr: string): string {
  return stderr.replace(/^(?:.* is unknown: did you mean .*|Expecting value: .*)\n/m, '');
}

function plain(value: unknown): unknown {
  if (value instanceof Uint8Array) return { $bytes: encodeBase64(value) };
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, plain(member)]));
}
