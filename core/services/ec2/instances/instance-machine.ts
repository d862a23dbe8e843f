import { assign, initialTransition, type SnapshotFrom, setup, transition } from 'xstate';
import type { EpochMs } from '../../../ports.ts';
import type { OnBehalfOf } from '../../on-behalf-of.ts';

/** Why an instance came to be in its state. Source: EC2 API Reference, StateReason. */
export interface StateReason {
  readonly code: string;
  readonly message: string;
}

/** What an instance's machine remembers. */
export interface InstanceContext {
  /** When the next step by itself is due; null when none is. */
  readonly dueAt: EpochMs | null;
  /** Who ran or started it last: its volumes' keys are asked for as this principal. */
  readonly onBehalfOf: OnBehalfOf;
  readonly launchTime: EpochMs;
  readonly stateReason: StateReason | null;
}

/** What the host is to do for an instance. */
export type InstanceWork = 'start' | 'stop' | 'terminate';

export type InstanceEvent =
  | { readonly type: 'TimePassed'; readonly now: EpochMs }
  | { readonly type: 'Started' }
  | { readonly type: 'LaunchFailed'; readonly reason: StateReason }
  | { readonly type: 'StopInstances'; readonly dueAt: EpochMs }
  | { readonly type: 'Stopped' }
  | { readonly type: 'StartInstances'; readonly onBehalfOf: OnBehalfOf; readonly at: EpochMs; readonly dueAt: EpochMs }
  | { readonly type: 'TerminateInstances'; readonly dueAt: EpochMs }
  | { readonly type: 'Terminated'; readonly dueAt: EpochMs };

type EventOf<T extends InstanceEvent['type']> = Extract<InstanceEvent, { type: T }>;

const setUp = setup({
  types: {
    context: {} as InstanceContext,
    events: {} as InstanceEvent,
    input: {} as Pick<InstanceContext, 'dueAt' | 'onBehalfOf' | 'launchTime'>,
  },
  guards: {
    isDue: ({ context, event }) => event.type === 'TimePassed' && context.dueAt !== null && event.now >= context.dueAt,
  },
  actions: {
    /** An effect: the host gives the instance its volumes' data keys, or takes them; another event answers. */
    work: (_, __: { work: InstanceWork }) => undefined,
    wait: assign((_, { dueAt }: { dueAt: EpochMs }) => ({ dueAt })),
    stopWaiting: assign({ dueAt: null }),
    keepStart: assign((_, { onBehalfOf, at, dueAt }: EventOf<'StartInstances'>) => ({
      onBehalfOf,
      launchTime: at,
      dueAt,
      stateReason: null,
    })),
    keepReason: assign((_, { reason }: { reason: StateReason | null }) => ({ stateReason: reason })),
  },
});

const when = (work: InstanceWork) =>
  ({ guard: 'isDue', actions: ['stopWaiting', { type: 'work', params: { work } }] }) as const;

const wait = {
  type: 'wait',
  params: ({ event }: { event: EventOf<'StopInstances' | 'TerminateInstances' | 'Terminated'> }) => event,
} as const;

const shutDown = (reason: StateReason) =>
  ({ target: 'shutting-down', actions: [wait, { type: 'keepReason', params: { reason } }] }) as const;

const TerminateInstances = shutDown({
  code: 'Client.UserInitiatedShutdown',
  message: 'Client.UserInitiatedShutdown: User initiated shutdown',
});

/**
 * The life of an instance, as far as its volumes feel it: a running one has their data keys in its host's memory, a
 * stopped one has not, and asks for them again when it is started.
 * Simplified: there is nothing in it, no image and no root volume. Source: EC2 User Guide, "Amazon EC2 instance state
 * changes"; KMS Developer Guide, "How Amazon EBS uses AWS KMS".
 */
const instanceMachine = setUp.createMachine({
  id: 'instance',
  context: ({ input }) => ({ ...input, stateReason: null }),
  initial: 'pending',
  states: {
    pending: {
      on: {
        TimePassed: when('start'),
        Started: 'running',
        LaunchFailed: { target: 'stopped', actions: { type: 'keepReason', params: ({ event }) => event } },
        TerminateInstances,
      },
    },
    running: {
      on: {
        StartInstances: 'running',
        StopInstances: {
          target: 'stopping',
          actions: [
            wait,
            {
              type: 'keepReason',
              params: {
                reason: {
                  code: 'Client.UserInitiatedShutdown',
                  message: 'Client.UserInitiatedShutdown: User initiated shutdown',
                },
              },
            },
          ],
        },
        TerminateInstances,
      },
    },
    stopping: { on: { TimePassed: when('stop'), Stopped: 'stopped', StopInstances: 'stopping', TerminateInstances } },
    stopped: {
      on: {
        StartInstances: { target: 'pending', actions: { type: 'keepStart', params: ({ event }) => event } },
        StopInstances: 'stopped',
        TerminateInstances,
      },
    },
    'shutting-down': {
      on: {
        TimePassed: when('terminate'),
        Terminated: { target: 'terminated', actions: wait },
        TerminateInstances: 'shutting-down',
      },
    },
    /** EC2 shows it for a while longer. */
    terminated: { on: { TimePassed: { guard: 'isDue', target: 'forgotten' }, TerminateInstances: 'terminated' } },
    forgotten: { type: 'final' },
  },
});

/** An instance's machine at rest: plain JSON, as the journal keeps it. */
export interface InstanceAtRest {
  readonly machine: 'instance';
  readonly value: SnapshotFrom<typeof instanceMachine>['value'];
  readonly context: InstanceContext;
}

/** An instance that EC2 has accepted. */
export function newInstance(input: Pick<InstanceContext, 'dueAt' | 'onBehalfOf' | 'launchTime'>): InstanceAtRest {
  return atRest(initialTransition(instanceMachine, input)[0]);
}

/** Applies one event; `work` is what the machine asks the host for, if anything. */
export function applyInstanceEvent(
  instance: InstanceAtRest,
  event: InstanceEvent,
): { readonly next: InstanceAtRest; readonly work: InstanceWork | null } {
  const [next, actions] = transition(instanceMachine, instanceMachine.resolveState(instance), event);
  const asked = actions.find(({ type }) => type === 'work');
  return { next: atRest(next), work: asked === undefined ? null : (asked.params as { work: InstanceWork }).work };
}

/** Whether the machine has a transition for the event now. */
export function instanceCan(instance: InstanceAtRest, event: InstanceEvent): boolean {
  return instanceMachine.resolveState(instance).can(event);
}

function atRest({ value, context }: SnapshotFrom<typeof instanceMachine>): InstanceAtRest {
  return { machine: 'instance', value, context };
}
