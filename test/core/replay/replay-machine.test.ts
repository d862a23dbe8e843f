import { describe, expect, it } from 'vitest';
import { initialTransition, transition } from 'xstate';
import { type ReplayEvent, replayMachine } from '../../../core/replay/replay-machine.ts';

/** Where a replay of three steps stands after some events. */
function standsAfter(...events: readonly ReplayEvent[]): readonly [status: string, done: number, speed: number] {
  const [first] = initialTransition(replayMachine, { count: 3, speed: 1 });
  const last = events.reduce((snapshot, event) => transition(replayMachine, snapshot, event)[0], first);
  return [last.value, last.context.done, last.context.speed];
}

const PLAY = { type: 'Play' } as const;
const READ = { type: 'StepRead' } as const;
const PAUSE = { type: 'Pause' } as const;
const to = (done: number) => ({ type: 'GoTo', done }) as const;

describe('looking at a replay', () => {
  it.each([
    ['is idle at its beginning', [], 'idle', 0],
    ['shows the next step at once when it is played', [PLAY], 'playing', 1],
    ['goes on when a step was read', [PLAY, READ], 'playing', 2],
    ['ends with its last step', [PLAY, READ, READ], 'ended', 3],
    ['begins again when it is played from its end', [to(3), PLAY], 'playing', 1],
    ['rests on the step that it shows', [PLAY, PAUSE], 'paused', 1],
    ['goes on from where it rests', [PLAY, PAUSE, PLAY], 'playing', 2],
    ['rests where somebody goes', [PLAY, to(2)], 'paused', 2],
    ['is idle again at the beginning', [PLAY, to(0)], 'idle', 0],
    ['goes no further back than its beginning', [to(-1)], 'idle', 0],
    ['goes no further than its end', [to(9)], 'ended', 3],
    ['does not go on while it rests', [PLAY, PAUSE, READ], 'paused', 1],
    ['has nothing to pause at its end', [to(3), PAUSE], 'ended', 3],
  ] as const)('%s', (_says, events, status, done) => {
    expect(standsAfter(...events)).toEqual([status, done, 1]);
  });

  it.each([
    ['idle', []],
    ['playing', [PLAY]],
    ['paused', [PLAY, PAUSE]],
    ['ended', [to(3)]],
  ] as const)('takes another speed while it is %s, and stays there', (status, events) => {
    const [before, done] = standsAfter(...events);
    expect(before).toBe(status);
    expect(standsAfter(...events, { type: 'SetSpeed', speed: 4 })).toEqual([status, done, 4]);
  });

  it('of one step ends with it, again and again', () => {
    const [first] = initialTransition(replayMachine, { count: 1, speed: 1 });
    const [once] = transition(replayMachine, first, PLAY);
    const [again] = transition(replayMachine, once, PLAY);
    expect([once, again].map(({ value, context }) => [value, context.done])).toEqual([
      ['ended', 1],
      ['ended', 1],
    ]);
  });
});
