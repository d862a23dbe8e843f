import { useEffect, useRef } from 'react';
import type { LessonView, ReplayState } from '../../core/index.ts';
import type { UiEvent } from '../app/ui-state.ts';

interface InHand {
  readonly lesson: LessonView | null | undefined;
  readonly replay: ReplayState | undefined;
  readonly dispatch: (event: UiEvent) => void;
}

/**
 * A page that is loaded again, or beside another, while a lesson or a replay is in hand stands where that does. Once only:
 * from then on its user says so, and whatever this page itself enters.
 */
export function useFirstStandpoint({ lesson, replay, dispatch }: InHand): void {
  const isDone = useRef(false);
  useEffect(() => {
    if (isDone.current || lesson === undefined || replay === undefined) return;
    isDone.current = true;
    const here = lesson?.here ?? replay.on;
    if (here === null || here.as === null || here.region === null) return;
    dispatch({ type: 'standAt', standpoint: { as: here.as, region: here.region } });
  }, [lesson, replay, dispatch]);
}
