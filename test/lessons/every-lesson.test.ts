import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  type ActionOutcome,
  type BundledLesson,
  bundledLesson,
  Classroom,
  createLab,
  DEFAULT_WORLD,
  type Lab,
  LESSON_IDS,
  type LessonDeed,
  type LessonView,
  MemoryRoom,
} from '../../core/index.ts';
import { hereAt } from '../../core/lessons/lesson-view.ts';
import { playSteps } from '../../core/lessons/play-steps.ts';
import { parseProgress } from '../../core/lessons/progress.ts';
import { lessonJsonSchema } from '../../core/lessons/schema.ts';
import { fixedPorts } from '../helpers/fixed-ports.ts';

/** Lines that change nothing, which a step may offer beside those of its solution. */
const LOOKS = /^(?:laptop show |aws \w+ (?:describe|list)-)/;

const escaped = (text: string): string => text.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&');

/** A learner in front of one lesson. */
class Learner {
  readonly #room = new MemoryRoom(() => fixedPorts());
  readonly #bundled: BundledLesson;
  #classroom: Classroom | null = null;

  constructor(bundled: BundledLesson) {
    this.#bundled = bundled;
  }

  /** Reads the introduction. */
  async start(): Promise<LessonView> {
    this.#classroom = await Classroom.open(this.#room, await createLab(fixedPorts(), DEFAULT_WORLD));
    return this.does('start');
  }

  async begin(): Promise<LessonView> {
    await this.start();
    return this.does('next');
  }

  async does(does: LessonDeed, answer?: string): Promise<LessonView> {
    const outcome = await this.act(does, answer);
    if (!outcome.ok) throw new Error(`${this.#bundled.id}: ${does}: ${outcome.error.message}`);
    if (outcome.lesson == null) throw new Error('no lesson is in hand');
    return outcome.lesson;
  }

