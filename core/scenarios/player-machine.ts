import { assign, setup } from 'xstate';

/** Where a replay stands. */
export interface PlayerContext {
  /** How many steps are done: the next has this number, from 0. */
  readonly done: number;
  readonly count: number;
  /** Steps a second relative to the usual pace; 0 is without pacing. */
  readonly speed: number;
  /** Where a jump is to stop. */
  readonly target: number | null;
}

export type PlayerEvent =
  | { readonly type: 'Play' }
  | { readonly type: 'Pause' }
  | { readonly type: 'Step' }
  | { readonly type: 'StepDone' }
  | { readonly type: 'StepFailed' }
  | { readonly type: 'SetSpeed'; readonly speed: number }
  | { readonly type: 'JumpTo'; readonly step: number };

const setUp = setup({
  types: {
    context: {} as PlayerContext,
    events: {} as PlayerEvent,
    input: {} as { readonly count: number; readonly speed: number },
  },
  guards: {
    isLastStep: ({ context }) => context.done + 1 >= context.count,
    reachesTarget: ({ context }) => context.target !== null && context.done + 1 >= context.target,
    isBehindTarget: ({ context, event }) => event.type === 'JumpTo' && event.step > context.done,
    isStart: ({ event }) => event.type === 'JumpTo' && event.step <= 0,
    isAtTarget: ({ context, event }) => event.type === 'JumpTo' && event.step === context.done,
  },
  actions: {
    countStep: assign(({ context }) => ({ done: context.done + 1 })),
    setSpeed: assign((_, { speed }: { speed: number }) => ({ speed })),
    setTarget: assign((_, { step }: { step: number }) => ({ target: step })),
    clearTarget: assign({ target: null }),
    /** An effect: the player makes the world anew, for time goes back only by starting over. */
    startOver: assign({ done: 0 }),
  },
});

const setTarget = {
  type: 'setTarget',
  params: ({ event }: { event: Extract<PlayerEvent, { type: 'JumpTo' }> }) => event,
} as const;

const fromTheStart = [
  { guard: 'isStart', target: 'paused', actions: 'startOver' },
  { target: 'jumping', actions: ['startOver', setTarget] },
] as const;

/**
 * A replay: it stands, plays, takes one step, or runs to a mark without pacing. A failed expectation ends it.
 * The player does each step and answers with StepDone or StepFailed.
 */
export const playerMachine = setUp.createMachine({
  id: 'player',
  context: ({ input }) => ({ done: 0, count: input.count, speed: input.speed, target: null }),
  initial: 'paused',
  on: { SetSpeed: { actions: { type: 'setSpeed', params: ({ event }) => event } } },
  states: {
    paused: {
      on: {
        Play: 'playing',
        Step: 'stepping',
        JumpTo: [
          { guard: 'isAtTarget', target: 'paused' },
          { guard: 'isStart', target: 'paused', actions: 'startOver' },
          { guard: 'isBehindTarget', target: 'jumping', actions: setTarget },
          { target: 'jumping', actions: ['startOver', setTarget] },
        ],
      },
    },
    stepping: {
      on: {
        StepDone: [
          { guard: 'isLastStep', target: 'finished', actions: 'countStep' },
          { target: 'paused', actions: 'countStep' },
        ],
        StepFailed: { target: 'failed', actions: 'countStep' },
      },
    },
    playing: {
      on: {
        Pause: 'paused',
        StepDone: [
          { guard: 'isLastStep', target: 'finished', actions: 'countStep' },
          { target: 'playing', actions: 'countStep' },
        ],
        StepFailed: { target: 'failed', actions: 'countStep' },
      },
    },
    jumping: {
      on: {
        StepDone: [
          { guard: 'reachesTarget', target: 'paused', actions: ['countStep', 'clearTarget'] },
          { guard: 'isLastStep', target: 'finished', actions: ['countStep', 'clearTarget'] },
          { target: 'jumping', actions: 'countStep' },
        ],
        StepFailed: { target: 'failed', actions: ['countStep', 'clearTarget'] },
      },
    },
    finished: { on: { JumpTo: fromTheStart } },
    failed: { on: { JumpTo: fromTheStart } },
  },
});
