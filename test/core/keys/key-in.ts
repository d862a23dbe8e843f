import type { KeyContext } from '../../../core/keys/key-context.ts';
import { applyKeyEvent, type KeySnapshot, newKey } from '../../../core/keys/key-snapshot.ts';
import type { KeyState } from '../../../core/keys/key-state.ts';

/** A key at rest in a state, as the journal would have it; of the kind that can be in that state. */
export function keyIn(
  state: KeyState | 'Deleted',
  over: Partial<KeyContext> = {},
  rotation: Partial<KeySnapshot['value']> = {},
): KeySnapshot {
  const kind = {
    origin: over.origin ?? ORIGIN_OF[state] ?? 'AWS_KMS',
    multiRegion: over.multiRegion ?? MULTI_REGION.has(state),
  } as const;
  const made = applyKeyEvent(newKey(kind), { type: 'KeyMaterialCreated', keyMaterialId: 'first', at: 0 }).key;
  return {
    value: { ...made.value, ...rotation, lifecycle: state },
    context: { ...made.context, ...CONTEXT_OF[state], ...over },
  };
}

const ORIGIN_OF: Partial<Record<KeyState | 'Deleted', KeyContext['origin']>> = {
  PendingImport: 'EXTERNAL',
  Unavailable: 'AWS_CLOUDHSM',
};
const MULTI_REGION: ReadonlySet<string> = new Set(['PendingReplicaDeletion', 'Updating']);
const CONTEXT_OF: Partial<Record<KeyState | 'Deleted', Partial<KeyContext>>> = {
  Creating: { materials: [] },
  PendingImport: { materials: [] },
  PendingDeletion: { deletionDate: 100, pendingWindowInDays: 7 },
  PendingReplicaDeletion: { pendingWindowInDays: 7 },
  Unavailable: { resumeState: 'Enabled' },
  Updating: { resumeState: 'Enabled', becomesReplica: true, doneDate: 100 },
};
