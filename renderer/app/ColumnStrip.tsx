import type { Column } from './ui-state.ts';

type ColumnStripProps = { readonly column: Column; readonly onShow: (column: Column) => void };

const COLUMNS = [
  ['keys', 'Keys'],
  ['key', 'Selected key'],
  ['trail', 'Trail'],
] as const satisfies readonly (readonly [Column, string])[];

/** In a narrow window, which of the three columns is shown. */
export function ColumnStrip({ column, onShow }: ColumnStripProps) {
  return (
    <nav className="column-strip" aria-label="Panels">
      {COLUMNS.map(([name, title]) => (
        <button key={name} type="button" aria-pressed={name === column} onClick={() => onShow(name)}>
          {title}
        </button>
      ))}
    </nav>
  );
}
