import { lineOf } from '../lessons/lesson-view.ts';
import { fillNames } from '../lessons/names.ts';
import type { Scenario, ScenarioExpectation, ScenarioStep } from '../scenarios/schema.ts';
import { codeBlock, page, plain } from './markdown.ts';

/** A scenario on paper: why each step is done, its command, and, for teachers, what comes of it. */
export function scenarioHandout(scenario: Scenario, hasAnswers: boolean): string {
  const { title, summary, steps } = scenario;
  let here = { as: '', region: '' };
  return page([
    `# ${plain(title)}`,
    summary === undefined ? null : plain(summary),
    ...steps.flatMap((step, index) => {
      const before = here;
      here = { as: step.as ?? here.as, region: step.region ?? here.region };
      return stepParts(step, index, before.as !== here.as || before.region !== here.region ? here : null, hasAnswers);
    }),
  ]);
}

function stepParts(
  step: ScenarioStep,
  index: number,
  here: { readonly as: string; readonly region: string } | null,
  hasAnswers: boolean,
): readonly (string | null)[] {
  const { note, mark, run, expect } = step;
  const line = run === undefined && note !== undefined && lineOf(step) === note ? '' : fillNames(lineOf(step), {});
  const expected = hasAnswers ? expectedWords(expect) : [];
  return [
    mark === undefined ? `### Step ${index + 1}` : `## Step ${index + 1}: ${plain(mark.replaceAll('-', ' '))}`,
    here === null ? null : `As \`${here.as}\` in \`${here.region}\`.`,
    note === undefined ? null : plain(note),
    line === '' ? null : codeBlock([run === undefined ? `# ${line}` : line]),
    expected.length === 0 ? null : `**Expected** ${expected.map(plain).join('; ')}.`,
  ];
}

/** What a step is to come to, in words; nothing for what has no words shorter than itself. */
function expectedWords(expect: ScenarioExpectation | undefined): readonly string[] {
  if (expect === undefined) return [];
  const { error, message, output = {}, state, bytes, bill, sameBytes } = fillNames(expect, {});
  const [what, is] = state === undefined ? [] : [Object.values(state)[0], state.is];
  return [
    ...(error === undefined ? [] : [`refused with ${error}`]),
    ...(message === undefined ? [] : [`the message says “${message}”`]),
    ...Object.entries(output).map(([path, value]) => `${path} is ${JSON.stringify(value)}`),
    ...(is === undefined ? [] : [`${what} is ${is}`]),
    ...(bytes === undefined ? [] : [`${bytes.volume ?? bytes.database} holds “${bytes.text}”`]),
    ...(bill === undefined ? [] : [`KMS costs ${bill.account} ${bill.total} in ${bill.month}`]),
    ...(sameBytes === undefined ? [] : [`${sameBytes[0]} and ${sameBytes[1]} hold the same bytes`]),
  ];
}
