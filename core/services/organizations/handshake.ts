import { initialTransition, transition } from 'xstate';
import type { AccountId } from '../../cloud/arn.ts';
import type { OrganizationTag } from '../../cloud/organization.ts';
import type { EpochMs } from '../../ports.ts';
import { type HandshakeContext, type HandshakeEvent, handshakeMachine } from './handshake-machine.ts';

/** A handshake's machine at rest: plain JSON, as it is kept in the journal. */
export interface HandshakeSnapshot {
  readonly value: 'OPEN' | 'ACCEPTED' | 'DECLINED' | 'CANCELED' | 'EXPIRED';
  readonly context: HandshakeContext;
}

/** What never changes in an invitation to an organization. Source: Organizations API Reference, Handshake. */
export interface HandshakeIdentity {
  /** `h-` and 32 letters and digits. */
  readonly id: string;
  readonly organizationId: string;
  readonly managementAccountId: AccountId;
  /** The account that is invited. */
  readonly accountId: AccountId;
  readonly requestedAt: EpochMs;
  readonly notes: string | null;
  /** What the account is tagged with once it has joined. */
  readonly tags: readonly OrganizationTag[];
}

/** An invitation as the world holds it. */
export interface Handshake extends HandshakeIdentity {
  readonly machine: HandshakeSnapshot;
}

const VALID_MS = 15 * 86_400_000;

/** A handshake as it is made. */
export function newHandshake(requestedAt: EpochMs): HandshakeSnapshot {
  return atRest(initialTransition(handshakeMachine, { expirationDate: requestedAt + VALID_MS, endedAt: null })[0]);
}

/** Applies one event; one that the machine has no transition for leaves the handshake as it was. */
export function applyHandshakeEvent(snapshot: HandshakeSnapshot, event: HandshakeEvent): HandshakeSnapshot {
  return atRest(transition(handshakeMachine, handshakeMachine.resolveState(snapshot), event)[0]);
}

/** Whether the event would change it. */
export function handshakeCan(snapshot: HandshakeSnapshot, event: HandshakeEvent): boolean {
  return handshakeMachine.resolveState(snapshot).can(event);
}

/** When it next changes by itself; null when it waits for nothing. */
export function handshakeDueAt({ value, context }: HandshakeSnapshot): EpochMs | null {
  return value === 'OPEN' ? context.expirationDate : null;
}

function atRest(snapshot: { readonly value: unknown; readonly context: HandshakeContext }): HandshakeSnapshot {
  return { value: snapshot.value as HandshakeSnapshot['value'], context: snapshot.context };
}

const TOLD_OF_MS = 30 * 86_400_000;

/** Handshakes that have ended are told of for 30 days. Source: Organizations API Reference, ListHandshakesForAccount. */
export function isForgotten({ context: { endedAt } }: HandshakeSnapshot, now: EpochMs): boolean {
  return endedAt !== null && now - endedAt > TOLD_OF_MS;
}
