import { useContext } from 'react';
import { PLACES, type PlaceId } from '../../core/bridge/index.ts';
import { Icon } from '../components/Icon.tsx';
import { SettingsContext } from '../lab/settings.ts';

type PlaceRailProps = {
  readonly place: PlaceId;
  readonly onGo: (place: PlaceId) => void;
};

/** The places, each with the digit that goes there. */
export function PlaceRail({ place, onGo }: PlaceRailProps) {
  const { places } = useContext(SettingsContext);
  return (
    <nav className="rail" aria-label="Places">
      {PLACES.filter(({ id }) => places === null || places.includes(id)).map(({ id, number, title }) => (
        <button
          key={id}
          type="button"
          className="rail-item"
          aria-current={id === place ? 'page' : undefined}
          onClick={() => onGo(id)}
        >
          <Icon name={id} />
          <span>{title}</span>
          <span className="rail-number" aria-hidden="true">
            {number}
          </span>
        </button>
      ))}
    </nav>
  );
}
