import { stringify } from 'yaml';
import type { Ports } from '../../ports.ts';
import type { Scenario } from '../../scenarios/schema.ts';
import { type Draft, lessonOf, missingOf } from './draft.ts';
import { newStep } from './first-words.ts';
import { offerChecks } from './offer-checks.ts';

/** A lesson's file, and what its author still has to write in it. */
export interface BuiltLesson {
  readonly yaml: string;
  readonly missing: readonly string[];
}

/**
 * Makes the file of a lesson of a scenario: a mark begins a step, what stands before the first mark is the set-up, and
 * notes say what to do. Each step is checked by what became so in it. Without a mark all of it is one step.
 * @param ports - an empty store each time
 * @throws {ScenarioError} where the scenario does not come to its end
 */
export async function lessonFromScenario(scenario: Scenario, ports: () => Ports): Promise<BuiltLesson> {
  const { steps } = scenario;
  const starts = steps.flatMap(({ mark }, index) => (mark === undefined ? [] : [index]));
  const firsts = starts.length === 0 ? [0] : starts;
  const setUp = firsts[0] ?? 0;
  const ends = firsts.map((_, index) => firsts[index + 1] ?? steps.length);
  const { checks, names } = await offerChecks(scenario, [setUp, ...ends], ports);
  const draft: Draft = {
    title: scenario.title,
    summary: scenario.summary ?? '',
    learn: [],
    setUp,
    steps: ends.map((end, index) => {
      const own = steps.slice(firsts[index], end);
      const say = own.flatMap(({ note }) => (note === undefined ? [] : [note.trim()])).join(' ');
      const title = capital((own[0]?.mark ?? scenario.title).replaceAll('-', ' '));
      return newStep(end, own, checks[index] ?? [], { title, say });
    }),
    quiz: null,
  };
  return { yaml: lessonYaml(lessonOf(draft, scenario, names)), missing: missingOf(draft, scenario) };
}

/** A lesson as its file has it. */
export function lessonYaml(lesson: Readonly<Record<string, unknown>>): string {
  return stringify(lesson, { lineWidth: 110, aliasDuplicateObjects: false });
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
