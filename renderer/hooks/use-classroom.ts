import { useCallback, useEffect, useRef, useState } from 'react';
import type { LessonDeed, LessonSummary, LessonView } from '../../core/index.ts';
import { focusFirst } from '../app/focus.ts';
import { firstStandpoint, type UiEvent } from '../app/ui-state.ts';
import { useAnswer } from './use-answer.ts';
import { useFocusCount } from './use-focus-count.ts';
import { useLab } from './use-lab.ts';

/** What a learner does with a lesson. */
export interface LessonAct {
  readonly does: LessonDeed;
  /** For `start` and `restart`: a lesson's id. */
  readonly lesson?: string;
  /** For `answer`: a letter or number of an option, or what was asked for. */
  readonly answer?: string;
  /** For `goToStep`: which one, from 1. */
  readonly step?: number;
}

export interface ClassroomState {
  /** The lesson in hand; null in the free lab, undefined until the lab has said. */
  readonly lesson: LessonView | null | undefined;
  /** Undefined until the lab has said. */
  readonly lessons: readonly LessonSummary[] | undefined;
  readonly act: (act: LessonAct) => Promise<void>;
  /** The commands of the solution that was just shown; none once the learner goes on. */
  readonly played: readonly string[];
  /** What the lab said against the last act, in words. */
  readonly error: string | null;
  /** Whether an act is under way, before which no other begins, or a look at what was done. */
  readonly isBusy: boolean;
}

/** The lessons, and the one in hand: looked over again whenever something happened in its world. */
export function useClassroom(version: number, dispatch: (event: UiEvent) => void): ClassroomState {
  const lab = useLab();
  const answer = useAnswer({ type: 'lesson' }, version);
  const [lesson, setLesson] = useState(answer);
  useEffect(() => setLesson(answer), [answer]);
  // A terminal of the same learner may have gone on meanwhile.
  const lessons = useAnswer({ type: 'lessons' }, version + useFocusCount());
  const [error, setError] = useState<string | null>(null);
  const [played, setPlayed] = useState<readonly string[]>([]);
  const [isActing, setActing] = useState(false);
  const isUnderWay = useRef(false);
  const status = lesson?.status;
  const act = useCallback(
    async ({ does, ...more }: LessonAct) => {
      if (isUnderWay.current) return;
      isUnderWay.current = true;
      setActing(true);
      try {
        const outcome = await lab.act({ type: 'lesson', does, ...more });
        setError(outcome.ok ? null : outcome.error.message);
        if (outcome.ok) setPlayed(outcome.played?.flatMap(({ run }) => (run === null ? [] : [run])) ?? []);
        if (outcome.ok && outcome.lesson !== undefined) {
          standIn(outcome.lesson, does, dispatch);
          setLesson(outcome.lesson); // before the buttons can be pressed again
        }
        if (does === 'leave') {
          const standpoint = firstStandpoint(await lab.ask({ type: 'view' }));
          if (standpoint !== null) dispatch({ type: 'entered', standpoint });
          // The button that led here is gone, and the keyboard with it.
          if (document.activeElement === document.body) focusFirst('#place');
        }
      } catch (thrown) {
        setError(thrown instanceof Error ? thrown.message : String(thrown));
      } finally {
        isUnderWay.current = false;
        setActing(false);
      }
    },
    [lab, dispatch],
  );
  const isLooking = useChecks(status === 'working', setLesson);
  return { lesson, lessons, act, played, error, isBusy: isActing || isLooking };
}

/** A lesson, and each step of it, begins with somebody somewhere. */
function standIn(lesson: LessonView | null, does: LessonDeed, dispatch: (event: UiEvent) => void): void {
  if (lesson === null) return;
  const standpoint = { as: lesson.here.as, region: lesson.here.region };
  if (ENTERS.includes(does)) dispatch({ type: 'entered', standpoint });
  else if (does === 'next') dispatch({ type: 'standAt', standpoint });
}

/** What brings another world into the window: what is selected in the one before is not in it. */
const ENTERS: readonly LessonDeed[] = ['start', 'restart', 'resetStep', 'goToStep', 'solve'];

/**
 * While a step is worked on, looks whether it is passed after everything that happens; a look itself is nothing that
 * happens. Tells whether it is looking.
 */
function useChecks(isWorking: boolean, onLooked: (lesson: LessonView | null) => void): boolean {
  const lab = useLab();
  const [isLooking, setLooking] = useState(false);
  useEffect(() => {
    if (!isWorking) return;
    let isStale = false;
    let isUnderWay = false;
    const look = async () => {
      isUnderWay = true;
      setLooking(true);
      while (isStale) {
        isStale = false;
        const outcome = await lab
          .act({ type: 'lesson', does: 'check' })
          .catch((error: unknown) => console.error(error));
        if (outcome?.ok && outcome.lesson !== undefined) onLooked(outcome.lesson);
      }
      isUnderWay = false;
      setLooking(false);
    };
    return lab.subscribe((event) => {
      if (event.type === 'acted' && event.action === 'lesson') return;
      isStale = true;
      if (!isUnderWay) void look();
    });
  }, [lab, isWorking, onLooked]);
  return isLooking;
}
