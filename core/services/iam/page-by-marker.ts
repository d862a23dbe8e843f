import { IamError } from '../../errors/iam-errors.ts';
import { InvalidMarkerException } from '../../errors/kms-errors.ts';
import { page } from '../../operations/pagination.ts';

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
  { Marker, MaxItems }: Paged,
): { readonly items: readonly T[]; readonly truncation: Truncation } {
  try {
    const asked = {
      ...(Marker === undefined ? {} : { Marker }),
      ...(MaxItems === undefined ? {} : { Limit: MaxItems }),
    };
    const { items, truncation } = page(all, idOf, asked, { normally: 100, most: 1000 });
    return {
      items,
      truncation: truncation.Truncated ? { IsTruncated: true, Marker: truncation.NextMarker } : { IsTruncated: false },
    };
  } catch (error) {
    if (!(error instanceof InvalidMarkerException)) throw error;
    throw new IamError('ValidationError', 'Invalid Marker.', 'invalid-marker');
  }
}

/** In the order of their names, as IAM lists. */
export function byName<T extends { readonly name: string }>(items: Iterable<T>): readonly T[] {
  return [...items].sort((a, b) => (a.name < b.name ? -1 : 1));
}
