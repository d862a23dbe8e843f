import type { ChartTransition } from '../../core/index.ts';
import { KEY_ACTIONS } from '../aws/key-actions.ts';

/** What a key of this lab can meet: its user's operations, and what happens by itself. */
const EVENTS: ReadonlySet<string> = new Set([
  ...KEY_ACTIONS.map(({ event }) => event),
  'KeyMaterialCreated',
  'KeyMaterialRotated',
  'TimePassed',
]);

/** Guards that hold for other kinds of keys only: with replicas, or with imported material. */
const OTHER_KINDS: ReadonlySet<string> = new Set(['hasReplicas', 'hasNoMaterial', 'materialExpired']);

/**
 * Whether an arrow is drawn. Imported material, custom key stores and replicas belong to kinds of keys that the lab
 * doesn't make yet: their states are drawn dim and without arrows, and their transitions stand in the table.
 */
export function isOffered({ event, guard }: ChartTransition): boolean {
  return EVENTS.has(event) && (guard === null || !OTHER_KINDS.has(guard));
}
