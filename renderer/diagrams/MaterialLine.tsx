import type { KeyView } from '../../core/index.ts';
import { formatDay, shortId } from '../lab/format.ts';

type MaterialLineProps = {
  readonly materials: KeyView['materials'];
  readonly nextRotationDate: number | null;
  readonly now: number;
};

/** A, B, C for the first, second and third material of a key, as lessons call them; after Z comes AA. */
function materialLetter(place: number): string {
  const letter = String.fromCharCode('A'.charCodeAt(0) + (place % 26));
  return place < 26 ? letter : `${materialLetter(Math.floor(place / 26) - 1)}${letter}`;
}

const HOW = { AUTOMATIC: 'automatic', ON_DEMAND: 'on demand' } as const;

/** A key's materials as a time line, oldest first; the next rotation at its end. */
export function MaterialLine({ materials, nextRotationDate, now }: MaterialLineProps) {
  return (
    <ol className="material-line" aria-label="Key materials, oldest first">
      {materials.map(({ keyMaterialId, since, rotationType, isCurrent }, place) => (
        <li key={keyMaterialId} className={isCurrent ? 'material current' : 'material'}>
          <span className="material-mark" aria-hidden="true" />
          <span className="material-date">{formatDay(since)}</span>
          <span>
            {materialLetter(place)} <code title={keyMaterialId}>{shortId(keyMaterialId)}</code>
          </span>
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
