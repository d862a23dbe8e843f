import type { Ports } from '../ports.ts';
import type { Scenario } from '../scenarios/schema.ts';
import type { BuiltLesson } from './builder/lesson-from-scenario.ts';
import type { Lesson } from './schema.ts';
import type { LessonVerdict } from './verify-lesson.ts';

/** Reads a lesson from YAML. What parses it is loaded on first use. @throws {ScenarioError} with line and column */
export async function readLesson(text: string, name: string): Promise<Lesson> {
  const { parseLesson } = await import('./parse-lesson.ts');
  return parseLesson(text, name);
}

/** Whether a lesson can be learnt; see `verifyLesson`. */
export async function lessonVerdict(lesson: Lesson, ports: Ports): Promise<LessonVerdict> {
  const { verifyLesson } = await import('./verify-lesson.ts');
  return verifyLesson(lesson, ports);
}

/** A lesson's file of a scenario; see `lessonFromScenario`. */
export async function buildLesson(scenario: Scenario, ports: () => Ports): Promise<BuiltLesson> {
  const { lessonFromScenario } = await import('./builder/lesson-from-scenario.ts');
  return lessonFromScenario(scenario, ports);
}
