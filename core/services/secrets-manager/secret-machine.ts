import { assign, setup } from 'xstate';
import type { EpochMs } from '../../ports.ts';

/** What a secret's machine remembers. */
export interface SecretContext {
  /** The end of the recovery window; null where the secret is not scheduled for deletion. */
  readonly deletionDate: EpochMs | null;
}

export type SecretEvent =
  | { readonly type: 'TimePassed'; readonly now: EpochMs }
  | { readonly type: 'DeleteSecret'; readonly deletionDate: EpochMs }
  | { readonly type: 'RestoreSecret' }
  /** At once: forced, or a replica that is taken away or written over. */
  | { readonly type: 'DeleteWithoutRecovery' };

type At = { readonly now: EpochMs };

const secretSetup = setup({
  types: { context: {} as SecretContext, events: {} as SecretEvent },
  guards: {
    windowHasEnded: ({ context }, { now }: At) => context.deletionDate !== null && now >= context.deletionDate,
  },
  actions: {
    setDeletionDate: assign((_, { deletionDate }: { deletionDate: EpochMs }) => ({ deletionDate })),
    clearDeletionDate: assign({ deletionDate: null }),
  },
});

/**
 * The life of a secret. Restoring one that is not scheduled for deletion changes nothing.
 * Simplified: AWS deletes it some time after its window; here at its end.
 * Source: Secrets Manager API Reference, DeleteSecret and RestoreSecret; User Guide, "Delete an AWS Secrets Manager secret".
 */
export const secretMachine = secretSetup.createMachine({
  id: 'secret',
  context: { deletionDate: null },
  initial: 'active',
  states: {
    active: {
      on: {
        DeleteSecret: {
          target: 'scheduledForDeletion',
          actions: { type: 'setDeletionDate', params: ({ event }) => event },
        },
        DeleteWithoutRecovery: 'deleted',
        RestoreSecret: 'active',
      },
    },
    scheduledForDeletion: {
      on: {
        RestoreSecret: { target: 'active', actions: 'clearDeletionDate' },
        DeleteWithoutRecovery: 'deleted',
        TimePassed: {
          guard: { type: 'windowHasEnded', params: ({ event }) => ({ now: event.now }) },
          target: 'deleted',
        },
      },
    },
    deleted: { type: 'final' },
  },
});
