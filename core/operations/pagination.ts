import type { AwsError } from '../errors/aws-error.ts';
import { InvalidMarkerException } from '../errors/kms-errors.ts';

/** One page of a list, and the marker of the next where there is one. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly truncation: { readonly Truncated: false } | { readonly Truncated: true; readonly NextMarker: string };
}

/** What a caller asks of a list. */
export interface PageAsked {
  /** So many items at most. */
  readonly limit: number;
  /** Of the page before; undefined for the first page. */
  readonly marker: string | undefined;
}

const PREFIX = 'kmslab:';

/**
 * A page of `all`. The marker names the last item given, so that a list that grows in between neither repeats nor
 * skips what was there.
 * @param refusal - of a marker that no list operation gave, or one of an item that is gone: each service has its own
 * @returns the items, and the marker of the next page; null where it is the last
 * Source: operations.md section 1, "Pagination".
 */
export function pageAfter<T>(
  all: readonly T[],
  idOf: (item: T) => string,
  { limit, marker }: PageAsked,
  refusal: (marker: string) => AwsError,
): { readonly items: readonly T[]; readonly next: string | null } {
  let start = 0;
  if (marker !== undefined) {
    const last = idIn(marker);
    start = last === null ? 0 : all.findIndex((item) => idOf(item) === last) + 1;
    if (start === 0) throw refusal(marker);
  }
  const items = all.slice(start, start + limit);
  const last = items.at(-1);
  const isLast = last === undefined || start + items.length >= all.length;
  return { items, next: isLast ? null : btoa(PREFIX + idOf(last)) };
}

/** A page in KMS's manner. @throws {InvalidMarkerException} */
export function page<T>(
  all: readonly T[],
  idOf: (item: T) => string,
  { Limit, Marker }: { readonly Limit?: number; readonly Marker?: string },
  { normally, most }: { readonly normally: number; readonly most: number },
): Page<T> {
  const asked = { limit: Math.min(Limit ?? normally, most), marker: Marker };
  const { items, next } = pageAfter(all, idOf, asked, (marker) => new InvalidMarkerException(marker));
  return { items, truncation: next === null ? { Truncated: false } : { NextMarker: next, Truncated: true } };
}

/** What a caller asks of a list that is given by tokens. */
export interface AskedByToken {
  readonly MaxResults?: number;
  readonly NextToken?: string;
}

/**
 * How a service gives its lists that go by `MaxResults` and `NextToken`.
 * @param most - items of a page, however many are asked for; as many where nothing is asked
 * @param refusal - of a token that no list operation gave, in the service's own words: the page throws it
 * @returns what cuts a page: its items, and `next` to be spread into the answer; empty after the last page
 */
export function pagesByToken(most: number, refusal: () => AwsError) {
  return <T>(
    all: readonly T[],
    idOf: (item: T) => string,
    { MaxResults = most, NextToken: marker }: AskedByToken,
  ): { readonly items: readonly T[]; readonly next: { readonly NextToken?: string } } => {
    const { items, next } = pageAfter(all, idOf, { limit: Math.min(MaxResults, most), marker }, refusal);
    return { items, next: next === null ? {} : { NextToken: next } };
  };
}

function idIn(marker: string): string | null {
  try {
    const text = atob(marker);
    return text.startsWith(PREFIX) ? text.slice(PREFIX.length) : null;
  } catch {
    return null; // no base64
  }
}
