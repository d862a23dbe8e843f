import { useState } from 'react';
import type { DueEvent } from '../../core/index.ts';
import { horizon, type TimeStep, targetOf } from '../lab/time-steps.ts';
import { useAnswer } from './use-answer.ts';
import { useMoveClock } from './use-move-clock.ts';
import { useWorkbench } from './use-workbench.ts';

export interface TimeTravel {
  readonly step: TimeStep;
  readonly choose: (step: TimeStep) => void;
  /** Where the clock would stand; null while there is nowhere to go. */
  readonly target: number | null;
  /** What would happen on the way. */
  readonly due: readonly DueEvent[];
  readonly error: string | null;
  /** Moves the clock; resolves to whether it moved. */
  readonly go: () => Promise<boolean>;
}

/** A journey of the lab's clock: first looked at, then made. */
export function useTimeTravel(now: number): TimeTravel {
  const move = useMoveClock();
  const { version } = useWorkbench();
  const [step, choose] = useState<TimeStep>({ type: 'days', days: 1 });
  const [error, setError] = useState<string | null>(null);
  const isNext = step.type === 'next';
  const until = targetOf(step, now);
  const asked = isNext ? horizon(now) : until;
  const answer = useAnswer(asked === null ? null : { type: 'due', until: asked }, version) ?? [];
  const due = isNext ? answer.slice(0, 1) : answer;
  const target = isNext ? (due[0]?.at ?? null) : until;
  const go = async () => {
    if (target === null) return false;
    const wrong = await move(isNext ? { type: 'advanceToNext' } : { type: 'advanceTo', at: target });
    setError(wrong);
    return wrong === null;
  };
  return { step, choose, target, due, error, go };
}
