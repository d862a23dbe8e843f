import { useEffect } from 'react';
import type { LessonView } from '../../core/index.ts';
import type { UiEvent } from '../app/ui-state.ts';
import type { ClassroomState, LessonAct } from './use-classroom.ts';
import { isFreeKey } from './use-shortcuts.ts';

interface Presenter {
  readonly isPresenting: boolean;
  readonly classroom: ClassroomState;
  /** Whether the place Learn is shown: elsewhere the clicker is somebody else's. */
  readonly isInLesson: boolean;
  readonly dispatch: (event: UiEvent) => void;
}

/**
 * While the window is shown to a room: tells what was pressed, and lets one key, which clickers send, go through a lesson.
 * It begins the lesson, does a step as its solution does, and goes on to the next.
 */
export function usePresenter({ isPresenting, classroom, isInLesson, dispatch }: Presenter): void {
  const { lesson, act } = classroom;
  useEffect(() => {
    if (!isPresenting) return;
    const onKeyDown = (event: KeyboardEvent) => {
      const name = nameOf(event);
      if (name !== null) dispatch({ type: 'pressed', key: name });
      if (event.key !== 'PageDown' || !isInLesson || lesson == null || !isFreeKey(event)) return;
      const next = nextAct(lesson);
      if (next === null) return;
      event.preventDefault();
      void act(next);
    };
    window.addEventListener('keydown', onKeyDown, { capture: true });
    return () => window.removeEventListener('keydown', onKeyDown, { capture: true });
  }, [isPresenting, isInLesson, lesson, act, dispatch]);
}

/** The quiz is the room's to answer. */
function nextAct({ status }: LessonView): LessonAct | null {
  if (status === 'intro' || status === 'passed') return { does: 'next' };
  return status === 'working' ? { does: 'solve' } : null;
}

/** What a key is called in a caption; null for letters that somebody types into a field, and for a modifier alone. */
function nameOf(event: KeyboardEvent): string | null {
  if (MODIFIERS.has(event.key)) return null;
  const isTyped = event.key.length === 1 && !event.ctrlKey && !event.metaKey;
  if (isTyped && !isFreeKey(event)) return null;
  const name = event.key === ' ' ? 'Space' : (NAMES[event.key] ?? event.key);
  return event.ctrlKey || event.metaKey ? `Ctrl ${name.toUpperCase()}` : name;
}

const MODIFIERS: ReadonlySet<string> = new Set(['Shift', 'Control', 'Alt', 'Meta', 'AltGraph', 'CapsLock']);
const NAMES: Readonly<Record<string, string>> = {
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  PageDown: 'Page Down',
  PageUp: 'Page Up',
  Escape: 'Esc',
};
