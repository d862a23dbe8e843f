import { assign, setup } from 'xstate';

/** Where somebody stands who looks at a replay. */
export interface ReplayContext {
  /** How many steps are done at the moment that is shown. */
  readonly done: number;
  readonly count: number;
  /** 1 is the pace of reading. */
  readonly speed: number;
}

/** What moves a replay: its user's deeds, and a step that was on the screen long enough. */
export type ReplayEvent =
  | { readonly type: 'Play' }
  | { readonly type: 'Pause' }
  /** The step that is shown was shown long enough. */
  | { readonly type: 'StepRead' }
  | { readonly type: 'GoTo'; readonly done: number }
  | { readonly type: 'SetSpeed'; readonly speed: number };

const setUp = setup({
  types: {
    context: {} as ReplayContext,
    events: {} as ReplayEvent,
    input: {} as { readonly count: number; readonly speed: number },
  },
  guards: {
    leadsToStart: (_, { done }: { done: number }) => done <= 0,
    leadsToEnd: ({ context }, { done }: { done: number }) => done >= context.count,
    hasOneStep: ({ context }) => context.count <= 1,
    isNextLast: ({ context }) => context.done + 1 >= context.count,
  },
  actions: {
    goTo: assign(({ context }, { done }: { done: number }) => ({
      done: Math.max(0, Math.min(context.count, done)),
    })),
    goOn: assign(({ context }) => ({ done: context.done + 1 })),
    beginAgain: assign({ done: 1 }),
    setSpeed: assign((_, { speed }: { speed: number }) => ({ speed })),
  },
});

const params = ({ event }: { event: Extract<ReplayEvent, { type: 'GoTo' }> }) => event;
const goTo = { type: 'goTo', params } as const;

/** The next step is shown at once: somebody has just asked for it. */
const play = [
  { guard: 'isNextLast', target: 'ended', actions: 'goOn' },
  { target: 'playing', actions: 'goOn' },
] as const;

/**
 * Looking at a replay, all of whose steps are known: at its beginning nothing is done (`idle`), it plays by itself, rests
 * on a step, or has come to its end. Going somewhere rests there. The pace is the stage's, which says `StepRead`.
 */
export const replayMachine = setUp.createMachine({
  id: 'replay',
  context: ({ input }) => ({ done: 0, count: input.count, speed: input.speed }),
  initial: 'idle',
  on: {
    SetSpeed: { actions: { type: 'setSpeed', params: ({ event }) => event } },
    GoTo: [
      { guard: { type: 'leadsToStart', params }, target: '.idle', actions: goTo },
      { guard: { type: 'leadsToEnd', params }, target: '.ended', actions: goTo },
      { target: '.paused', actions: goTo },
    ],
  },
  states: {
    idle: { on: { Play: play } },
    playing: { on: { Pause: 'paused', StepRead: play } },
    paused: { on: { Play: play } },
    ended: {
      on: {
        Play: [
          { guard: 'hasOneStep', target: 'ended', actions: 'beginAgain' },
          { target: 'playing', actions: 'beginAgain' },
        ],
      },
    },
  },
});
