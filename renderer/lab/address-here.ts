import type { PlaceAddress } from '../../core/bridge/index.ts';
import type { KeySummary, LessonView, ReplayView } from '../../core/index.ts';
import type { UiState } from '../app/ui-state.ts';
import { partOf } from './key-tabs.ts';

/** What there is to be seen, besides what the window itself remembers. */
interface Seen {
  readonly key: Pick<KeySummary, 'alias' | 'keyArn'> | null;
  readonly lesson: Pick<LessonView, 'id'> | null;
  readonly replay: Pick<ReplayView, 'name' | 'done'> | null;
}

/** Where a window is, and what it shows there, as a link can say it. */
export function addressHere(
  { place, tab, middle, whyOf, trailAt }: Pick<UiState, 'place' | 'tab' | 'middle' | 'whyOf' | 'trailAt'>,
  { key, lesson, replay }: Seen,
): PlaceAddress {
  // An alias is what stays where ids differ from world to world.
  const named = key === null ? null : (key.alias ?? key.keyArn);
  const ofKey = { place: 'key', key: named, tab: named === null ? null : partOf(tab) } as const;
  switch (place) {
    case 'lab':
      if (middle === 'world') return { place, shows: 'map' };
      return key === null ? { place } : ofKey;
    case 'key':
      return ofKey;
    case 'learn':
      return { place, lesson: lesson?.id ?? null };
    case 'why':
      return { place, requestId: whyOf };
    case 'trail':
      return { place, eventId: trailAt?.eventId ?? null };
    case 'replay':
      return { place, name: replay?.name ?? null, step: replay?.done ?? null };
    case 'flow':
    case 'envelope':
    case 'bill':
      return { place };
  }
}
