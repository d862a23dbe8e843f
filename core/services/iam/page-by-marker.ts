import { IamError } from '../../errors/iam-errors.ts';
import { pageAfter } from '../../operations/pagination.ts';

/** What a list operation's input says of pages. */
export interface Paged {
  readonly Marker?: string;
  readonly MaxItems?: number;
}

/** What stands behind a page's items in the answer. */
export type Truncation = { readonly IsTruncated: false } | { readonly IsTruncated: true; readonly Marker: string };

/**
 * A page of a list, 100 items long unless another length is asked for.
 * @throws {IamError} ValidationError for a marker that no list gave
 * Source: IAM API Reference, ListUsers, "MaxItems".
 */
export function pageByMarker<T>(
  all: readonly T[],
  idOf: (item: T) => string,
  { Marker: marker, MaxItems = 100 }: Paged,
): { readonly items: readonly T[]; readonly truncation: Truncation } {
  const { items, next } = pageAfter(
    all,
    idOf,
    { limit: Math.min(MaxItems, 1_000), marker },
    () => new IamError('ValidationError', 'Invalid Marker.', 'invalid-marker'),
  );
  return { items, truncation: next === null ? { IsTruncated: false } : { IsTruncated: true, Marker: next } };
}

/** In the order of their names, as IAM lists. */
export function byName<T extends { readonly name: string }>(items: Iterable<T>): readonly T[] {
  return [...items].sort((a, b) => (a.name < b.name ? -1 : 1));
}
