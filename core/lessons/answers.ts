import { LabError } from '../lab/lab-error.ts';
import { optionNumber } from './lesson-view.ts';
import { fillNames, type Names } from './names.ts';
import type { LessonStep } from './schema.ts';

/** What answers the question of a step, each by itself: numbers of options from 1, or words; none where it asks nothing. */
export function rightAnswers({ ask }: LessonStep, names: Names): readonly string[] {
  if (ask === undefined) return [];
  if ('options' in ask) return ask.options.flatMap(({ right }, n) => (right === true ? [String(n + 1)] : []));
  return fillNames(typeof ask.answer === 'string' ? [ask.answer] : ask.answer, names);
}

/** The number of an option from 0. @throws {LabError} for what is no option */
export function optionOf(text: string, options: number): number {
  const option = optionNumber(text);
  if (option !== null && option < options) return option;
  throw new LabError(`expected a letter from a to ${String.fromCharCode(96 + options)}, got '${text}'`);
}
