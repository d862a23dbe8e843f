import type { Scenario, ScenarioStep } from '../../scenarios/schema.ts';
import type { Check, NameShape } from '../check-schema.ts';
import type { LessonQuestion } from '../schema.ts';

/** A step of a lesson that is being built: where it ends in what was recorded, and its texts. Plain JSON. */
export interface DraftStep {
  /** How many of the recorded steps are done when it ends. */
  readonly end: number;
  readonly title: string;
  readonly say: string;
  readonly hints: readonly [string, string];
  readonly why: string;
  /** What must be so when it is done. */
  readonly checks: readonly Check[];
  /** A question in place of checks. */
  readonly ask: LessonQuestion | null;
}

/** A lesson that is being built. The world and all that was done in it are in the scenario beside it. */
export interface Draft {
  readonly title: string;
  readonly summary: string;
  readonly learn: readonly string[];
  /** How many of the recorded steps are the set-up. */
  readonly setUp: number;
  readonly steps: readonly DraftStep[];
  readonly quiz: LessonQuestion | null;
}

/** Who acts, and where. */
interface Here {
  readonly as: string;
  readonly region: string;
}

const NOBODY: Here = { as: '', region: '' };

/** Roughly what a learner needs for a step. */
const MINUTES_A_STEP = 2;

const QUESTION =
  'the question at the end, with two options or more, why each is right or wrong, and which one is right';

/** What still keeps a draft from being a lesson, each in a few words; empty where nothing does. */
export function missingOf(draft: Draft, recorded: Scenario): readonly string[] {
  const { title, summary, learn, steps, quiz } = draft;
  return [
    ...(title === '' ? ['a title'] : []),
    ...(summary === '' ? ['what it is about, in a sentence'] : []),
    ...(learn.length === 0 ? ['what one knows afterwards'] : []),
    ...(steps.length === 0 ? ['a step: do something, then end the step'] : []),
    ...steps.flatMap((step, index) => missingOfStep(step, index + 1)),
    ...(quiz === null ? [QUESTION] : []),
    ...(firstHere(draft, recorded).as === '' ? ['somebody who acts in a step'] : []),
  ];
}

function missingOfStep({ title, say, hints, checks, ask }: DraftStep, number: number): readonly string[] {
  const of = ` of step ${number}`;
  return [
    ...(title === '' ? [`the title${of}`] : []),
    ...(say === '' ? [`what to do${of}`] : []),
    ...(hints.some((hint) => hint === '') ? [`two hints${of}`] : []),
    ...(checks.length === 0 && ask === null ? [`a check or a question${of}`] : []),
  ];
}

/** The lesson that a draft is, in the grammar of lessons. What is missing is empty in it: see `missingOf`. */
export function lessonOf(
  draft: Draft,
  recorded: Scenario,
  names: Readonly<Record<string, NameShape>>,
): Readonly<Record<string, unknown>> {
  const heres = heresOf(recorded.steps);
  const first = firstHere(draft, recorded);
  const setUp = segment(recorded.steps, heres, 0, draft.setUp, null);
  let here = first;
  return {
    title: draft.title,
    summary: draft.summary,
    learn: draft.learn,
    minutes: Math.max(1, draft.steps.length * MINUTES_A_STEP),
    world: recorded.world,
    ...(recorded.files === undefined ? {} : { files: recorded.files }),
    ...(setUp.length === 0 ? {} : { setUp }),
    ...first,
    ...(Object.keys(names).length === 0 ? {} : { names }),
    steps: draft.steps.map(({ end, title, say, hints, why, checks, ask }, index) => {
      const from = index === 0 ? draft.setUp : (draft.steps[index - 1]?.end ?? draft.setUp);
      const own = hereOfSegment(recorded.steps, heres, from, end) ?? here;
      const moved = {
        ...(own.as === here.as ? {} : { as: own.as }),
        ...(own.region === here.region ? {} : { region: own.region }),
      };
      here = own;
      return {
        title,
        say,
        ...moved,
        ...(ask === null ? { check: checks.length === 1 ? checks[0] : { all: checks } } : { ask }),
        hints,
        solution: segment(recorded.steps, heres, from, end, own),
        ...(why === '' ? {} : { why }),
      };
    }),
    quiz: draft.quiz,
  };
}

/** Who acts in each recorded step, and where. */
function heresOf(steps: readonly ScenarioStep[]): readonly Here[] {
  let here = NOBODY;
  return steps.map(({ as = here.as, region = here.region }) => {
    here = { as, region };
    return here;
  });
}

/** Where a learner stands at first: as the first who acts in a step, else as the last of the set-up. */
function firstHere(draft: Draft, { steps }: Scenario): Here {
  const heres = heresOf(steps);
  const end = draft.steps.at(-1)?.end ?? steps.length;
  return hereOfSegment(steps, heres, draft.setUp, end) ?? heres[draft.setUp - 1] ?? NOBODY;
}

/** Who acts first between two places; null where nobody does. */
function hereOfSegment(steps: readonly ScenarioStep[], heres: readonly Here[], from: number, to: number): Here | null {
  const index = steps.findIndex((step, at) => at >= from && at < to && isActed(step));
  return heres[index] ?? null;
}

/** Time that passes is nobody's. */
function isActed({ run, read, write }: ScenarioStep): boolean {
  return run !== undefined || read !== undefined || write !== undefined;
}

/** Recorded steps as a part of a lesson has them: who acts is said where that changes. */
function segment(
  steps: readonly ScenarioStep[],
  heres: readonly Here[],
  from: number,
  to: number,
  start: Here | null,
): readonly ScenarioStep[] {
  let before = start ?? NOBODY;
  return steps.slice(from, to).map((step, index) => {
    const { as: _, region: __, note: ___, mark: ____, ...deed } = step;
    const here = heres[from + index] ?? NOBODY;
    if (!isActed(step) || here.as === '') return deed;
    const moved = {
      ...(here.as === before.as ? {} : { as: here.as }),
      ...(here.region === before.region ? {} : { region: here.region }),
    };
    before = here;
    return { ...moved, ...deed };
  });
}
