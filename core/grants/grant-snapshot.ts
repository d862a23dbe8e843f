import { initialTransition, transition } from 'xstate';
import type { EpochMs } from '../ports.ts';
import { type GrantContext, type GrantEvent, grantMachine } from './grant-machine.ts';

/** A grant's machine at rest: plain JSON, as it is kept in the journal. */
export interface GrantSnapshot {
  readonly value: 'Pending' | 'InForce' | 'Retired' | 'Revoked';
  readonly context: GrantContext;
}

/** A grant as it is made: in force at once where nothing delays it. */
export function newGrant(context: GrantContext, now: EpochMs): GrantSnapshot {
  return applyGrantEvent(atRest(initialTransition(grantMachine, context)[0]), { type: 'TimePassed', now });
}

/** Applies one event; one that the machine has no transition for leaves the grant as it was. */
export function applyGrantEvent({ value, context }: GrantSnapshot, event: GrantEvent): GrantSnapshot {
  return atRest(transition(grantMachine, grantMachine.resolveState({ value, context }), event)[0]);
}

/** When the grant next changes by itself; null when it waits for nothing. */
export function grantDueAt({ value, context }: GrantSnapshot): EpochMs | null {
  return value === 'Pending' ? context.consistentDate : null;
}

/** Whether the grant has ended: AWS then forgets it. */
export function hasEnded({ value }: GrantSnapshot): boolean {
  return value === 'Retired' || value === 'Revoked';
}

function atRest(snapshot: { readonly value: unknown; readonly context: GrantContext }): GrantSnapshot {
  return { value: snapshot.value as GrantSnapshot['value'], context: snapshot.context };
}
