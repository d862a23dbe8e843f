import { LESSON_IDS } from '../../core/index.ts';

/** A lesson at its place in the course. */
export interface LessonAt {
  readonly id: string;
  /** From 1 on. */
  readonly number: number;
}

/** How many lessons the course has. */
export const LESSON_COUNT = LESSON_IDS.length;

/** The lesson behind another in the course; null behind the last one. */
export function lessonBehind(id: string): LessonAt | null {
  const at = LESSON_IDS.indexOf(id) + 1;
  const next = LESSON_IDS[at];
  return at === 0 || next === undefined ? null : { id: next, number: at + 1 };
}
