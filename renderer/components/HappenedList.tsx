import type { Happening } from '../../core/index.ts';
import { formatInstant, inWords } from '../lab/format.ts';
import type { KeyNames } from '../lab/key-names.ts';

type HappenedListProps = { readonly happened: readonly Happening[]; readonly names: KeyNames };

/** What changed while time passed, in order. */
export function HappenedList({ happened, names }: HappenedListProps) {
  const changes = happened
    .flatMap(({ at, changes: changed }) => changed.map((change) => ({ at, ...change })))
    .filter(({ from, to, event }) => from !== to || event !== 'TimePassed'); // what only took notice of the time
  if (changes.length === 0) return <p className="muted">Nothing was due on the way.</p>;
  return (
    <ul className="output">
      {changes.map(({ at, of, machine, event, from, to }) => (
        <li key={`${at} ${of} ${event} ${to}`}>
          {formatInstant(at)} {machine} {machine === 'key' ? names.key(of) : of}:{' '}
          {from === to ? inWords(event) : `${inWords(from)} → ${inWords(to)}`}
        </li>
      ))}
    </ul>
  );
}
