import { describe, expect, it } from 'vitest';
import { initialTransition, transition } from 'xstate';
import { type LessonEvent, lessonMachine } from '../../../core/lessons/lesson-machine.ts';

/** A lesson of four steps after some events. */
function lessonAfter(...events: readonly LessonEvent[]) {
  const [start] = initialTransition(lessonMachine, { steps: 4 });
  return events.reduce((snapshot, event) => transition(lessonMachine, snapshot, event)[0], start);
}

const begin: LessonEvent = { type: 'Begin' };
const passed: LessonEvent = { type: 'StepPassed' };
const next: LessonEvent = { type: 'Next' };
const to = (step: number, isAhead: boolean): LessonEvent => ({ type: 'StepChosen', step, isAhead });

describe('a step that is chosen', () => {
  it.each([
    ['the introduction', [], 2],
    ['a step that is worked on', [begin], 3],
    ['a step that is passed', [begin, passed], 0],
    ['the quiz', [begin, to(3, true), passed, next], 1],
  ] as const)('is begun, with no hint shown, from %s', (_, events, step) => {
    const { value, context } = lessonAfter(...events, to(step, false));
    expect([value, context.step, context.hints]).toEqual(['working', step, 0]);
  });

  it('counts as a solution that was shown where it leaves steps out, and not where it goes back', () => {
    expect(lessonAfter(begin, to(2, true)).context.isShown).toBe(true);
    expect(lessonAfter(begin, passed, next, to(0, false)).context.isShown).toBe(false);
    expect(lessonAfter(begin, to(2, true), to(0, false)).context.isShown, 'for good').toBe(true);
  });
});
