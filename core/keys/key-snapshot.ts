import { initialTransition, transition } from 'xstate';
import type { EpochMs } from '../ports.ts';
import type { KeyContext, KeyKind, SharedProperties } from './key-context.ts';
import type { KeyEvent } from './key-event.ts';
import { keyMachine } from './key-machine.ts';
import { firstExpiry, type RotationType } from './key-material.ts';
import type { KeyState } from './key-state.ts';

/** A key's machine at rest: plain JSON, as it is kept in the journal. */
export interface KeySnapshot {
  readonly value: {
    /** `Deleted` is ours: AWS forgets the key. */
    readonly lifecycle: KeyState | 'Deleted';
    readonly automaticRotation: 'Off' | 'On';
    readonly onDemandRotation: 'Idle' | 'InProgress';
  };
  readonly context: KeyContext;
}

/** Work that the machine asks of the lab. */
export type KeyEffect =
  | { readonly type: 'makeKeyMaterial'; readonly rotationType: RotationType }
  | { readonly type: 'makeReplica' }
  | { readonly type: 'synchronizeReplicas' };

/** A key in its first state, Creating. */
export function newKey({ origin, multiRegion, replicaDoneDate }: KeyKind): KeySnapshot {
  return atRest(initialTransition(keyMachine, { origin, multiRegion, replicaDoneDate })[0]);
}

/**
 * Applies one event. Events that the machine has no transition for leave the key as it was: ask `keyCan` first
 * where that would be a refusal.
 */
export function applyKeyEvent(
  key: KeySnapshot,
  event: KeyEvent,
): { readonly key: KeySnapshot; readonly effects: readonly KeyEffect[] } {
  const [next, actions] = transition(keyMachine, awake(key), event);
  const effects: KeyEffect[] = [];
  for (const action of actions) {
    if (action.type === 'makeKeyMaterial') {
      effects.push({
        type: 'makeKeyMaterial',
        rotationType: (action.params as { rotationType: RotationType }).rotationType,
      });
    }
    if (action.type === 'makeReplica') effects.push({ type: 'makeReplica' });
    if (action.type === 'synchronizeReplicas' && next.context.multiRegion)
      effects.push({ type: 'synchronizeReplicas' });
  }
  return { key: atRest(next), effects };
}

/** Whether the machine has a transition for the event now. */
export function keyCan(key: KeySnapshot, event: KeyEvent): boolean {
  return awake(key).can(event);
}

/** When the key next changes by itself; null when it waits for nothing. */
export function keyDueAt({ value, context }: KeySnapshot): EpochMs | null {
  const instants: EpochMs[] = [];
  if (value.lifecycle === 'PendingDeletion' && context.deletionDate !== null) instants.push(context.deletionDate);
  if (
    value.lifecycle === 'Enabled' &&
    value.automaticRotation === 'On' &&
    !context.isReplica &&
    context.nextRotationDate !== null
  ) {
    instants.push(context.nextRotationDate);
  }
  if (context.onDemandCompletionDate !== null && value.lifecycle !== 'Deleted')
    instants.push(context.onDemandCompletionDate);
  if ((value.lifecycle === 'Creating' || value.lifecycle === 'Updating') && context.doneDate !== null) {
    instants.push(context.doneDate);
  }
  const expiry = EXPIRES_IN.has(value.lifecycle) ? firstExpiry(context) : null;
  if (expiry !== null) instants.push(expiry);
  return instants.length === 0 ? null : Math.min(...instants);
}

/** The states in which imported material expires; in the others it does so when they are over. */
const EXPIRES_IN: ReadonlySet<KeyState | 'Deleted'> = new Set([
  'Enabled',
  'Disabled',
  'PendingImport',
  'PendingDeletion',
  'PendingReplicaDeletion',
]);

/** What the key shares with its replicas. */
export function sharedProperties({ value, context }: KeySnapshot): SharedProperties {
  const { materials, rotationPeriodInDays, nextRotationDate, lastAutomaticRotationDate } = context;
  const { onDemandStartDate, onDemandCount } = context;
  return {
    materials,
    rotationPeriodInDays,
    nextRotationDate,
    lastAutomaticRotationDate,
    onDemandStartDate,
    onDemandCount,
    rotatesAutomatically: value.automaticRotation === 'On',
  };
}

/** The id of the material that encrypts now; null while there is none. */
export function currentKeyMaterialId({ context }: KeySnapshot): string | null {
  return context.materials.at(-1)?.keyMaterialId ?? null;
}

function awake({ value, context }: KeySnapshot) {
  return keyMachine.resolveState({ value, context });
}

function atRest(snapshot: { readonly value: unknown; readonly context: KeyContext }): KeySnapshot {
  return { value: snapshot.value as KeySnapshot['value'], context: snapshot.context };
}
