import type { Model } from './model.ts';

/** What is said behind the lab, once its screen is gone: where the lesson in hand is left; null where there is nothing to say. */
export function farewell({ data }: Model): string | null {
  const lesson = data?.lesson ?? null;
  if (lesson === null || lesson.status === 'intro' || lesson.status === 'done') return null;
  const { number, of } = lesson.step;
  const at = lesson.status === 'quiz' ? 'at its question' : `at step ${number} of ${of}`;
  return `lesson ${lesson.number}, ${lesson.title}, is kept ${at}: the lab's place Learn goes on with it`;
}
