import { useEffect, useRef } from 'react';
import type { LessonView, ReplayState } from '../../core/index.ts';
import { firstStandpoint, type Standpoint, type UiEvent } from '../app/ui-state.ts';
import { useAnswer } from './use-answer.ts';
import { useLab } from './use-lab.ts';

interface InHand {
  readonly lesson: LessonView | null | undefined;
  readonly replay: ReplayState | undefined;
  /** How often a world was entered in this window. */
  readonly entries: number;
  readonly version: number;
  readonly dispatch: (event: UiEvent) => void;
}

/**
 * Enters the world that is in hand, whoever brought it there: another window on the same lab, an act that failed on its
 * way, or whoever had this page before it was loaded again. What this window does itself it enters at once.
 */
export function useWorldInHand({ lesson, replay, entries, version, dispatch }: InHand): void {
  const lab = useLab();
  const draft = useAnswer({ type: 'draft' }, version);
  const isKnown = lesson !== undefined && replay !== undefined && draft !== undefined;
  const world = isKnown ? worldOf(lesson, replay, draft !== null) : null;
  const here = isKnown && draft === null ? hereIn(lesson, replay) : null;
  const as = here?.as ?? null;
  const region = here?.region ?? null;
  const seen = useRef<{ readonly world: string; readonly entries: number } | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: who acts is asked of a world as it is entered; within it a step or its user says so
  useEffect(() => {
    if (world === null) return;
    const before = seen.current;
    seen.current = { world, entries };
    const known = as === null || region === null ? null : { as, region };
    if (before === null) {
      if (known !== null) dispatch({ type: 'standAt', standpoint: known });
      return;
    }
    if (before.world === world || before.entries !== entries) return;
    const enter = (standpoint: Standpoint | null) => {
      if (standpoint !== null && seen.current?.world === world) dispatch({ type: 'entered', standpoint });
    };
    if (known !== null) return enter(known);
    lab.ask({ type: 'view' }).then(
      (view) => enter(firstStandpoint(view)),
      (error: unknown) => console.error(error),
    );
  }, [world, entries, lab, dispatch]);
}

/** A name of the world that is in hand, by what brought it. */
function worldOf(lesson: LessonView | null, replay: ReplayState, isDrafting: boolean): string {
  if (isDrafting) return 'draft';
  if (lesson !== null) return `lesson ${lesson.id}`;
  // Who goes on from a replay stays where that stood.
  const played = replay.on ?? replay.continued;
  return played === null ? 'lab' : `replay ${played.name}`;
}

/** Who acts there, and where, as far as a lesson or a replay says. */
function hereIn(lesson: LessonView | null, { on }: ReplayState): Standpoint | null {
  if (lesson !== null) return { as: lesson.here.as, region: lesson.here.region };
  return on === null || on.as === null || on.region === null ? null : { as: on.as, region: on.region };
}
