import type { LessonView } from '../../core/index.ts';
import type { Glyphs } from '../text/glyphs.ts';
import { cut, type Line, line, span, textOf } from '../text/line.ts';
import { wrap, wrapLines } from '../text/wrap.ts';

type Lesson = LessonView;
type Ask = NonNullable<Lesson['step']['ask']>;

/**
 * The lesson in hand: what to do, what is still missing, and what was learnt. For the terminal lab and for pipes.
 * @param next - the number of the line that Enter would take: in a narrow panel only that one is shown whole
 */
export function lessonLines(
  lesson: Lesson,
  width: number,
  glyphs: Glyphs,
  next: number | null = null,
): readonly Line[] {
  switch (lesson.status) {
    case 'intro':
      return introLines(lesson, width);
    case 'working':
    case 'passed':
      return stepLines(lesson, width, glyphs, width < WIDE ? next : null);
    case 'quiz':
    case 'done':
      return endLines(lesson, width, glyphs);
  }
}

function introLines({ summary, learn, corrects, today, minutes, step }: Lesson, width: number): readonly Line[] {
  return [
    ...wrapLines(summary, width, { tone: 'strong' }),
    line(''),
    ...listLines('You will know', learn, width),
    ...correctionLines(corrects, width),
    ...listLines("In today's AWS", today, width),
    line(`${step.of} steps and a quiz, about ${minutes} minutes`, 'dim'),
  ];
}

/** From so many columns on all lines are shown whole. */
const WIDE = 60;

function stepLines(
  { step, status, here }: Lesson,
  width: number,
  glyphs: Glyphs,
  next: number | null,
): readonly Line[] {
  const { number, of, title, say, lines, goals, mistakes, ask, hints, commands, why } = step;
  return [
    ...wrapLines(`${number}/${of} ${title}`, width, { tone: 'strong' }),
    ...wrapLines(say, width),
    // The lines of the solution take their place.
    ...(commands.length > 0
      ? []
      : lines.flatMap((text, index) => typedLines(text, '$', width, glyphs, next === null || index === next))),
    ...(status === 'working' ? wrapLines(`as ${here.label} in ${here.region}`, width, { tone: 'dim' }) : []),
    line(''),
    ...goals.flatMap((goal) => goalLines(goal, width, glyphs)),
    ...(ask === null ? [] : askLines(ask, width, glyphs)),
    ...hints.flatMap((text, index) =>
      wrapLines(text, width, { tone: 'accent', first: `hint ${index + 1}: `, indent: '        ' }),
    ),
    ...commands.flatMap((command, index) =>
      commandLines(command, here, width, glyphs, next === null || index === next),
    ),
    // Last, where the panel shows it while a result covers its lower half.
    ...mistakes.flatMap((says) => wrapLines(says, width, { tone: 'warn', first: '! ', indent: '  ' })),
    ...(status === 'passed' ? [line(''), line(`${glyphs.pointer} done`, 'good')] : []),
    ...(why === null ? [] : wrapLines(why, width)),
  ];
}

function endLines(lesson: Lesson, width: number, glyphs: Glyphs): readonly Line[] {
  const { quiz, status, corrects, today, isShown } = lesson;
  return [
    ...(status === 'done'
      ? [line(isShown ? 'Done, with solutions shown' : 'Done', 'good'), line('')]
      : [...wrapLines('All steps are done. One question is left.', width, { tone: 'strong' }), line('')]),
    ...(quiz === null ? [] : askLines(quiz, width, glyphs)),
    ...(status === 'done'
      ? [line(''), ...correctionLines(corrects, width), ...listLines("In today's AWS", today, width)]
      : []),
  ];
}

/** `[x] role/app may decrypt`; what is missing says what is so instead. */
function goalLines(
  { ok, says, found }: Lesson['step']['goals'][number],
  width: number,
  glyphs: Glyphs,
): readonly Line[] {
  const head = wrapLines(says, width, { tone: ok ? 'good' : 'plain', first: ok ? '[x] ' : '[ ] ', indent: '    ' });
  if (found === null) return head;
  // The whole explanation is a key away (w), and every goal should be in view.
  const reason = wrapLines(found, width, { tone: 'dim', indent: '    ' });
  const last = reason[REASON_LINES - 1];
  if (reason.length <= REASON_LINES || last === undefined) return [...head, ...reason];
  const begun = cut(`${textOf(last)}${glyphs.ellipsis}`, width, glyphs.ellipsis);
  return [...head, ...reason.slice(0, REASON_LINES - 1), line(begun, 'dim')];
}

const REASON_LINES = 4;

/** A question and its options, each behind its letter. */
function askLines(
  { question, options, given, isRight, explanation }: Ask,
  width: number,
  glyphs: Glyphs,
): readonly Line[] {
  const chosen = given === null ? null : /^\d$/.test(given) ? Number(given) - 1 : given.charCodeAt(0) - 97;
  return [
    ...wrapLines(question, width, { tone: 'strong' }),
    ...(options ?? []).flatMap((text, index) =>
      wrapLines(text, width, {
        first: `${index === chosen ? glyphs.pointer : ' '} ${index + 1}) `,
        indent: '     ',
        tone: index === chosen ? (isRight ? 'good' : 'bad') : 'plain',
      }),
    ),
    ...(options === null && given !== null
      ? wrapLines(given, width, { first: '  answered: ', indent: '            ' })
      : []),
    ...(explanation === null ? [] : wrapLines(explanation, width, { tone: isRight ? 'good' : 'warn' })),
  ];
}

/** A line to type, behind who types it where that is another than the step begins with. */
function commandLines(
  { as, region, line: text, isLine }: Lesson['step']['commands'][number],
  here: Lesson['here'],
  width: number,
  glyphs: Glyphs,
  isWhole: boolean,
): readonly Line[] {
  const who = as === here.label && region === here.region ? [] : [line(`  as ${as} in ${region}:`, 'dim')];
  return [...who, ...typedLines(text, isLine ? '$' : '>', width, glyphs, isWhole)];
}

/** `  $ aws kms create-key`, with what follows under it, or cut to one line. */
function typedLines(text: string, prompt: '$' | '>', width: number, glyphs: Glyphs, isWhole: boolean): readonly Line[] {
  // Two gaps side by side would look like two things to type.
  const short = cut(text, Math.max(1, width - 4), glyphs.ellipsis).replace(/… ?[…~]$/, '…');
  if (!isWhole) return [[span(`  ${prompt} `, 'dim'), span(short, 'dim')]];
  return wrap(text, Math.max(1, width - 4)).map(
    (part, index): Line => [span(index === 0 ? `  ${prompt} ` : '    ', 'dim'), span(part, 'accent')],
  );
}

/** What many believe, each with what is so instead. */
function correctionLines(corrects: Lesson['corrects'], width: number): readonly Line[] {
  if (corrects.length === 0) return [];
  return [
    line('Many believe, wrongly', 'dim'),
    ...corrects.flatMap(({ belief, truth }) => [
      ...wrapLines(`“${belief}”`, width, { first: '- ', indent: '  ' }),
      ...wrapLines(truth, width, { indent: '  ', tone: 'good' }),
    ]),
    line(''),
  ];
}

function listLines(title: string, items: readonly string[], width: number): readonly Line[] {
  if (items.length === 0) return [];
  return [
    line(title, 'dim'),
    ...items.flatMap((item) => wrapLines(item, width, { first: '- ', indent: '  ' })),
    line(''),
  ];
}
