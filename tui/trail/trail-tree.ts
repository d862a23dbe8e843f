import { type TrailItem, type TrailRow, trailItems } from '../../core/index.ts';

/** A call, and what services did because of it. */
export interface TrailCall extends Omit<TrailItem, 'depth'> {
  /** False for a call that is shown only because one under it is asked for. */
  readonly isAsked: boolean;
  readonly calls: readonly TrailCall[];
}

/**
 * The trail as a tree, newest last: the calls that are asked for, each under the calls that led to it.
 * @param limit - so many of the calls at the top, the newest
 */
export function trailTree(
  rows: readonly TrailRow[],
  isAsked: (row: TrailRow) => boolean,
  limit: number,
): readonly TrailCall[] {
  const tops = nested(trailItems(rows), 0, isAsked).filter(isShown);
  return limit === 0 ? [] : tops.slice(-limit);
}

/** Items come in the order of the tree: what is deeper than a call, up to the next one as deep as it, is under it. */
function nested(items: readonly TrailItem[], depth: number, isAsked: (row: TrailRow) => boolean): readonly TrailCall[] {
  const starts = items.flatMap((item, index) => (item.depth === depth ? [index] : []));
  return starts.flatMap((start, n) => {
    const item = items[start];
    if (item === undefined) return [];
    const under = items.slice(start + 1, starts[n + 1] ?? items.length);
    const calls = nested(under, depth + 1, isAsked).filter(isShown);
    const { depth: _, ...call } = item;
    return [{ ...call, isAsked: isAsked(item.row), calls }];
  });
}

function isShown({ isAsked, calls }: TrailCall): boolean {
  return isAsked || calls.length > 0;
}
