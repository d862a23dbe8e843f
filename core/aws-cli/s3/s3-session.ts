import type { Outcome } from '../../lab/request.ts';
import { formatAwsError } from '../format-output.ts';
import { seenByClient } from '../seen-by-client.ts';

type Output = Readonly<Record<string, unknown>>;

/** A call that S3 refused, within a command of `aws s3`. */
export class CallRefused extends Error {
  override readonly name = 'CallRefused';
  /** As the client sees it: `NoSuchKey`, or `404` of a request without a body. */
  readonly code: string;
  readonly operation: string;

  constructor(operation: string, code: string, message: string) {
    super(formatAwsError(operation, code, message).trim());
    this.code = code;
    this.operation = operation;
  }
}

/** The calls of one command of `aws s3`, and what it prints. */
export class S3Session {
  stdout = '';
  stderr = '';
  /** What stdout is where it is an object's bytes. */
  bytes: Uint8Array | null = null;
  /** Of the first call that was refused, or else of the last one. */
  outcome: Outcome | null = null;
  readonly region: string;
  readonly #send: (operation: string, input: Output, region: string) => Promise<Outcome>;

  /** @param region - of the line, or else of whoever runs it */
  constructor(send: (operation: string, input: Output, region: string) => Promise<Outcome>, region: string) {
    this.#send = send;
    this.region = region;
  }

  /** Makes a call and gives its output. @throws {CallRefused} */
  async call(operation: string, input: Output, region = this.region): Promise<Output> {
    const outcome = await this.#send(operation, input, region);
    if (this.outcome === null || this.outcome.reply.ok) this.outcome = outcome;
    if (outcome.reply.ok) return outcome.reply.output;
    const { name, message } = seenByClient(operation, outcome.reply.error);
    throw new CallRefused(operation, name, message);
  }

  /** Every page of a list of objects. @throws {CallRefused} */
  async *pagesOfObjects(
    input: Output,
    pageSize: number | null,
    region = this.region,
  ): AsyncIterable<{ readonly contents: readonly ListedObject[]; readonly prefixes: readonly string[] }> {
    let token: unknown;
    do {
      const page = await this.call(
        'ListObjectsV2',
        {
          ...input,
          ...(pageSize === null ? {} : { MaxKeys: pageSize }),
          ...(token === undefined ? {} : { ContinuationToken: token }),
        },
        region,
      );
      const { Contents: contents = [], CommonPrefixes: prefixes = [], NextContinuationToken: next } = page as Listing;
      yield { contents, prefixes: prefixes.map(({ Prefix }) => Prefix) };
      token = next;
    } while (token !== undefined);
  }

  print(line: string): void {
    this.stdout += `${line}\n`;
  }

  warn(line: string): void {
    this.stderr += `${line}\n`;
  }
}

/** A row of ListObjectsV2. */
export interface ListedObject {
  readonly Key: string;
  readonly Size: number;
  /** Seconds since 1970. */
  readonly LastModified: number;
}

interface Listing {
  readonly Contents?: readonly ListedObject[];
  readonly CommonPrefixes?: readonly { readonly Prefix: string }[];
  readonly NextContinuationToken?: string;
}
