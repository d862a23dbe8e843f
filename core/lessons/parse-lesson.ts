import { parseYaml } from '../scenarios/parse-yaml.ts';
import { Lesson } from './schema.ts';

/**
 * Reads a lesson from YAML.
 * @param name - the file's name, for messages.
 * @throws {ScenarioError} that names line and column of the first thing that is wrong.
 */
export function parseLesson(text: string, name: string): Lesson {
  return parseYaml(text, name, Lesson, 'lesson');
}
