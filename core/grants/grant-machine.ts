import { setup } from 'xstate';
import type { EpochMs } from '../ports.ts';

/** Events are operations (in the API's spelling) or facts about the world. */
export type GrantEvent =
  | { readonly type: 'TimePassed'; readonly now: EpochMs }
  | { readonly type: 'RetireGrant' }
  | { readonly type: 'RevokeGrant' };

/** What a grant's machine remembers beside its state. */
export interface GrantContext {
  /** From when on the grant counts without its token. */
  readonly consistentDate: EpochMs;
}

const setUp = setup({
  types: { context: {} as GrantContext, events: {} as GrantEvent, input: {} as GrantContext },
  guards: {
    consistencyReached: ({ context, event }) => event.type === 'TimePassed' && event.now >= context.consistentDate,
  },
});

/**
 * The life of one grant. A new one is Pending until all of KMS knows of it: until then it counts only for requests that
 * bring its token. It ends when somebody whom it names retires it, or somebody whom a policy lets revokes it.
 * Simplified: a grant that has ended stops counting at once; AWS takes up to five minutes.
 * Source: KMS Developer Guide, "Grants in AWS KMS" and "Retiring and revoking grants"; access.md section 7.
 */
export const grantMachine = setUp.createMachine({
  id: 'grant',
  context: ({ input }) => input,
  initial: 'Pending',
  states: {
    Pending: {
      on: {
        TimePassed: { guard: 'consistencyReached', target: 'InForce' },
        RetireGrant: 'Retired',
        RevokeGrant: 'Revoked',
      },
    },
    InForce: { on: { RetireGrant: 'Retired', RevokeGrant: 'Revoked' } },
    Retired: { type: 'final' },
    Revoked: { type: 'final' },
  },
});
