import type { GainsView } from '../../core/index.ts';
import { actionNames } from '../lab/action-names.ts';

type ShiftRow = GainsView['gained'][number];
type GainsListProps = { readonly gains: GainsView };

/** Who would gain and who would lose what by a change, and whether anybody could change the policy again. */
export function GainsList({ gains }: GainsListProps) {
  const { gained, lost, mayChangePolicy } = gains;
  return (
    <div className="gains">
      {gained.length + lost.length === 0 && <p className="says">Nobody gains or loses anything on this key.</p>}
      <ul aria-label="Who gains and who loses">
        {gained.map((row) => (
          <Shift key={row.arn} row={row} word="gains" />
        ))}
        {lost.map((row) => (
          <Shift key={row.arn} row={row} word="loses" />
        ))}
      </ul>
      {mayChangePolicy.after.length === 0 && (
        <p className="locked-out">
          <strong>Locked out:</strong> nobody of this world could change the key policy any more.
        </p>
      )}
    </div>
  );
}

function Shift({ row, word }: { readonly row: ShiftRow; readonly word: 'gains' | 'loses' }) {
  return row.groups.map(({ actions, before, after }) => (
    <li key={`${word} ${actions.join()}`} className={`shift shift-${word}`}>
      <span className="shift-word">
        <span aria-hidden="true">{word === 'gains' ? '+' : '−'}</span> {word}
      </span>
      <span className="shift-what">
        <strong>{row.label}</strong> <span title={actions.join(', ')}>{actionNames(actions)}</span>
        <span className="shift-by">
          {before.says} → {after.says}
        </span>
      </span>
    </li>
  ));
}
