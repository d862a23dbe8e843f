import { initialTransition, transition } from 'xstate';
import type { EpochMs } from '../ports.ts';
import type { KeyContext, RotationType } from './key-context.ts';
import type { KeyEvent } from './key-event.ts';
import { keyMachine } from './key-machine.ts';
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
export interface KeyEffect {
  readonly type: 'makeKeyMaterial';
  readonly rotationType: RotationType;
}

/** A key in its first state, Creating. */
export function newKey(kind: Pick<KeyContext, 'origin' | 'multiRegion'>): KeySnapshot {
  return atRest(initialTransition(keyMachine, { origin: kind.origin, multiRegion: kind.multiRegion })[0]);
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
  if (value.lifecycle === 'Enabled' && value.automaticRotation === 'On' && context.nextRotationDate !== null) {
    instants.push(context.nextRotationDate);
  }
  if (context.onDemandCompletionDate !== null && value.lifecycle !== 'Deleted')
    instants.push(context.onDemandCompletionDate);
  if ((value.lifecycle === 'Enabled' || value.lifecycle === 'Disabled') && context.validTo !== null) {
    instants.push(context.validTo);
  }
  return instants.length === 0 ? null : Math.min(...instants);
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
