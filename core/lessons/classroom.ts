import { initialTransition, transition } from 'xstate';
import type { HandoutChoice } from '../handouts/handout.ts';
import type { ActionOutcome, AnswerTo, LabAction, LabClient, LabEvent, LabQuery, Unsubscribe } from '../lab/client.ts';
import { EventRelay } from '../lab/event-relay.ts';
import type { Lab } from '../lab/lab.ts';
import { LabError } from '../lab/lab-error.ts';
import type { ApiRequestInput, Outcome } from '../lab/request.ts';
import { Turns } from '../lab/turns.ts';
import type { PlayedStep } from '../scenarios/played-step.ts';
import { ScenarioError } from '../scenarios/scenario-error.ts';
import { optionOf, rightAnswers } from './answers.ts';
import { type Begun, beginWorld } from './begin-world.ts';
import type { BundledLesson } from './bundled.ts';
import { type Evidence, gatherEvidence } from './evidence.ts';
import { Learner } from './learner.ts';
import { type LessonEvent, lessonMachine } from './lesson-machine.ts';
import type { LessonRoom } from './lesson-room.ts';
import type { LessonSummary, LessonView } from './lesson-shapes.ts';
import { goalsOf, hereAt, lessonSummary, lessonView, namesAt, stepAt } from './lesson-view.ts';
import { playSteps } from './play-steps.ts';
import { type LessonState, stepBegun, stepSeen } from './progress.ts';
import type { Lesson } from './schema.ts';

/** The lesson in hand: its text, its lab, and where the learner stands. */
interface InHand {
  readonly bundled: BundledLesson;
  readonly lab: Lab;
  readonly state: LessonState;
}

type LessonAction = Extract<LabAction, { readonly type: 'lesson' }>;
type LessonOutcome = Extract<ActionOutcome, { readonly ok: true }>;

/**
 * A `LabClient` with lessons: each is a world of its own, and while one is in hand, everything that is asked and done
 * goes to its lab; else to the free one.
 */
export class Classroom implements LabClient {
  readonly #room: LessonRoom;
  readonly #free: LabClient;
  readonly #learner: Learner;
  readonly #turns = new Turns();
  readonly #relay = new EventRelay(() => this.#client);
  #inHand: InHand | null = null;

  static async open(room: LessonRoom, free: LabClient): Promise<Classroom> {
    const classroom = new Classroom(room, free);
    await classroom.#learner.reread();
    return classroom;
  }

  private constructor(room: LessonRoom, free: LabClient) {
    this.#room = room;
    this.#learner = new Learner(room);
    this.#free = free;
  }

  /** The lesson that was in hand last; null where none ever was. */
  get current(): string | null {
    return this.#learner.progress.current;
  }

  /** Closes the world of the lesson in hand; the free lab is its owner's to close. */
  async close(): Promise<void> {
    await this.#turns.take(() => this.#putAway());
  }

  call(request: ApiRequestInput): Promise<Outcome> {
    return this.#client.call(request);
  }

