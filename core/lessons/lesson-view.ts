import { outsideWords } from '../scenarios/outside.ts';
import { clockMove } from '../scenarios/parse-time.ts';
import type { ScenarioStep } from '../scenarios/schema.ts';
import type { StoreNamed } from '../scenarios/stores.ts';
import type { BundledLesson } from './bundled.ts';
import { evaluate, findingsOf } from './evaluate.ts';
import { type Evidence, since } from './evidence.ts';
import { HINTS } from './lesson-machine.ts';
import type {
  LessonAskView,
  LessonCommand,
  LessonGoal,
  LessonQuizView,
  LessonStepView,
  LessonSummary,
  LessonView,
} from './lesson-shapes.ts';
import { fillNames, isFilled, type Names, namesNow } from './names.ts';
import type { LessonState, Progress } from './progress.ts';
import type { Lesson, LessonQuestion, LessonSearch, LessonStep } from './schema.ts';
import { arnOf } from './select.ts';

/** A lesson in the list. */
export function lessonSummary(
  { id, number, lesson }: BundledLesson,
  progress: Progress,
  inHand: string | null,
): LessonSummary {
  const { title, summary, minutes, steps } = lesson;
  const machine = progress.states[id]?.machine;
  const isUnderWay = machine !== undefined && machine.value !== 'done';
  return {
    id,
    number,
    title,
    summary,
    minutes,
    mark: progress.marks[id] ?? null,
    leftAt: isUnderWay ? { step: Math.min(machine.context.step + 1, steps.length), of: steps.length } : null,
    isInHand: inHand === id,
  };
}

/** The lesson in hand, checked against the lab as it is. Nothing is changed. */
export async function lessonView(
  bundled: BundledLesson,
  state: LessonState,
  progress: Progress,
  evidence: Evidence,
): Promise<LessonView> {
  const { lesson } = bundled;
  const { value, context } = state.machine;
  const names = namesAt(lesson, state, evidence);
  const isBehindSteps = value === 'quiz' || value === 'done';
  const { as, region } = hereAt(lesson, context.step);
  return {
    ...lessonSummary(bundled, progress, state.lesson),
    learn: lesson.learn,
    corrects: lesson.corrects,
    today: lesson.today,
    status: value,
    isShown: context.isShown,
    steps: lesson.steps.map(({ title }) => title),
    step: await stepView(lesson, state, names, evidence),
    quiz: isBehindSteps ? quizView(lesson.quiz, context.chosen) : null,
    here: { as: arnOf(as, evidence.view), label: as, region },
  };
}

/** All names that may stand in a lesson's texts, and what they stand for now. */
export function namesAt(lesson: Lesson, { saved }: LessonState, evidence: Evidence): Names {
  return { ...namesNow(lesson.names ?? {}, evidence), ...saved };
}

/** Who the learner is in a step, and where: as it or the last one before it says. */
export function hereAt(lesson: Lesson, step: number): { readonly as: string; readonly region: string } {
  let here = { as: lesson.as, region: lesson.region };
  for (const { as = here.as, region = here.region } of lesson.steps.slice(0, step + 1)) here = { as, region };
  return here;
}

/** The step in hand. @throws {Error} where a lesson has none, which its grammar rules out */
export function stepAt(lesson: Lesson, step: number): LessonStep {
  const found = lesson.steps[Math.min(step, lesson.steps.length - 1)];
  if (found === undefined) throw new Error(`${lesson.title} has no step ${step + 1}`);
  return found;
}

/** The parts of a step's check, and whether all of them hold; a question is passed by its answer alone. */
export async function goalsOf(
  { check }: LessonStep,
  names: Names,
  evidence: Evidence,
): Promise<{ readonly goals: readonly LessonGoal[]; readonly ok: boolean }> {
  if (check === undefined) return { goals: [], ok: false };
  const goals = await findingsOf(fillNames(check, names), evidence);
  return { goals, ok: goals.every(({ ok }) => ok) };
}

async function stepView(lesson: Lesson, state: LessonState, names: Names, evidence: Evidence): Promise<LessonStepView> {
  const { value, context } = state.machine;
  const step = stepAt(lesson, context.step);
  const isOpen = value === 'working';
  const { goals, ok } = isOpen ? await goalsOf(step, names, evidence) : { goals: [], ok: true };
  const commands = context.hints >= HINTS ? commandsOf(step, hereAt(lesson, context.step), names) : [];
  return {
    number: Math.min(context.step + 1, lesson.steps.length),
    of: lesson.steps.length,
    title: step.title,
    say: fillNames(step.say, names),
    lines: fillNames(step.do ?? [], names),
    goals: isOpen ? goals : passedGoals(step, names),
    mistakes:
      isOpen && !ok
        ? await mistakesOf(step, names, { step: evidence, open: since(evidence, mistakesFrom(state)) })
        : [],
    ask: askView(step, state, names, evidence),
    hints: fillNames(hintsOf(step, context.hints), names),
    hintsOf: HINTS,
    commands,
    why: value === 'intro' || isOpen || step.why === undefined ? null : fillNames(step.why, names),
  };
}

