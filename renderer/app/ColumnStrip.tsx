import type { Column, UiState } from './ui-state.ts';

type ColumnStripProps = Pick<UiState, 'column' | 'middle'> & {
  readonly onShow: (column: Column) => void;
  readonly onMiddle: (middle: UiState['middle']) => void;
};

/** In a narrow window, which of the columns is shown; of the middle one, what it shows. */
export function ColumnStrip({ column, middle, onShow, onMiddle }: ColumnStripProps) {
  const isKey = column === 'key';
  const choices = [
    ['Keys', column === 'keys', () => onShow('keys')],
    ['Selected key', isKey && middle === 'key', () => onMiddle('key')],
    ['World map', isKey && middle === 'world', () => onMiddle('world')],
    ['Trail', column === 'trail', () => onShow('trail')],
  ] as const;
  return (
    <nav className="column-strip" aria-label="Panels">
      {choices.map(([title, isShown, show]) => (
        <button key={title} type="button" aria-pressed={isShown} onClick={show}>
          {title}
        </button>
      ))}
    </nav>
  );
}