  async ask<Q extends LabQuery>(query: Q): Promise<AnswerTo<Q>> {
    // The union pairs each query with its answer; TypeScript can't follow the pairing through a condition.
    if (query.type === 'lessons') return (await this.#summaries()) as AnswerTo<Q>;
    if (query.type === 'lesson') return (await this.#view()) as AnswerTo<Q>;
    if (query.type === 'handout') return (await this.#handout(query)) as AnswerTo<Q>;
    if (query.type === 'profile') return (await this.#learner.profile()) as AnswerTo<Q>;
    if (REPLAY_QUERIES.has(query.type)) return this.#free.ask(query);
    return this.#client.ask(query);
  }

  async act(action: LabAction): Promise<ActionOutcome> {
    if (action.type === 'replay') return this.#replay(action);
    const work = this.#workOf(action);
    if (work === null) return this.#client.act(action);
    try {
      const outcome = await this.#turns.take(work);
      this.#relay.tell({ type: 'acted', action: action.type });
      return outcome;
    } catch (error) {
      if (!(error instanceof LabError || error instanceof ScenarioError)) throw error;
      return { ok: false, error: { name: 'LabError', message: error.message } };
    }
  }

  /** Null for what is the lab's to do. */
  #workOf(action: LabAction): (() => Promise<LessonOutcome>) | null {
    if (action.type === 'lesson') return () => this.#do(action);
    if (action.type === 'importProfile')
      return async () => ({ ok: true, imported: await this.#learner.import(action.text) });
    if (action.type === 'addLesson') return () => this.#add(action.name, action.text);
    return null;
  }

  subscribe(listener: (event: LabEvent) => void): Unsubscribe {
    return this.#relay.subscribe(listener);
  }

  get #client(): LabClient {
    return this.#inHand?.lab ?? this.#free;
  }

  /** Replays are the free lab's: a lesson is put away for one that is opened. */
  async #replay(action: Extract<LabAction, { readonly type: 'replay' }>): Promise<ActionOutcome> {
    if (action.does === 'open') await this.#turns.take(() => this.#putAway());
    return this.#free.act(action);
  }

  async #summaries(): Promise<readonly LessonSummary[]> {
    await this.#learner.reread();
    const lessons = await this.#learner.shelf.all();
    return lessons.map((lesson) => lessonSummary(lesson, this.#learner.progress, this.#inHand?.bundled.id ?? null));
  }

  /** On paper. @throws {LabError} where there is nothing of that name */
  async #handout({ of, name, hasAnswers }: HandoutChoice): Promise<string> {
    const { lessonHandout, scenarioPaper } = await import('../handouts/handout.ts');
    return of === 'lesson'
      ? lessonHandout(await this.#learner.shelf.named(name), hasAnswers)
      : scenarioPaper(name, hasAnswers);
  }

  /** Adds a lesson from a file. */
  async #add(name: string, text: string): Promise<LessonOutcome> {
    const { id, isNew } = await this.#learner.add(name, text);
    if (isNew && this.#inHand?.bundled.id === id) await this.#putAway();
    return { ok: true, added: id };
  }

  async #view(): Promise<LessonView | null> {
    if (this.#inHand === null) return null;
    const { bundled, state } = this.#inHand;
    return lessonView(bundled, state, this.#learner.progress, await this.#evidence(this.#inHand));
  }

  #evidence({ lab, state }: InHand): Promise<Evidence> {
    return gatherEvidence(lab, state);
  }

  async #do({ does, lesson, answer, step }: LessonAction): Promise<LessonOutcome> {
    switch (does) {
      case 'start':
      case 'restart':
        await this.#take(lesson ?? this.#learner.progress.current, does === 'restart');
        break;
      case 'leave':
        await this.#putAway();
        break;
      case 'next':
        await this.#next();
        break;
      case 'check':
        await this.#check();
        break;
      case 'hint':
        await this.#hint();
        break;
      case 'resetStep':
        await this.#resetStep();
        break;
      case 'goToStep':
        await this.#goToStep(step);
        break;
      case 'solve':
        return { ok: true, played: await this.#solve(), lesson: await this.#view() };
      case 'answer':
        await this.#answer(answer ?? '');
        break;
    }
    return { ok: true, lesson: await this.#view() };
  }

  /** Takes a lesson up where it was left, or makes its world anew. */
  async #take(id: string | null, isAnew: boolean): Promise<void> {
    if (id === null) throw new LabError('expected a lesson: none was in hand yet');
    const bundled = await this.#learner.shelf.named(id);
    await this.#putAway();
    if ((await this.#free.ask({ type: 'replay' })).on !== null) await this.#free.act({ type: 'replay', does: 'close' });
    const kept = (await this.#learner.reread()).states[bundled.id];
    if (kept?.isWithoutWorld === true && !isAnew) return this.#takeWithoutWorld(bundled, kept);
    const lab = isAnew || kept === undefined ? null : await this.#room.open(bundled.id);
    if (lab !== null && kept !== undefined) return this.#hold({ bundled, lab, state: kept });
    const made = await this.#make(bundled, 0);
    const [machine] = initialTransition(lessonMachine, { steps: bundled.lesson.steps.length });
    const at = { value: machine.value, context: machine.context };
    await this.#hold({
      bundled,
      lab: made.lab,
      state: { lesson: bundled.id, machine: at, given: null, ...made.begun, soFar: stepBegun(made.begun.trailFrom) },
    });
  }

  /** Makes the world of a lesson that came without it, as the step in hand begins, or as it is when it is passed. */
  async #takeWithoutWorld(bundled: BundledLesson, kept: LessonState): Promise<void> {
    const { value, context } = kept.machine;
    const isPassed = value !== 'intro' && value !== 'working';
    const { isWithoutWorld: _, ...state } = kept;
    const { lab, begun } = await this.#make(bundled, isPassed ? context.step + 1 : context.step);
    const rows = (await lab.ask({ type: 'trail' })).length;
    await this.#hold({ bundled, lab, state: { ...state, ...begun, soFar: stepBegun(rows) } });
  }

  async #hold(inHand: InHand): Promise<void> {
    this.#inHand = inHand;
    this.#relay.follow();
    await this.#keep(inHand.state);
  }

  /** Keeps where the learner stands. */
  async #keep(state: LessonState): Promise<void> {
    if (this.#inHand !== null) this.#inHand = { ...this.#inHand, state };
    await this.#learner.keep(state);
  }

  async #putAway(): Promise<void> {
    const before = this.#inHand;
    if (before === null) return;
    this.#inHand = null;
    this.#relay.follow();
    await this.#letGo(before);
  }

  /** Closes a lab, unless the room itself holds it, as one in memory does: closed, that would be gone. */
  async #letGo({ lab, bundled }: InHand): Promise<void> {
    if (this.#room.holds?.(bundled.id, lab) !== true) await lab.close();
  }

  /** A lesson's world as it is when a step begins: the set-up, and the solutions of the steps before. */
  async #make({ id, lesson }: BundledLesson, step: number): Promise<{ readonly lab: Lab; readonly begun: Begun }> {
    let begun: Begun = { trailFrom: 0, startedAt: 0, saved: {} };
    const lab = await this.#room.make(id, async (ports, rootKey) => {
      const { lab: fresh, begun: first } = await beginWorld(lesson, ports, rootKey);
      begun = first;
      for (const [index, { solution }] of lesson.steps.slice(0, step).entries()) {
        const next = { lesson, ...hereAt(lesson, index), saved: begun.saved, beginning: begun };
        begun = { ...begun, saved: (await playSteps(fresh, solution, next)).saved };
      }
      return fresh;
    });
    return { lab, begun };
  }

  /** How many rows the trail of the lesson in hand has. */
  async #rows(): Promise<number> {
    return (await this.#lessonInHand().lab.ask({ type: 'trail' })).length;
  }

  #lessonInHand(): InHand {
    if (this.#inHand === null) throw new LabError('no lesson is in hand: start one first');
    return this.#inHand;
  }

  /** @throws {LabError} where the lesson has no such step to take now */
  async #send(event: LessonEvent, changes: Partial<LessonState> = {}): Promise<void> {
    const { state } = this.#lessonInHand();
    const { value, context } = state.machine;
    const snapshot = lessonMachine.resolveState({ value, context });
    if (!snapshot.can(event)) throw new LabError(REFUSALS[value]);
    const [after] = transition(lessonMachine, snapshot, event);
    await this.#keep({ ...state, ...changes, machine: { value: after.value, context: after.context } });
  }

  async #next(): Promise<void> {
    const { value } = this.#lessonInHand().state.machine;
    if (value === 'working') await this.#check();
    const soFar = stepBegun(await this.#rows());
    await this.#send({ type: value === 'intro' ? 'Begin' : 'Next' }, { given: null, soFar });
    // Who was quicker than the lesson has done already what the step asks for.
    await this.#check();
  }

  async #check(): Promise<boolean> {
    const inHand = this.#lessonInHand();
    const { bundled, state } = inHand;
    if (state.machine.value !== 'working') return state.machine.value !== 'intro';
    const evidence = await this.#evidence(inHand);
    const { lesson } = bundled;
    const { ok, goals } = await goalsOf(
      stepAt(lesson, state.machine.context.step),
      namesAt(lesson, state, evidence),
      evidence,
    );
    const met = goals.filter((goal) => goal.ok).length;
    const soFar = stepSeen(state.soFar ?? stepBegun(state.trailFrom), met, evidence.wholeTrail.length);
    if (ok) await this.#send({ type: 'StepPassed' }, { soFar });
    else await this.#keep({ ...state, soFar });
    return ok;
  }

  async #hint(): Promise<void> {
    const { value, context } = this.#lessonInHand().state.machine;
    if (value === 'working' && context.hints >= 3) return;
    await this.#send({ type: 'HintAsked' });
  }

  async #resetStep(): Promise<void> {
    const { value, context } = this.#lessonInHand().state.machine;
    if (value !== 'working' && value !== 'passed') throw new LabError(REFUSALS[value]);
    await this.#beginAnew(context.step);
    await this.#send({ type: 'StepReset' }, { soFar: stepBegun(await this.#rows()) });
  }

  /** @param number - from 1 */
  async #goToStep(number: number | undefined): Promise<void> {
    const { bundled, state } = this.#lessonInHand();
    const { value, context } = state.machine;
    if (value === 'done') throw new LabError(REFUSALS[value]);
    const count = bundled.lesson.steps.length;
    if (number === undefined || number < 1 || number > count) {
      throw new LabError(`expected a step from 1 to ${count}, found ${number ?? 'none'}`);
    }
    const passed = value === 'passed' || value === 'quiz' ? context.step + 1 : context.step;
    const step = number - 1;
    await this.#beginAnew(step);
    const event = { type: 'StepChosen', step, isAhead: step > passed } as const;
    await this.#send(event, { soFar: stepBegun(await this.#rows()) });
  }

  /** Makes the world of the lesson in hand as it is when a step of it begins. */
  async #beginAnew(step: number): Promise<void> {
    const inHand = this.#lessonInHand();
    const { bundled, state } = inHand;
    await this.#letGo(inHand);
    const made = await this.#make(bundled, step);
    this.#inHand = { bundled, lab: made.lab, state: { ...state, ...made.begun, given: null } };
    this.#relay.follow();
  }

  /** Makes the world as it was when the step began, and plays the solution there. */
  async #solve(): Promise<readonly PlayedStep[]> {
    await this.#resetStep();
    await this.#send({ type: 'SolutionShown' });
    const { bundled, state, lab } = this.#lessonInHand();
    const { lesson } = bundled;
    const { step } = state.machine.context;
    const { solution, ask } = stepAt(lesson, step);
    const stage = { lesson, ...hereAt(lesson, step), saved: state.saved, beginning: state };
    const { steps, saved } = await playSteps(lab, solution, stage);
    await this.#keep({ ...state, saved });
    if (ask !== undefined) await this.#answer((await this.#rightAnswers())[0] ?? '');
    else if (!(await this.#check()))
      throw new LabError(`${lesson.title}: the solution of step ${step + 1} does not pass`);
    return steps;
  }

  async #rightAnswers(): Promise<readonly string[]> {
    const inHand = this.#lessonInHand();
    const { bundled, state } = inHand;
    const names = namesAt(bundled.lesson, state, await this.#evidence(inHand));
    return rightAnswers(stepAt(bundled.lesson, state.machine.context.step), names);
  }

  async #answer(text: string): Promise<void> {
    const { bundled, state } = this.#lessonInHand();
    const { lesson } = bundled;
    if (state.machine.value === 'quiz') return this.#answerQuiz(lesson, text);
    const { ask } = stepAt(lesson, state.machine.context.step);
    if (state.machine.value !== 'working' || ask === undefined) throw new LabError('this step asks no question');
    const right = await this.#rightAnswers();
    if (!('options' in ask)) {
      const given = text.trim();
      if (given === '') throw new LabError('expected an answer');
      const isRight = right.some((answer) => answer.toLowerCase() === given.toLowerCase());
      return isRight ? this.#send({ type: 'StepPassed' }, { given }) : this.#keep({ ...state, given });
    }
    const option = optionOf(text, ask.options.length);
    const given = String(option + 1);
    if (right.includes(given)) return this.#send({ type: 'StepPassed' }, { given });
    await this.#keep({ ...state, given });
  }

  async #answerQuiz({ quiz }: Lesson, text: string): Promise<void> {
    const option = optionOf(text, quiz.options.length);
    await this.#send({ type: 'QuizAnswered', option, isRight: quiz.options[option]?.right === true });
  }
}

const REPLAY_QUERIES: ReadonlySet<LabQuery['type']> = new Set(['replays', 'replay', 'replaySteps']);

const REFUSALS: Readonly<Record<LessonState['machine']['value'], string>> = {
  intro: 'the lesson has not begun: go on first',
  working: 'this step is not passed yet',
  passed: 'this step is passed: go on to the next',
  quiz: 'all steps are passed: the quiz waits for an answer',
  done: 'this lesson is done: restart it to take it again',
};
