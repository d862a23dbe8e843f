import { useState } from 'react';
import type { KeySummary, LabView } from '../../core/index.ts';
import type { ListGroup } from '../components/RovingList.tsx';
import { groupKeys, type KeyFilter, NO_FILTER } from '../lab/key-filter.ts';

/** The keys of the lab by account and Region, as far as a filter lets them through. */
export function useKeyFilter(view: LabView): {
  readonly filter: KeyFilter;
  readonly setFilter: (change: Partial<KeyFilter>) => void;
  readonly groups: readonly ListGroup<KeySummary>[];
} {
  const [filter, set] = useState(NO_FILTER);
  return { filter, setFilter: (change) => set({ ...filter, ...change }), groups: groupKeys(view, filter) };
}
