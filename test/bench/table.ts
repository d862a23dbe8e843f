import type { BenchResult } from './row.ts';

const HEAD = ['what', 'measured', 'budget', 'held', 'from'];

/** The results as text, a row each. */
export function formatTable(results: readonly BenchResult[]): string {
  const rows = [HEAD, ...results.map(cells)];
  const widths = HEAD.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function cells({ what, measured, unit, budget, isHeld, detail }: BenchResult): string[] {
  const limit = 'atMost' in budget ? `≤ ${show(budget.atMost, unit)}` : `≥ ${show(budget.atLeast, unit)}`;
  return [what, measured === null ? 'failed' : show(measured, unit), limit, isHeld ? 'yes' : 'NO', detail];
}

function show(value: number, unit: BenchResult['unit']): string {
  return `${unit === '×' || unit === 's' ? value.toFixed(2) : Math.round(value).toLocaleString('en')} ${unit}`;
}
