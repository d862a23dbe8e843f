import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  beginningOf,
  bundledScenario,
  createLab,
  DEFAULT_WORLD,
  type LabAction,
  labelIn,
  recordingClient,
  type Scenario,
  ScenarioRecorder,
} from '../../../core/index.ts';
import { type Draft, lessonOf, missingOf } from '../../../core/lessons/builder/draft.ts';
import { newStep } from '../../../core/lessons/builder/first-words.ts';
import { lessonFromScenario, lessonYaml } from '../../../core/lessons/builder/lesson-from-scenario.ts';
import { offerChecks } from '../../../core/lessons/builder/offer-checks.ts';
import { saysOf } from '../../../core/lessons/check-says.ts';
import type { Check } from '../../../core/lessons/check-schema.ts';
import { parseLesson } from '../../../core/lessons/parse-lesson.ts';
import type { Lesson } from '../../../core/lessons/schema.ts';
import { verifyLesson } from '../../../core/lessons/verify-lesson.ts';
import { fixedPorts } from '../../helpers/fixed-ports.ts';

const ADMIN = 'arn:aws:iam::111122223333:role/admin';
const PARTNER = 'arn:aws:iam::444455556666:role/admin';
const QUIZ = {
  question: 'So?',
  options: [
    { text: 'Yes', right: true as const, why: 'It is.' },
    { text: 'No', why: 'It is not.' },
  ],
};

/** What somebody does in a lab, as the recorder writes it down. */
async function recorded(...actions: readonly LabAction[]): Promise<Scenario> {
  const lab = await createLab(fixedPorts(), { ...DEFAULT_WORLD, start: Date.parse('2026-01-01T00:00:00Z') });
  const recorder = new ScenarioRecorder(beginningOf(DEFAULT_WORLD, lab.now), labelIn(lab));
  const client = recordingClient(lab, recorder);
  for (const action of actions) {
    const outcome = await client.act(action);
    if (!outcome.ok) throw new Error(outcome.error.message);
  }
  return recorder.scenario('A play');
}

const run = (line: string, as = ADMIN, region = 'us-east-1'): LabAction => ({ type: 'run', line, as, region });

/** The lesson of a play, with every text written, as its file is read. */
async function built(
  scenario: Scenario,
  ends: readonly number[],
  choose?: (offered: readonly Check[]) => readonly Check[],
) {
  const [setUp = 0, ...cuts] = ends;
  const { checks, names } = await offerChecks(scenario, ends, fixedPorts);
  const steps = cuts.map((end, index) => {
    const from = index === 0 ? setUp : (cuts[index - 1] ?? setUp);
    const offered = checks[index] ?? [];
    const step = newStep(end, scenario.steps.slice(from, end), offered, { title: `Step ${index + 1}`, say: 'Do it.' });
    const chosen = choose === undefined ? step.checks : choose(offered);
    return { ...step, checks: chosen, ask: chosen.length === 0 ? QUIZ : null };
  });
  const draft: Draft = { title: 'Mine', summary: 'A play.', learn: ['How it goes'], setUp, steps, quiz: QUIZ };
  expect(missingOf(draft, scenario)).toEqual([]);
  return { lesson: parseLesson(lessonYaml(lessonOf(draft, scenario, names)), 'mine.yaml'), checks };
}

/** What one may do with a key, by its alias; some of it is refused, and is then expected to be. */
const DEEDS: readonly LabAction[] = [
  run('aws kms encrypt --key-id alias/orders --plaintext aGk='),
  run('aws kms encrypt --key-id alias/orders --plaintext aGk=', PARTNER),
  run('aws kms create-key --description "one more"'),
  run('aws kms create-key --key-spec HMAC_256 --key-usage GENERATE_VERIFY_MAC', PARTNER, 'eu-west-2'),
  run('aws kms describe-key --key-id alias/orders'),
  run('aws kms update-alias --alias-name alias/orders --target-key-id alias/orders'),
  run('aws ec2 create-volume --availability-zone us-east-1a --size 1 --encrypted --kms-key-id alias/orders'),
  run('aws s3api create-bucket --bucket mine'),
  run('aws s3api put-object --bucket mine --key a --server-side-encryption aws:kms --ssekms-key-id alias/orders'),
  { type: 'advance', by: 86_400_000 },
  { type: 'advance', by: 400 * 86_400_000 },
];

