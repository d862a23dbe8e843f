import type { ChartRegion } from '../../core/index.ts';

/**
 * The states of a region in columns, by those of its transitions that are drawn: each stands as many arrows from the
 * initial state as its column says. States that no arrow leads to stand in the last.
 */
export function rankStates({ initial, states }: ChartRegion, drawn: readonly Arrow[]): readonly (readonly string[])[] {
  const rankOf = new Map<string, number>([[initial, 0]]);
  // Breadth first: a Map is walked in the order of insertion, and what is added on the way is walked too.
  for (const [state, rank] of rankOf) {
    for (const { from, to } of drawn) if (from === state && !rankOf.has(to)) rankOf.set(to, rank + 1);
  }
  const last = Math.max(...rankOf.values());
  const columns: string[][] = Array.from({ length: last + 1 }, () => []);
  for (const { name } of states) columns[rankOf.get(name) ?? last]?.push(name);
  return shortened(columns, drawn);
}

export interface Arrow {
  readonly from: string;
  readonly to: string;
}

/** Columns longer than this keep their order: all orders of six states are 720. */
const MOST_PERMUTED = 6;

/** Each column in the order that makes all arrows together the shortest, column by column until nothing improves. */
function shortened(columns: readonly (readonly string[])[], arrows: readonly Arrow[]): readonly (readonly string[])[] {
  let best = columns;
  for (let improved = true; improved; ) {
    improved = false;
    for (const [place, column] of best.entries()) {
      if (column.length > MOST_PERMUTED) continue;
      for (const order of permutations(column)) {
        const tried = best.with(place, order);
        if (totalLength(tried, arrows) < totalLength(best, arrows)) {
          best = tried;
          improved = true;
        }
      }
    }
  }
  return best;
}

/** How much it counts when an arrow has to pass the states between its ends in their own column. */
const PASSING = 2;

function totalLength(columns: readonly (readonly string[])[], arrows: readonly Arrow[]): number {
  const rows = new Map(columns.flatMap((column, rank) => column.map((state, row) => [state, { rank, row }] as const)));
  let total = 0;
  for (const { from, to } of arrows) {
    const start = rows.get(from);
    const end = rows.get(to);
    if (start === undefined || end === undefined) continue;
    const down = Math.abs(end.row - start.row);
    total += start.rank === end.rank ? down ** 2 * PASSING : down ** 2;
  }
  return total;
}

function* permutations(items: readonly string[]): Generator<readonly string[]> {
  if (items.length <= 1) {
    yield items;
    return;
  }
  for (const [index, item] of items.entries()) {
    for (const rest of permutations(items.toSpliced(index, 1))) yield [item, ...rest];
  }
}
