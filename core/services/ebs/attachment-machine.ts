import { assign, initialTransition, type SnapshotFrom, setup, transition } from 'xstate';
import type { SafeItem } from '../../crypto/safe.ts';
import type { Because } from '../../errors/because.ts';
import type { EpochMs } from '../../ports.ts';
import type { OnBehalfOf } from '../on-behalf-of.ts';

/** What the host got for a volume: the grant, and where its data key lies in the host's memory. Null for unencrypted volumes. */
export interface HeldKey {
  readonly grantId: string;
  readonly held: SafeItem;
}

/** What an attachment's machine remembers. */
export interface AttachmentContext {
  /** When the next step by itself is due; null when none is. */
  readonly dueAt: EpochMs | null;
  readonly key: HeldKey | null;
  /** Who asked for what is under way. */
  readonly onBehalfOf: OnBehalfOf;
  /** Why the data key was not to be had, the last time it was asked for. */
  readonly failure: { readonly message: string; readonly because: Because } | null;
}

/** What the host is to do for an attachment. */
export type AttachmentWork = 'openDataKey' | 'giveBack';

export type AttachmentEvent =
  | { readonly type: 'TimePassed'; readonly now: EpochMs }
  | { readonly type: 'DataKeyOpened'; readonly key: HeldKey | null }
  | { readonly type: 'KmsRefused'; readonly message: string; readonly because: Because }
  /** The instance stops, or is not running yet: its host has no data key. */
  | { readonly type: 'HostLeft' }
  | { readonly type: 'DetachVolume'; readonly onBehalfOf: OnBehalfOf; readonly dueAt: EpochMs }
  | { readonly type: 'GrantGivenBack' };

const setUp = setup({
  types: {
    context: {} as AttachmentContext,
    events: {} as AttachmentEvent,
    input: {} as Pick<AttachmentContext, 'dueAt' | 'onBehalfOf'>,
  },
  guards: {
    isDue: ({ context, event }) => event.type === 'TimePassed' && context.dueAt !== null && event.now >= context.dueAt,
  },
  actions: {
    /** An effect: the host asks KMS, as the caller, or gives the grant back; another event answers. */
    work: (_, __: { work: AttachmentWork }) => undefined,
    stopWaiting: assign({ dueAt: null }),
    keepKey: assign((_, { key }: { key: HeldKey | null }) => ({ key, failure: null })),
    forgetKey: assign({ key: null }),
    keepDetaching: assign((_, { onBehalfOf, dueAt }: { onBehalfOf: OnBehalfOf; dueAt: EpochMs }) => ({
      onBehalfOf,
      dueAt,
    })),
    keepFailure: assign((_, { message, because }: { message: string; because: Because }) => ({
      failure: { message, because },
    })),
  },
});

const whenDue = (work: AttachmentWork) =>
  ({ guard: 'isDue', actions: ['stopWaiting', { type: 'work', params: { work } }] }) as const;

const DetachVolume = {
  target: 'detaching',
  actions: {
    type: 'keepDetaching',
    params: ({ event }: { event: Extract<AttachmentEvent, { type: 'DetachVolume' }> }) => event,
  },
} as const;

const DataKeyOpened = {
  target: 'attached',
  actions: {
    type: 'keepKey',
    params: ({ event }: { event: Extract<AttachmentEvent, { type: 'DataKeyOpened' }> }) => event,
  },
} as const;

/** The instance is gone, and the grant with it. */
const GrantGivenBack = { target: 'detached', actions: ['stopWaiting', 'forgetKey'] } as const;

/**
 * What binds a volume to an instance. At attaching EC2 makes a grant, as the caller, and has the data key decrypted by
 * it; the plaintext is then in the memory of the instance's host, so KMS is asked for nothing more, and what happens to
 * the key does not matter, until the volume is detached or the instance stops.
 * Source: KMS Developer Guide, "How Amazon EBS uses AWS KMS"; EC2 API Reference, VolumeAttachment; services.md section 3.
 */
const attachmentMachine = setUp.createMachine({
  id: 'attachment',
  context: ({ input }) => ({ ...input, key: null, failure: null }),
  initial: 'attaching',
  states: {
    attaching: {
      on: {
        TimePassed: whenDue('openDataKey'),
        DataKeyOpened,
        HostLeft: { target: 'resting', actions: 'stopWaiting' },
        KmsRefused: { target: 'failed', actions: { type: 'keepFailure', params: ({ event }) => event } },
        GrantGivenBack,
      },
    },
    attached: { on: { HostLeft: { target: 'resting', actions: 'forgetKey' }, DetachVolume, GrantGivenBack } },
    /** Attached to an instance that is not running. The name is ours: EC2 says `attached`. */
    resting: {
      on: {
        DataKeyOpened,
        HostLeft: 'resting',
        KmsRefused: { target: 'resting', actions: { type: 'keepFailure', params: ({ event }) => event } },
        DetachVolume,
        GrantGivenBack,
      },
    },
    detaching: { on: { TimePassed: whenDue('giveBack'), HostLeft: { actions: 'forgetKey' }, GrantGivenBack } },
    /** KMS did not let the data key be opened. EC2 shows no such attachment. */
    failed: { type: 'final' },
    detached: { type: 'final' },
  },
});

/** An attachment's machine at rest: plain JSON, as the journal keeps it. */
export interface AttachmentAtRest {
  readonly machine: 'attachment';
  readonly value: SnapshotFrom<typeof attachmentMachine>['value'];
  readonly context: AttachmentContext;
}

/** An attachment that EC2 has accepted. */
export function newAttachment(input: Pick<AttachmentContext, 'dueAt' | 'onBehalfOf'>): AttachmentAtRest {
  return atRest(initialTransition(attachmentMachine, input)[0]);
}

/** Applies one event; `work` is what the machine asks the host for, if anything. */
export function applyAttachmentEvent(
  attachment: AttachmentAtRest,
  event: AttachmentEvent,
): { readonly next: AttachmentAtRest; readonly work: AttachmentWork | null } {
  const [next, actions] = transition(attachmentMachine, attachmentMachine.resolveState(attachment), event);
  const asked = actions.find(({ type }) => type === 'work');
  return { next: atRest(next), work: asked === undefined ? null : (asked.params as { work: AttachmentWork }).work };
}

/** Whether the machine has a transition for the event now. */
export function attachmentCan(attachment: AttachmentAtRest, event: AttachmentEvent): boolean {
  return attachmentMachine.resolveState(attachment).can(event);
}

function atRest({ value, context }: SnapshotFrom<typeof attachmentMachine>): AttachmentAtRest {
  return { machine: 'attachment', value, context };
}