describe('a lesson that is built of a play', () => {
  it('verifies, whatever was played and wherever its steps end', async () => {
    const plays = fc.array(fc.integer({ min: 0, max: DEEDS.length - 1 }), { minLength: 1, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(plays, fc.array(fc.nat(7), { minLength: 1, maxLength: 3 }), async (deeds, cuts) => {
        const first = [
          run('aws kms create-key --description orders'),
          run('aws kms create-alias --alias-name alias/orders --target-key-id $KEY'),
        ];
        const scenario = await playOf(
          first,
          deeds.flatMap((deed) => DEEDS[deed] ?? []),
        );
        const ends = [
          ...new Set([0, ...cuts.map((cut) => Math.min(cut, scenario.steps.length)), scenario.steps.length]),
        ];
        ends.sort((a, b) => a - b);
        const { lesson } = await built(scenario, ends);
        expect(await verifyLesson(lesson, fixedPorts())).toMatchObject({ ok: true, problem: null });
      }),
      { numRuns: 25, seed: 7 },
    );
  }, 120_000);

  it('offers only checks that are red when the step begins and green when it ends, each of which verifies alone', async () => {
    const scenario = await playOf(
      [
        run('aws kms create-key --description orders'),
        run('aws kms create-alias --alias-name alias/orders --target-key-id $KEY'),
      ],
      [
        run('aws kms encrypt --key-id alias/orders --plaintext aGk='),
        run('aws kms encrypt --key-id alias/orders --plaintext aGk='),
      ],
    );
    const ends = [0, 2, 3, 4];
    const { checks } = await built(scenario, ends);
    const says = checks.map((offered) => offered.map(saysOf));
    expect(says[0]).toContain('alias/orders points to a key of the spec SYMMETRIC_DEFAULT');
    expect(says[1]).toEqual(['main/role/admin has called Encrypt with alias/orders']);
    // The second time it is the step's own call that counts.
    expect(says[2]).toEqual(['main/role/admin has called Encrypt with alias/orders, in this step']);
    for (const [step, offered] of checks.entries()) {
      for (const check of offered) {
        const { lesson } = await built(scenario, ends, (these) =>
          these.includes(check) ? [check] : these.slice(0, 1),
        );
        const verdict = await verifyLesson(lesson, fixedPorts());
        expect(verdict.steps[step], saysOf(check)).toMatchObject({ startIsRed: true, solutionIsGreen: true });
      }
    }
  });

  it('names what a step makes, so that a learner of other commands finds it named, too', async () => {
    const scenario = await playOf(
      [run('aws kms create-key --description orders')],
      [run('aws kms disable-key --key-id $KEY')],
    );
    const { lesson } = await built(scenario, [0, 1, 2]);
    expect(lesson.names).toEqual({ key: { key: { description: 'orders' } } });
    expect(lesson.steps[1]?.solution[0]?.run).toContain(`\${key}`);
    expect(lesson.steps[1]?.check).toMatchObject({ key: { description: 'orders', state: 'Disabled' } });
  });

  it.each([
    [1, 'a day has passed'],
    [3, '3 days have passed'],
  ])('says in plain English that %i day(s) went by', async (days, says) => {
    const scenario = await recorded(run('aws kms create-key'), { type: 'advance', by: days * 86_400_000 });
    const { checks } = await offerChecks(scenario, [1, 2], fixedPorts);
    expect(checks[0]?.map(saysOf)).toContain(says);
  });

  it('puts the learner where the recorded steps were done', async () => {
    const scenario = await recorded(
      run('aws kms create-key --description a'),
      run('aws kms create-key --description b', PARTNER, 'eu-west-2'),
    );
    const { lesson } = await built(scenario, [0, 1, 2]);
    expect(lesson).toMatchObject({ as: 'main/role/admin', region: 'us-east-1' });
    expect(lesson.steps[1]).toMatchObject({ as: 'partner/role/admin', region: 'eu-west-2' });
    expect(lesson.steps[1]?.solution).toEqual([{ run: 'aws kms create-key --description b' }]);
  });
});

describe('a lesson that is built of a scenario', () => {
  it('has a step for each mark, checked by what became so', async () => {
    const { yaml, missing } = await lessonFromScenario(await bundledScenario('key-lifecycle'), fixedPorts);
    expect(missing.at(-1)).toMatch(/^the question at the end, with two options .* and which one is right$/);
    const lesson = parseLesson(
      yaml.replace(/^quiz:.*$/m, `quiz: ${JSON.stringify(QUIZ)}`).replace('learn: []', 'learn: [it]'),
      'x.yaml',
    );
    const verdict = await verifyLesson(lesson, fixedPorts());
    expect(verdict.steps.filter(({ problem }) => problem !== null)).toEqual([]);
    expect(lesson.steps.length).toBeGreaterThan(2);
  });
});

describe('what is wrong with a lesson', () => {
  const lessonWith = async (change: (lesson: Lesson) => Lesson): Promise<Lesson> => {
    const scenario = await recorded(
      run('aws kms create-key --description a'),
      run('aws kms create-key --description b'),
    );
    return change((await built(scenario, [0, 1, 2])).lesson);
  };
  const withStep = (index: number, change: object) => (lesson: Lesson) => ({
    ...lesson,
    steps: lesson.steps.map((step, at) => (at === index ? { ...step, ...change } : step)),
  });

  it.each([
    [
      'a check that holds at the start',
      withStep(1, { check: { key: { description: 'a' } } }),
      /done before anything was/,
    ],
    ['a solution that is not there', withStep(0, { solution: [] }), /does not do it; still missing: .*“a”/],
    [
      'a solution that is refused',
      withStep(0, { solution: [{ run: 'aws kms describe-key --key-id x' }] }),
      /solution fails: aws kms describe-key/,
    ],
    [
      'a name that nothing has',
      withStep(0, { solution: [{ run: `aws kms describe-key --key-id \${other}` }] }),
      /other/,
    ],
  ])('is told: %s', async (_, change, says) => {
    const verdict = await verifyLesson(await lessonWith(change), fixedPorts());
    expect(verdict.ok).toBe(false);
    expect(verdict.steps.find(({ problem }) => problem !== null)?.problem).toMatch(says);
  });

  it('is told of the set-up', async () => {
    const lesson = await lessonWith((one) => ({
      ...one,
      setUp: [{ as: 'main/role/admin', region: 'us-east-1', run: 'aws kms disable-key --key-id x' }],
    }));
    expect(await verifyLesson(lesson, fixedPorts())).toMatchObject({
      ok: false,
      problem: expect.stringMatching(/^set-up: /),
      steps: [],
    });
  });
});

/** The same with the id of the first key in place of `$KEY`, as somebody copies it. */
async function playOf(first: readonly LabAction[], then: readonly LabAction[]): Promise<Scenario> {
  const [make, ...others] = first;
  const lab = await createLab(fixedPorts(), { ...DEFAULT_WORLD, start: Date.parse('2026-01-01T00:00:00Z') });
  const recorder = new ScenarioRecorder(beginningOf(DEFAULT_WORLD, lab.now), labelIn(lab));
  const client = recordingClient(lab, recorder);
  if (make !== undefined) await client.act(make);
  const keyId = (await lab.ask({ type: 'view' })).keys[0]?.keyId ?? '';
  for (const action of [...others, ...then]) {
    await client.act(action.type === 'run' ? { ...action, line: action.line.replaceAll('$KEY', keyId) } : action);
  }
  return recorder.scenario('A play');
}
