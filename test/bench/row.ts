export type Unit = '×' | '/s' | 's' | 'ms' | 'MiB' | 'kB' | 'frames';

/** What a row found. */
export interface Measured {
  /** In the budget's unit: a ratio, or things a second. */
  readonly value: number;
  /** What the value was made of, for a reader who doubts it. */
  readonly detail: string;
}

/** One line of the budget table: what is measured, and what it must reach. */
export interface BenchRow {
  readonly what: string;
  readonly budget: { readonly atMost: number } | { readonly atLeast: number };
  readonly unit: Unit;
  /** @throws {Error} where it can't be measured; the row then counts as not held */
  measure(): Promise<Measured>;
}

/** A row with its answer. `measured` is null where measuring failed; `detail` then says why. */
export interface BenchResult {
  readonly what: string;
  readonly measured: number | null;
  readonly unit: Unit;
  readonly budget: BenchRow['budget'];
  readonly isHeld: boolean;
  readonly detail: string;
}

/** Measures a row and compares it with its budget. */
export async function run({ what, unit, budget, measure }: BenchRow): Promise<BenchResult> {
  try {
    const { value, detail } = await measure();
    const isHeld = 'atMost' in budget ? value <= budget.atMost : value >= budget.atLeast;
    return { what, measured: value, unit, budget, isHeld, detail };
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    return { what, measured: null, unit, budget, isHeld: false, detail };
  }
}
