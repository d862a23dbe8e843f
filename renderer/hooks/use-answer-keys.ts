import { type RefObject, useEffect } from 'react';
import { optionAt } from '../lab/option-letters.ts';
import type { LessonAct } from './use-classroom.ts';
import { isFreeKey } from './use-shortcuts.ts';

/** While the keyboard is in the lesson, the letter of an option answers its question; none does where `count` is 0. */
export function useAnswerKeys(
  panel: RefObject<HTMLElement | null>,
  count: number,
  onAct: (act: LessonAct) => void,
): void {
  useEffect(() => {
    if (count === 0) return;
    const onKeyDown = (event: KeyboardEvent) => {
      const option = optionAt(event.key, count);
      if (option === null || !isFreeKey(event) || !panel.current?.contains(document.activeElement)) return;
      event.preventDefault();
      onAct({ does: 'answer', answer: String(option + 1) });
    };
    // Before the window's own shortcuts, of which `a` is one.
    window.addEventListener('keydown', onKeyDown, { capture: true });
    return () => window.removeEventListener('keydown', onKeyDown, { capture: true });
  }, [panel, count, onAct]);
}
