import { useCallback, useEffect, useRef, useState } from 'react';
import type { LessonDeed, LessonSummary, LessonView } from '../../core/index.ts';
import type { UiEvent } from '../app/ui-state.ts';
import { useAnswer } from './use-answer.ts';
import { useLab } from './use-lab.ts';

/** What a learner does with a lesson. */
export interface LessonAct {
  readonly does: LessonDeed;
  /** For `start` and `restart`: a lesson's id. */
  readonly lesson?: string;
  /** For `answer`: a letter or number of an option, or what was asked for. */
  readonly answer?: string;
}

export interface ClassroomState {
  /** The lesson in hand; null in the free lab, undefined until the lab has said. */
  readonly lesson: LessonView | null | undefined;
  readonly lessons: readonly LessonSummary[];
  readonly act: (act: LessonAct) => Promise<void>;
  /** What the lab said against the last act, in words. */
  readonly error: string | null;
  readonly isBusy: boolean;
}

/** The lessons, and the one in hand: looked over again whenever something happened in its world. */
export function useClassroom(version: number, dispatch: (event: UiEvent) => void): ClassroomState {
  const lab = useLab();
  const lesson = useAnswer({ type: 'lesson' }, version);
  const lessons = useAnswer({ type: 'lessons' }, version) ?? NONE;
  const [error, setError] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const status = lesson?.status;
  const act = useCallback(
    async ({ does, ...more }: LessonAct) => {
      setBusy(true);
      try {
        const outcome = await lab.act({ type: 'lesson', does, ...more });
        setError(outcome.ok ? null : outcome.error.message);
        if (outcome.ok && outcome.lesson !== undefined) standIn(outcome.lesson, does, dispatch);
        if (does === 'leave') {
          const as = (await lab.ask({ type: 'view' })).principals[0]?.arn;
          if (as !== undefined) dispatch({ type: 'entered', standpoint: { as, region: 'us-east-1' } });
        }
      } catch (thrown) {
        setError(thrown instanceof Error ? thrown.message : String(thrown));
      } finally {
        setBusy(false);
      }
    },
    [lab, dispatch],
  );
  useChecks(status === 'working');
  return { lesson, lessons, act, error, isBusy };
}

const NONE: readonly LessonSummary[] = [];

/** A lesson, and each step of it, begins with somebody somewhere. */
function standIn(lesson: LessonView | null, does: LessonDeed, dispatch: (event: UiEvent) => void): void {
  if (lesson === null) return;
  const standpoint = { as: lesson.here.as, region: lesson.here.region };
  if (does === 'start' || does === 'restart') dispatch({ type: 'entered', standpoint });
  else if (does === 'next' || does === 'resetStep') dispatch({ type: 'standAt', standpoint });
}

/** While a step is worked on, looks whether it is passed after everything that happens; a look itself is nothing that happens. */
function useChecks(isWorking: boolean): void {
  const lab = useLab();
  const isLooking = useRef(false);
  useEffect(() => {
    if (!isWorking) return;
    let isStale = false;
    const look = async () => {
      if (isLooking.current) return;
      isLooking.current = true;
      while (isStale) {
        isStale = false;
        await lab.act({ type: 'lesson', does: 'check' }).catch((error: unknown) => console.error(error));
      }
      isLooking.current = false;
    };
    return lab.subscribe((event) => {
      if (event.type === 'acted' && event.action === 'lesson') return;
      isStale = true;
      void look();
    });
  }, [lab, isWorking]);
}
