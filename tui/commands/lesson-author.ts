import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import { buildLesson, type LessonVerdict, lessonVerdict, readLesson, ScenarioError } from '../../core/index.ts';
import { nodePorts } from '../../core/node/index.ts';
import { type Line, line } from '../text/line.ts';
import { wrapLines } from '../text/wrap.ts';
import { EXIT } from './exit-codes.ts';
import { loadScenario } from './load-scenario.ts';
import { printAnswer } from './print.ts';
import { textOfFile } from './text-of-file.ts';
import { UsageError } from './usage-error.ts';

type Values = Readonly<Record<string, string | boolean | undefined>>;

/** Whether a word names a file of a lesson, and no lesson. */
export function isLessonFile(word: string): boolean {
  return /\.ya?ml$/i.test(word);
}

/** A lesson's file. @throws {UsageError} where it can't be read */
export function lessonText(file: string): string {
  if (!existsSync(file)) throw new UsageError(`there is no file ${file}`);
  return textOfFile(file);
}

/** `kmslab lessons verify FILE`: plays a lesson as its solutions do. Ends with 1 where a step can't be learnt. */
export async function verifyLessonFile(values: Values, [file = '']: readonly string[]): Promise<number> {
  const verdict = await inUsersWords(async () =>
    lessonVerdict(await readLesson(lessonText(file), basename(file)), nodePorts()),
  );
  printAnswer(values, verdict, (width) => verdictLines(verdict, file, width));
  return verdict.ok ? EXIT.ok : EXIT.expectationFailed;
}

/** `kmslab lessons build SCENARIO|FILE`: the file of a lesson, made of a scenario; what is left to write is told on stderr. */
export async function buildLessonFile([name = '']: readonly string[]): Promise<number> {
  const scenario = await loadScenario(name);
  const { yaml, missing } = await inUsersWords(() => buildLesson(scenario, nodePorts));
  process.stdout.write(yaml);
  if (missing.length > 0) process.stderr.write(`kmslab: left to write: ${missing.join('; ')}\n`);
  return EXIT.ok;
}

async function inUsersWords<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof ScenarioError) throw new UsageError(error.message);
    throw error;
  }
}

function verdictLines({ ok, problem, steps }: LessonVerdict, file: string, width: number): readonly Line[] {
  const end = ok ? `It can be learnt: kmslab lessons run ${file}` : 'It can not be learnt yet.';
  return [
    ...(problem === null ? [] : wrapLines(problem, width, { tone: 'bad' })),
    ...steps.flatMap((step, index) => [
      line(
        `${step.problem === null ? '[x]' : '[ ]'} step ${index + 1}: ${step.title}`,
        step.problem === null ? 'good' : 'bad',
      ),
      ...(step.problem === null ? [] : wrapLines(step.problem, width, { first: '    ', indent: '    ' })),
    ]),
    ...wrapLines(end, width, { tone: 'dim' }),
  ];
}
