import type { BundledLesson } from '../lessons/bundled.ts';
import { saysOf } from '../lessons/check-says.ts';
import type { LessonCommand } from '../lessons/lesson-shapes.ts';
import { commandsOf, hereAt } from '../lessons/lesson-view.ts';
import { fillNames } from '../lessons/names.ts';
import type { Lesson, LessonQuestion, LessonStep } from '../lessons/schema.ts';
import { bullets, codeBlock, page, plain } from './markdown.ts';

/** A lesson on paper: each step with what it asks for and how one knows that it is done; and, for teachers, the answers. */
export function lessonHandout({ number, lesson }: BundledLesson, hasAnswers: boolean): string {
  const { title, summary, learn, corrects, today, minutes, steps, quiz, as, region } = lesson;
  return page([
    `# Lesson ${number}: ${plain(title)}`,
    plain(summary),
    `About ${minutes} minutes. You are \`${as}\` in \`${region}\`. Begin with \`kmslab lessons run ${number}\`, or in the window at Learn.`,
    '## You will know',
    bullets(learn.map(plain)),
    ...steps.flatMap((step, index) => stepParts(lesson, step, index, hasAnswers)),
    '## Question at the end',
    ...questionParts(quiz, hasAnswers),
    ...(hasAnswers && corrects.length > 0
      ? ['## Many believe, wrongly', bullets(corrects.map(({ belief, truth }) => `“${plain(belief)}” ${plain(truth)}`))]
      : []),
    ...(today.length > 0 ? ["## In today's AWS", bullets(today.map(plain))] : []),
  ]);
}

function stepParts(lesson: Lesson, step: LessonStep, index: number, hasAnswers: boolean): readonly (string | null)[] {
  const { title, say, do: lines = [], check, ask, why, as, region } = fillNames(step, {});
  const goals = check === undefined ? [] : (check.all ?? [check]).map(saysOf);
  const here = hereAt(lesson, index);
  const commands = commandsOf(step, here, {});
  return [
    `## Step ${index + 1}: ${plain(title)}`,
    as === undefined && region === undefined ? null : `From here on you are \`${here.as}\` in \`${here.region}\`.`,
    plain(say),
    lines.length === 0 ? null : codeBlock(lines),
    ...(goals.length === 0 ? [] : ['It is done when:', bullets(goals.map(plain), '- [ ]')]),
    ...(ask === undefined ? [] : 'options' in ask ? questionParts(ask, hasAnswers) : [plain(ask.question)]),
    ...(hasAnswers && commands.length > 0 ? ['**Answer**', codeBlock(typed(commands, here))] : []),
    hasAnswers && why !== undefined ? `**Why** ${plain(why)}` : null,
  ];
}

/** Commands to type; who does them stands above where that changes, and what is no command is a comment. */
function typed(
  commands: readonly LessonCommand[],
  here: { readonly as: string; readonly region: string },
): readonly string[] {
  let before = here;
  return commands.flatMap(({ as, region, line, isLine }) => {
    const moves = as !== before.as || region !== before.region;
    before = { as, region };
    return [...(moves ? [`# as ${as} in ${region}`] : []), isLine ? line : `# ${line}`];
  });
}

function questionParts({ question, options }: LessonQuestion, hasAnswers: boolean): readonly (string | null)[] {
  const letter = (index: number) => String.fromCharCode(97 + index);
  const right = options.findIndex((option) => option.right === true);
  const why = options[right]?.why ?? '';
  return [
    `**Question** ${plain(question)}`,
    bullets(options.map(({ text }, index) => `${letter(index)}) ${plain(text)}`)),
    hasAnswers ? `**Answer** ${letter(right)}) ${plain(why)}` : null,
  ];
}
