import { InvalidMarkerException } from '../errors/kms-errors.ts';

/** One page of a list, and the marker of the next where there is one. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly truncation: { readonly Truncated: false } | { readonly Truncated: true; readonly NextMarker: string };
}

const PREFIX = 'kmslab:';

/**
 * A page of `all`. The marker names the last item given, so that a list that grows in between neither repeats nor
 * skips what was there.
 * @throws {InvalidMarkerException} for a marker that no list operation gave, or one of an item that is gone.
 * Source: operations.md section 1, "Pagination".
 */
export function page<T>(
  all: readonly T[],
  idOf: (item: T) => string,
  { Limit, Marker }: { readonly Limit?: number; readonly Marker?: string },
  { normally, most }: { readonly normally: number; readonly most: number },
): Page<T> {
  let start = 0;
  if (Marker !== undefined) {
    const last = decode(Marker);
    start = all.findIndex((item) => idOf(item) === last) + 1;
    if (start === 0) throw new InvalidMarkerException(Marker);
  }
  const items = all.slice(start, start + Math.min(Limit ?? normally, most));
  const last = items.at(-1);
  if (last === undefined || start + items.length >= all.length) return { items, truncation: { Truncated: false } };
  return { items, truncation: { NextMarker: btoa(PREFIX + idOf(last)), Truncated: true } };
}

function decode(marker: string): string {
  let text = '';
  try {
    text = atob(marker);
  } catch (cause) {
    throw new InvalidMarkerException(marker, { cause });
  }
  if (!text.startsWith(PREFIX)) throw new InvalidMarkerException(marker);
  return text.slice(PREFIX.length);
}
