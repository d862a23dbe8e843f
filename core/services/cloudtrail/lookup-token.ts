import { CloudTrailError } from '../../errors/cloudtrail-errors.ts';

type Input = Readonly<Record<string, unknown>>;

const PREFIX = 'kmslab:';

/** The token of the page behind the entry `seq`. It is good for the same question only, whatever the size of the page. */
export function nextToken(input: Input, seq: number): string {
  return btoa(`${PREFIX}${seq}:${questionOf(input)}`);
}

/**
 * The entry behind which the page begins that an input asks for; null for the first page.
 * @throws {CloudTrailError} for a token that LookupEvents didn't give for this question.
 */
export function readToken(input: Input): number | null {
  const { NextToken: token } = input;
  if (token === undefined) return null;
  const [, seq = '', question] = /^kmslab:(\d+):(\w+)$/.exec(decode(String(token))) ?? [];
  if (seq === '' || question !== questionOf(input)) {
    throw new CloudTrailError(
      'InvalidNextTokenException',
      'The token is not valid, or was given for a request with other parameters.',
      'invalid-marker',
    );
  }
  return Number(seq);
}

function decode(token: string): string {
  try {
    return atob(token);
  } catch {
    return ''; // no token of ours, which is told where it is read
  }
}

/** What is asked, beside the page, in a few characters: FNV-1a over its JSON. */
function questionOf({ NextToken: _, MaxResults: __, ...question }: Input): string {
  let hash = 0x811c9dc5;
  for (const char of JSON.stringify(question)) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193);
  return (hash >>> 0).toString(16);
}