function passedGoals({ check }: LessonStep, names: Names): readonly LessonGoal[] {
  if (check === undefined) return [];
  const parts = check.all ?? [check];
  return parts
    .map((part) => ({ ok: true, says: fillNames(part.says ?? '', names), found: null }))
    .filter(({ says }) => says !== '');
}

function mistakesFrom({ soFar, trailFrom }: LessonState): number {
  return soFar?.mistakesFrom ?? trailFrom;
}

/** What a mistake is looked for in: all of the step, or what was done since a goal was met last. */
interface MistakesIn {
  readonly step: Evidence;
  readonly open: Evidence;
}

async function mistakesOf({ mistakes = [] }: LessonStep, names: Names, looked: MistakesIn): Promise<readonly string[]> {
  const found: string[] = [];
  for (const { when, says, lasts = false } of fillNames(mistakes, names)) {
    if ((await evaluate(when, lasts ? looked.step : looked.open)).ok) found.push(says);
  }
  return found;
}

function hintsOf({ hints }: LessonStep, shown: number): readonly string[] {
  return [...hints, 'This does it:'].slice(0, shown);
}

/** What the solution of a step is, line by line. */
export function commandsOf(
  { solution }: LessonStep,
  start: { readonly as: string; readonly region: string },
  names: Names,
): readonly LessonCommand[] {
  let here = start;
  return solution.map((step) => {
    here = { as: step.as ?? here.as, region: step.region ?? here.region };
    const move = step.advance === undefined ? null : clockMove(step.advance);
    const line = lineOf(step);
    return {
      ...here,
      line: fillNames(line, names),
      isLine: step.run !== undefined,
      isReady: isFilled(line, names),
      move,
    };
  });
}

/** What a step does, in one line: a command, or an action of the lab in words. */
export function lineOf(step: ScenarioStep): string {
  if (step.run !== undefined) return step.run.trim().replaceAll(/\s*\n\s*/g, ' ');
  if (step.advance !== undefined) {
    return step.advance === 'next' ? 'let time pass, to what is due next' : `let ${step.advance} pass`;
  }
  if (step.write !== undefined) return `write '${step.write.text}' to ${storeWords(step.write)}`;
  if (step.read !== undefined) return `read ${storeWords(step.read)}`;
  return step.outside === undefined ? (step.note ?? '') : outsideWords(step.outside);
}

function storeWords({ volume, database }: StoreNamed): string {
  return volume === undefined ? `database ${database}` : `volume ${volume}`;
}

function askView(
  { ask }: LessonStep,
  { given, machine }: LessonState,
  names: Names,
  evidence: Evidence,
): LessonAskView | null {
  if (ask === undefined) return null;
  const isRight = machine.value !== 'working' && machine.value !== 'intro';
  if ('options' in ask) return { ...optionsView(ask, given === null ? null : optionNumber(given)), given };
  return {
    question: ask.question,
    options: null,
    given,
    isRight,
    explanation: given === null || isRight ? null : notThat(given, fillNames(ask, names), evidence),
  };
}

/** What is wrong with an answer that was to be found in the trail: it is a part of the right one, or of another event. */
function notThat(given: string, { answer }: LessonSearch, { wholeTrail }: Evidence): string {
  const text = given.trim().toLowerCase();
  const rights = typeof answer === 'string' ? [answer] : answer;
  if (text.length >= LEAST_PART && rights.some((right) => right.toLowerCase().startsWith(text)))
    return 'That is how it begins. Write the whole of it.';
  const other = wholeTrail.find(({ record }) => record.eventID.toLowerCase() === text)?.record;
  const what =
    other === undefined ? 'That is not it' : `That is the ${other.eventName} of ${minuteOf(other.eventTime)}`;
  return `${what}. Look again: the answer stands in the trail.`;
}

/** Characters from which the beginning of an answer is taken for one. */
const LEAST_PART = 4;

/** `2026-01-05 03:12`, of what CloudTrail has as `2026-01-05T03:12:00Z`. */
function minuteOf(eventTime: string): string {
  return eventTime.slice(0, 16).replace('T', ' ');
}

function quizView(quiz: LessonQuestion, chosen: number | null): LessonQuizView {
  return optionsView(quiz, chosen);
}

function optionsView({ question, options }: LessonQuestion, chosen: number | null): LessonQuizView {
  const option = chosen === null ? undefined : options[chosen];
  return {
    question,
    options: options.map(({ text }) => text),
    given: chosen === null ? null : optionLetter(chosen),
    isRight: option?.right === true,
    explanation: option?.why ?? null,
  };
}

/** `a` for the first. */
function optionLetter(option: number): string {
  return String.fromCharCode(97 + option);
}

/** The number of an option from 0, by its letter or by its number from 1; null for anything else. */
export function optionNumber(text: string): number | null {
  const [, letter, digit] = /^\s*(?:([a-z])|([1-9]))\)?\s*$/i.exec(text) ?? [];
  if (letter !== undefined) return letter.toLowerCase().charCodeAt(0) - 97;
  return digit === undefined ? null : Number(digit) - 1;
}
