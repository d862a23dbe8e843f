import { useEffect } from 'react';
import type { LessonView } from '../../core/index.ts';

/** What the system calls this window: by its world, and by the lesson in hand. */
export function useWindowTitle(world: string | null, lesson: LessonView | null): void {
  const taught = lesson === null ? null : `Lesson ${lesson.number} ${lesson.title}`;
  useEffect(() => {
    document.title = [taught, world, 'kmslab'].filter((part) => part !== null).join(' · ');
  }, [taught, world]);
}
