import type { KeyView } from '../../core/index.ts';
import { formatDay, shortId } from '../lab/format.ts';

type MaterialLineProps = {
  readonly materials: KeyView['materials'];
  readonly nextRotationDate: number | null;
  readonly now: number;
};

const HOW = { AUTOMATIC: 'automatic', ON_DEMAND: 'on demand' } as const;

/** A key's materials as a time line, oldest first; the next rotation at its end. */
export function MaterialLine({ materials, nextRotationDate, now }: MaterialLineProps) {
  return (
    <ol className="material-line" aria-label="Key materials, oldest first">
      {materials.map(({ keyMaterialId, since, rotationType, isCurrent }) => (
        <li key={keyMaterialId} className={isCurrent ? 'material current' : 'material'}>
          <span className="material-mark" aria-hidden="true" />
          <span className="material-date">{formatDay(since)}</span>
          <code title={keyMaterialId}>{shortId(keyMaterialId)}</code>
          <span className="material-says">
            {rotationType === null ? 'first' : HOW[rotationType]}, {isCurrent ? 'encrypts and decrypts' : 'decrypts'}
          </span>
        </li>
      ))}
      {nextRotationDate !== null && nextRotationDate > now && (
        <li className="material next">
          <span className="material-mark" aria-hidden="true" />
          <span className="material-date">{formatDay(nextRotationDate)}</span>
          <span className="material-says">next, automatic</span>
        </li>
      )}
    </ol>
  );
}
