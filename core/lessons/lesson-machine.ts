import { assign, setup } from 'xstate';

/** Where a learner stands in a lesson. Plain JSON. */
export interface LessonContext {
  /** From 0. */
  readonly step: number;
  readonly steps: number;
  /** How many hints of this step were shown. */
  readonly hints: number;
  /** How many hints were shown in all. */
  readonly allHints: number;
  /** Whether a solution was shown: the lesson then doesn't count as solved. */
  readonly isShown: boolean;
  /** The option of the quiz that was chosen last, from 0. */
  readonly chosen: number | null;
  readonly wrongAnswers: number;
}

export type LessonEvent =
  | { readonly type: 'Begin' }
  | { readonly type: 'StepPassed' }
  | { readonly type: 'Next' }
  | { readonly type: 'HintAsked' }
  | { readonly type: 'SolutionShown' }
  | { readonly type: 'StepReset' }
  /** Goes to a step, from 0. @param isAhead - whether steps that were not passed are left out. */
  | { readonly type: 'StepChosen'; readonly step: number; readonly isAhead: boolean }
  | { readonly type: 'QuizAnswered'; readonly option: number; readonly isRight: boolean };

/** A nudge, a pointer, and the command. */
export const HINTS = 3;

const setUp = setup({
  types: {
    context: {} as LessonContext,
    events: {} as LessonEvent,
    input: {} as { readonly steps: number },
  },
  guards: {
    isLastStep: ({ context }) => context.step + 1 >= context.steps,
    hasHints: ({ context }) => context.hints < HINTS,
    isRight: (_, { isRight }: { isRight: boolean }) => isRight,
  },
  actions: {
    goOn: assign(({ context }) => ({ step: context.step + 1, hints: 0 })),
    goTo: assign(({ context }, { step, isAhead }: { step: number; isAhead: boolean }) => ({
      step,
      hints: 0,
      isShown: context.isShown || isAhead,
    })),
    countHint: assign(({ context }) => ({ hints: context.hints + 1, allHints: context.allHints + 1 })),
    noteSolution: assign({ isShown: true }),
    noteAnswer: assign(({ context }, { option, isRight }: { option: number; isRight: boolean }) => ({
      chosen: option,
      wrongAnswers: context.wrongAnswers + (isRight ? 0 : 1),
    })),
  },
});

const answered = {
  type: 'noteAnswer',
  params: ({ event }: { event: Extract<LessonEvent, { type: 'QuizAnswered' }> }) => event,
} as const;
const rightly = {
  type: 'isRight',
  params: ({ event }: { event: Extract<LessonEvent, { type: 'QuizAnswered' }> }) => event,
} as const;

const chosen = {
  target: 'working',
  actions: {
    type: 'goTo',
    params: ({ event }: { event: Extract<LessonEvent, { type: 'StepChosen' }> }) => event,
  },
} as const;

/**
 * A lesson, at rest: read the introduction, work on one step after another, answer the quiz, be done. A step that is
 * passed stays on screen until the learner goes on, to look around.
 */
export const lessonMachine = setUp.createMachine({
  id: 'lesson',
  context: ({ input }) => ({
    step: 0,
    steps: input.steps,
    hints: 0,
    allHints: 0,
    isShown: false,
    chosen: null,
    wrongAnswers: 0,
  }),
  initial: 'intro',
  states: {
    intro: { on: { Begin: 'working', StepChosen: chosen } },
    working: {
      on: {
        StepPassed: 'passed',
        HintAsked: { guard: 'hasHints', target: 'working', actions: 'countHint' },
        SolutionShown: { target: 'working', actions: 'noteSolution' },
        StepReset: 'working',
        StepChosen: chosen,
      },
    },
    passed: {
      on: {
        StepReset: 'working',
        StepChosen: chosen,
        Next: [
          { guard: 'isLastStep', target: 'quiz' },
          { target: 'working', actions: 'goOn' },
        ],
      },
    },
    quiz: {
      on: {
        QuizAnswered: [
          { guard: rightly, target: 'done', actions: answered },
          { target: 'quiz', actions: answered },
        ],
        StepChosen: chosen,
      },
    },
    done: {},
  },
});

/** The machine as it is kept. */
export interface LessonAtRest {
  readonly value: 'intro' | 'working' | 'passed' | 'quiz' | 'done';
  readonly context: LessonContext;
}