  async act(does: LessonDeed, answer?: string): Promise<ActionOutcome> {
    if (this.#classroom === null) throw new Error('not begun');
    const { id } = this.#bundled;
    return this.#classroom.act({ type: 'lesson', does, lesson: id, ...(answer === undefined ? {} : { answer }) });
  }

  /** The lab of the lesson, and where the learner stands, as the room keeps them. */
  async lab(): Promise<Lab> {
    const lab = await this.#room.open(this.#bundled.id);
    if (lab === null) throw new Error('the room has no such world');
    return lab;
  }

  /** Takes a path of steps in the lesson's lab, as a learner who types. */
  async take(steps: Parameters<typeof playSteps>[1], step: number): Promise<void> {
    const { lesson, id } = this.#bundled;
    const state = parseProgress(await this.#room.readProgress()).states[id];
    if (state === undefined) throw new Error('not begun');
    const stage = { lesson, ...hereAt(lesson, step), saved: state.saved, beginning: state };
    await playSteps(await this.lab(), steps, stage);
  }
}

describe('the grammar of lessons', () => {
  it('has a JSON Schema beside the lessons that is the grammar of today', () => {
    const file = new URL('../../core/lessons/lesson.schema.json', import.meta.url);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(JSON.parse(JSON.stringify(lessonJsonSchema())));
  });
});

describe.each(LESSON_IDS)('lesson %s', (id) => {
  let bundled: BundledLesson;
  beforeAll(async () => {
    bundled = await bundledLesson(id);
  });

  it('is red at the start of each step and green after its solution, to the end', async () => {
    const learner = new Learner(bundled);
    let view = await learner.begin();
    for (const [index, step] of bundled.lesson.steps.entries()) {
      expect(view.status, step.title).toBe('working');
      expect((await learner.does('check')).status, `${step.title} is passed before anything is done`).toBe('working');
      await learner.take(step.solution, index);
      if (step.ask !== undefined) {
        view = await learner.does('answer', await rightAnswer(learner, bundled, index));
      } else view = await learner.does('check');
      expect(view.status, `${step.title}: ${JSON.stringify(view.step.goals, null, 1)}`).toBe('passed');
      view = await learner.does('next');
    }
    expect(view.status).toBe('quiz');
    const right = bundled.lesson.quiz.options.findIndex((option) => option.right === true);
    for (const [option] of bundled.lesson.quiz.options.entries()) {
      if (option === right) continue;
      const wrong = await learner.does('answer', String(option + 1));
      expect(wrong).toMatchObject({ status: 'quiz', quiz: { isRight: false } });
      expect(wrong.quiz?.explanation).toMatch(/\w/);
    }
    view = await learner.does('answer', String(right + 1));
    expect(view).toMatchObject({ status: 'done', mark: 'done', isShown: false, quiz: { isRight: true } });
  });

  it('lets those go on who did what it asks before it asked', async () => {
    const learner = new Learner(bundled);
    const [first, second] = bundled.lesson.steps;
    await learner.start();
    if (first?.ask === undefined) {
      await learner.take(first?.solution ?? [], 0);
      expect((await learner.does('next')).status).toBe('passed');
    } else {
      await learner.does('next');
      await learner.does('answer', await rightAnswer(learner, bundled, 0));
    }
    await learner.does('next');
    if (second === undefined || second.ask !== undefined) return;
    await learner.take(second.solution, 1);
    expect((await learner.does('next')).step.number, 'next looks before it says no').not.toBe(2);
  });

  it('shows its solution by itself, step by step, and is then not counted as solved', async () => {
    const learner = new Learner(bundled);
    let view = await learner.begin();
    for (const step of bundled.lesson.steps) {
      view = await learner.does('solve');
      expect(view.status, step.title).toBe('passed');
      view = await learner.does('next');
    }
    const right = bundled.lesson.quiz.options.findIndex((option) => option.right === true);
    expect(await learner.does('answer', String(right + 1))).toMatchObject({ mark: 'shown' });
  });

  it('has three hints for each step, the last with commands that are whole', async () => {
    const learner = new Learner(bundled);
    let view = await learner.begin();
    for (const [index, step] of bundled.lesson.steps.entries()) {
      for (let hint = 1; hint <= 3; hint += 1) view = await learner.does('hint');
      expect(view.step.hints).toHaveLength(3);
      expect(view.step.hints.every((text) => /\w/.test(text))).toBe(true);
      expect(view.step.commands).toHaveLength(step.solution.length);
      // What the first commands make, later ones name; of the first, everything is known.
      expect(view.step.commands[0]?.line ?? '').not.toMatch(/\$\{|<\w+>/);
      await learner.take(step.solution, index);
      view =
        step.ask === undefined
          ? await learner.does('check')
          : await learner.does('answer', await rightAnswer(learner, bundled, index));
      await learner.does('next');
    }
  });

  it('explains each plausible wrong path that it knows, and does not take it for the right one', async () => {
    const learner = new Learner(bundled);
    await learner.begin();
    const paths = bundled.lesson.steps.flatMap(({ mistakes = [] }, step) =>
      mistakes.map((mistake) => ({ mistake, step })),
    );
    expect(paths.length).toBeGreaterThan(0);
    let isFresh = true;
    for (const { mistake, step } of paths) {
      while ((await learner.does('check')).step.number <= step) {
        await learner.does('solve');
        await learner.does('next');
        isFresh = true;
      }
      if (!isFresh) await learner.does('resetStep');
      isFresh = false;
      await learner.take(mistake.try, step);
      const view = await learner.does('check');
      expect(view.status, mistake.says).toBe('working');
      expect(view.step.mistakes.length, mistake.says).toBeGreaterThan(0);
      expect(view.step.mistakes.join('\n')).toContain(mistake.says.slice(0, 30));
      // Some leave no other way back, and say so.
      if (/\breset\b|\bpress R\b/i.test(mistake.says)) await learner.does('resetStep');
      await learner.take(mistake.back ?? bundled.lesson.steps[step]?.solution ?? [], step);
      expect((await learner.does('check')).status, `the way back from: ${mistake.says}`).toBe('passed');
    }
    // Each path begins with the steps before it, and some of them make RSA keys.
  }, 240_000);

  it('offers only lines that its solution has, or that look at a file', () => {
    for (const { title, do: lines = [], solution } of bundled.lesson.steps) {
      const known = solution.map(({ run }) => (run ?? '').trim().replaceAll(/\s+/g, ' '));
      for (const line of lines) {
        if (LOOKS.test(line)) continue;
        const parts = line.replaceAll(/\s+/g, ' ').split('…');
        const pattern = new RegExp(`^${parts.map(escaped).join('.+')}(?: --description .*)?$`);
        expect(known, `${title}: ${line}`).toContainEqual(expect.stringMatching(pattern));
      }
    }
  });
});

async function rightAnswer(learner: Learner, { lesson, id }: BundledLesson, index: number): Promise<string> {
  const { ask } = lesson.steps[index] ?? {};
  if (ask === undefined) throw new Error('asks nothing');
  if ('options' in ask) return String(ask.options.findIndex((option) => option.right === true) + 1);
  const { gatherEvidence } = await import('../../core/lessons/evidence.ts');
  const { fillNames, namesNow } = await import('../../core/lessons/names.ts');
  const lab = await learner.lab();
  const evidence = await gatherEvidence(lab, { trailFrom: 0, startedAt: 0 });
  const answers = typeof ask.answer === 'string' ? [ask.answer] : ask.answer;
  const answer = fillNames(answers[0] ?? '', namesNow(lesson.names ?? {}, evidence));
  expect(answer, id).not.toMatch(/<|\$/);
  return answer;
}
