import { z } from 'zod';
import { FileContent, Label, Step, World } from '../scenarios/schema.ts';
import { CheckShape, NameShape } from './check-schema.ts';
import { FACT_IDS } from './fact-list.ts';

const Option = z.strictObject({
  text: z.string(),
  right: z.literal(true).optional().describe('Of exactly one option'),
  why: z.string().describe('Why it is right, or what is wrong with it'),
});

const Question = z
  .strictObject({ question: z.string(), options: z.array(Option).min(2) })
  .refine(
    ({ options }) => options.filter(({ right }) => right === true).length === 1,
    'expected exactly one right option',
  );

const Correction = z.strictObject({ belief: z.string(), truth: z.string() });

/** An answer that is to be found in the trail and written down. */
const Search = z.strictObject({
  question: z.string(),
  answer: z.union([z.string(), z.array(z.string())]).describe('What is right, with names filled in; one of several'),
});

const LessonStep = z
  .strictObject({
    title: z.string(),
    say: z.string().describe('What to do, and what to look at'),
    do: z
      .array(z.string())
      .optional()
      .describe('Lines to type, in their order; … stands where the learner has to find out or to decide'),
    as: Label.optional().describe('Who the learner is from this step on'),
    region: z.string().optional().describe('Where the learner is from this step on'),
    check: CheckShape.optional(),
    ask: z.union([Question, Search]).optional().describe('A question in place of a check'),
    hints: z.tuple([z.string(), z.string()]).describe('A nudge and a pointer; the third hint is the solution itself'),
    solution: z.array(Step).describe("What does it: real commands, and the lab's own actions"),
    mistakes: z
      .array(
        z.strictObject({
          when: CheckShape,
          says: z.string(),
          lasts: z
            .literal(true)
            .optional()
            .describe('It stands until the step begins anew; others are put right by the next goal that is met'),
          try: z.array(Step).describe('What leads there: a test takes this path'),
          back: z
            .array(Step)
            .optional()
            .describe('What leads from there through the step, where the solution alone does not: a test takes it'),
        }),
      )
      .optional()
      .describe('Plausible wrong paths, and what went wrong on each'),
    why: z.string().optional().describe('What just happened, once it is done'),
  })
  .refine(
    ({ check, ask }) => (check === undefined) !== (ask === undefined),
    'expected a check or an ask, and not both',
  );

/** A lesson: a scenario with goals. */
export const Lesson = z.strictObject({
  $schema: z.string().optional(),
  title: z.string(),
  summary: z.string(),
  learn: z.array(z.string()).min(1).describe('What the learner knows afterwards'),
  corrects: z.array(Correction).default([]).describe('What people wrongly believe, and what is so instead'),
  today: z.array(z.string()).default([]).describe("What differs in today's AWS from the classic answer of an exam"),
  minutes: z.int().min(1),
  facts: z.array(z.enum(FACT_IDS)).default([]).describe('Facts of the course that it teaches'),
  world: World,
  files: z.record(z.string(), FileContent).optional(),
  setUp: z.array(Step).optional().describe('What has happened before the learner comes'),
  as: Label.describe('Who the learner is'),
  region: z.string(),
  names: z.record(z.string(), NameShape).optional().describe('Names for things that the learner makes'),
  steps: z.array(LessonStep).min(1),
  quiz: Question,
});

export type Lesson = z.infer<typeof Lesson>;
export type LessonStep = Lesson['steps'][number];
export type LessonQuestion = z.infer<typeof Question>;
/** What is asked where an answer is to be found in the trail and written down. */
export type LessonSearch = z.infer<typeof Search>;

/** The grammar as a JSON Schema, which editors check lesson files with. */
export function lessonJsonSchema(): Readonly<Record<string, unknown>> {
  return { ...z.toJSONSchema(Lesson, { target: 'draft-7', io: 'input' }), title: 'kmslab lesson' };
}
