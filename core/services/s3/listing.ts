import { fromBase64, fromUtf8, toBase64, utf8 } from '../../crypto/bytes.ts';
import { S3Error } from '../../errors/s3-errors.ts';

/** What is asked of a list of names. */
export interface ListingQuery {
  readonly prefix: string;
  /** Names that share a beginning up to it, behind the prefix, are rolled up into one; none where it is empty. */
  readonly delimiter: string;
  /** Names up to this one are left out. */
  readonly startAfter: string;
  /** Of an earlier page. */
  readonly token: string | undefined;
  readonly most: number;
}

/** One page of it, in order. */
export interface Listing<T> {
  readonly items: readonly T[];
  readonly commonPrefixes: readonly string[];
  /** Of the next page; null at the end. */
  readonly next: string | null;
}

/**
 * A page of things by their names, in the order of their UTF-8. The token names the last that was given, so that a list
 * that changes in between neither repeats nor skips.
 * @throws {S3Error} for a token that S3 did not give
 * Source: S3 API Reference, ListObjectsV2; S3 User Guide, "Organizing objects using prefixes".
 */
export function listNames<T>(
  named: ReadonlyMap<string, T>,
  { prefix, delimiter, startAfter, token, most }: ListingQuery,
): Listing<T> {
  const after = token === undefined ? startAfter : nameIn(token);
  const items: T[] = [];
  const commonPrefixes: string[] = [];
  let last = '';
  for (const [name, item] of [...named].sort(([a], [b]) => compareNames(a, b))) {
    if (!name.startsWith(prefix) || compareNames(name, after) <= 0) continue;
    const rolled = rolledUp(name, prefix, delimiter);
    if (rolled !== null && (rolled === after || rolled === commonPrefixes.at(-1))) continue;
    if (items.length + commonPrefixes.length >= most) {
      return { items, commonPrefixes, next: most === 0 ? null : toBase64(utf8(TOKEN + last)) };
    }
    if (rolled === null) items.push(item);
    else commonPrefixes.push(rolled);
    last = rolled ?? name;
  }
  return { items, commonPrefixes, next: null };
}

function rolledUp(name: string, prefix: string, delimiter: string): string | null {
  const at = delimiter === '' ? -1 : name.indexOf(delimiter, prefix.length);
  return at === -1 ? null : name.slice(0, at + delimiter.length);
}

const TOKEN = 'kmslab:';

function nameIn(token: string): string {
  let text = '';
  try {
    text = fromUtf8(fromBase64(token));
  } catch {
    // told of below
  }
  if (text.startsWith(TOKEN)) return text.slice(TOKEN.length);
  throw new S3Error('InvalidArgument', 'The continuation token provided is incorrect', 'invalid-marker', {
    ArgumentName: 'continuation-token',
    ArgumentValue: token,
  });
}

/** By code points, as UTF-8 orders texts; JavaScript's own order is another where there are surrogates. */
function compareNames(a: string, b: string): number {
  if (a === b) return 0;
  if (!SURROGATE.test(a) && !SURROGATE.test(b)) return a < b ? -1 : 1;
  const [left, right] = [[...a], [...b]];
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const difference = (left[i]?.codePointAt(0) ?? 0) - (right[i]?.codePointAt(0) ?? 0);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}

const SURROGATE = /[\ud800-\udfff]/;
