import type { AwsError } from '../errors/aws-error.ts';
import type { Lab } from '../lab/lab.ts';
import type { EpochMs } from '../ports.ts';
import type { WireRequest } from './wire-request.ts';

/** A request that was refused before it reached the lab: CloudTrail has none of them. */
export interface TurnedAway {
  /** By the lab's clock. */
  readonly at: EpochMs;
  readonly name: string;
  /** AWS's words, cut, and without what the request itself had in its Authorization header. */
  readonly message: string;
  /** That it named; null where it named none. */
  readonly accessKeyId: string | null;
}

const REMEMBERED = 20;
const LONGEST_MESSAGE = 300;

/** The last requests that were turned away at the door, for whoever looks for them where they are not: in the trail. */
export class TurnedAwayRequests {
  readonly #lab: Lab;
  #last: readonly (TurnedAway & { readonly journalLength: number })[] = [];

  constructor(lab: Lab) {
    this.#lab = lab;
  }

  add({ headers }: Pick<WireRequest, 'headers'>, { name, message }: AwsError): void {
    const header = headers.get('authorization') ?? '';
    const one = {
      at: this.#lab.now,
      name,
      message: withoutQuotes(message, header).slice(0, LONGEST_MESSAGE),
      accessKeyId: /\bCredential=([A-Za-z0-9]{4,128})\//.exec(header)?.[1] ?? null,
      journalLength: this.#lab.journalLength,
    };
    this.#last = [...this.#last, one].slice(-REMEMBERED);
  }

  /** Those that came after the last refusal in the trail, oldest first; by their order, for a clock may stand. */
  sinceLastRefusal(): readonly TurnedAway[] {
    const { lastRefusalAt } = this.#lab;
    return this.#last
      .filter(({ journalLength }) => journalLength > lastRefusalAt)
      .map(({ journalLength: _, ...one }) => one);
  }
}

/** AWS quotes what it can't read of the header, which may be anything, a secret in the wrong place too. */
function withoutQuotes(message: string, header: string): string {
  const rest = header === '' ? message : message.replaceAll(header, '…');
  return rest.replaceAll(/'([^']*)'/g, (quoted, text: string) => (KNOWN_WORDS.includes(text) ? quoted : "'…'"));
}

const KNOWN_WORDS: readonly string[] = [
  'Credential',
  'Signature',
  'SignedHeaders',
  'X-Amz-Date',
  'Date',
  'aws4_request',
  'algorithm',
];
