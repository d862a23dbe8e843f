import type { ActionOutcome, LabAction, RunOutcome } from '../../lab/client.ts';
import type { EpochMs } from '../../ports.ts';
import { plainOutput } from '../plain-output.ts';
import { NOT_DONE, refusalOfRun } from '../run-refusal.ts';
import type { Scenario, ScenarioStep } from '../schema.ts';
import { nameOfStore, storeOf } from '../stores.ts';
import { type Beginning, fileContent } from './beginning.ts';
import { outsideOf } from './outside-of.ts';
import { type RecordedStep, withReferences } from './refer.ts';
import { timeText } from './time-text.ts';

type FileContent = NonNullable<Scenario['files']>[string];

/** Where the lab's clock stood before and behind something that was done. */
export interface Meanwhile {
  readonly before: EpochMs;
  readonly after: EpochMs;
  /** How many things were done by then that can be taken back: see `Lab.depth`. */
  readonly depth: number;
}

/** What is written down so far. */
interface Written {
  readonly steps: readonly RecordedStep[];
  readonly lost: readonly string[];
  readonly files: Readonly<Record<string, FileContent>>;
  readonly now: EpochMs;
  readonly as: string | null;
  readonly region: string | null;
  readonly heading: Pick<ScenarioStep, 'note' | 'mark'>;
}

/**
 * Writes down what is done in a lab, from the world's beginning on, and makes a scenario of it: replayed, it comes to the
 * same. Pure: it is told of each action when it is done. What was refused is expected to be refused again; ids that
 * commands gave are saved where they came, and used by name.
 */
export class ScenarioRecorder {
  readonly #beginning: Beginning;
  readonly #labelOf: (arn: string) => string;
  #steps: RecordedStep[] = [];
  #lost: string[] = [];
  #files: Readonly<Record<string, FileContent>>;
  #now: EpochMs;
  #as: string | null = null;
  #region: string | null = null;
  #heading: Pick<ScenarioStep, 'note' | 'mark'> = {};
  /** By how deep the lab was then: what undo and redo come back to. */
  readonly #writtenAt = new Map<number, Written>();

  /** @param labelOf - `main/role/admin` for a principal's ARN */
  constructor(beginning: Beginning, labelOf: (arn: string) => string) {
    this.#beginning = beginning;
    this.#labelOf = labelOf;
    this.#files = { ...beginning.files };
    this.#now = Date.parse(beginning.world.start);
    this.#writtenAt.set(0, this.#written());
  }

  /** How many steps there are. */
  get length(): number {
    return this.#steps.length;
  }

  /** What happened that no scenario can have, in words: a replay will not have it. */
  get lost(): readonly string[] {
    return this.#lost;
  }

  /** What the next step is to begin with. */
  head(heading: Pick<ScenarioStep, 'note' | 'mark'>): void {
    this.#heading = { ...this.#heading, ...heading };
  }

  /**
   * Takes down an action of the lab. One that was not done left nothing behind, but for a volume that could not be written
   * or read: by then KMS may have been asked. What is taken back is taken out again.
   */
  acted(action: LabAction, outcome: ActionOutcome, when: Meanwhile): void {
    if (action.type !== 'undo' && action.type !== 'redo') {
      this.#take(action, outcome, when);
      this.#writtenAt.set(when.depth, this.#written());
    } else if (outcome.ok) this.#goBackTo(when.depth);
  }

  #take(action: Exclude<LabAction, { type: 'undo' | 'redo' }>, outcome: ActionOutcome, when: Meanwhile): void {
    if (!outcome.ok) {
      const { name: error } = outcome.error;
      const expect = { error, because: NOT_DONE };
      if (action.type === 'writeVolume' || action.type === 'writeDatabase') this.#wrote(action, { expect }, when);
      if (action.type === 'readVolume' || action.type === 'readDatabase') {
        this.#did(action, { read: storeOf(action), expect }, when);
      }
      return;
    }
    switch (action.type) {
      case 'run':
        if (outcome.run !== undefined) this.#ran(action, outcome.run, when);
        break;
      case 'advance':
        // By nothing, it is the tick of a clock that follows real time: taken down with the next step.
        if (action.by > 0) this.#passTo(when.after);
        break;
      case 'advanceTo':
      case 'advanceToNext':
        this.#passTo(when.after);
        break;
      case 'writeVolume':
      case 'writeDatabase':
        this.#wrote(action, {}, when);
        break;
      case 'readVolume':
      case 'readDatabase':
        this.#did(action, { read: storeOf(action) }, when);
        break;
      case 'setCloudHsmCluster':
      case 'setXksProxy':
      case 'setExternalKey':
        this.#passTo(when.before);
        this.#add({ outside: outsideOf(action) }, when.after);
        break;
      case 'putFile':
        this.#keep(action.name, fileContent(new Uint8Array(action.bytes)));
        break;
      case 'setQuotas':
      case 'createCloudHsmCluster':
      case 'createXksProxy':
        this.#lost.push(`${action.type}: a scenario has it in its world, and in no step`);
        break;
      case 'setClock': // what the clock comes to is taken down with the next step
      case 'getFile':
      case 'importProfile':
      case 'addLesson':
      case 'draft':
      case 'lesson': // a lesson is a world of its own, and so is a replay
      case 'replay':
        break;
      default:
        action satisfies never;
    }
  }

  /** All of it, as a scenario. */
  scenario(title: string): Scenario {
    const { world } = this.#beginning;
    const known = JSON.stringify([world, this.#files]);
    const files = Object.keys(this.#files).length === 0 ? {} : { files: this.#files };
    return { title, world, ...files, steps: [...withReferences(this.#steps, known)] };
  }

  #written(): Written {
    return {
      steps: [...this.#steps],
      lost: [...this.#lost],
      files: this.#files,
      now: this.#now,
      as: this.#as,
      region: this.#region,
      heading: this.#heading,
    };
  }

  #goBackTo(depth: number): void {
    const written = this.#writtenAt.get(depth);
    if (written === undefined) throw new Error(`the recorder knows nothing of step ${depth}`);
    this.#steps = [...written.steps];
    this.#lost = [...written.lost];
    this.#files = written.files;
    this.#now = written.now;
    this.#as = written.as;
    this.#region = written.region;
    this.#heading = written.heading;
  }

  #ran(action: Extract<LabAction, { type: 'run' }>, run: RunOutcome, when: Meanwhile): void {
    const { line } = action;
    if (/\$\{\w+\}/.test(line)) {
      this.#lost.push(`${line}: a scenario would take \${…} for something saved`);
      return;
    }
    const refusal = refusalOfRun(run);
    const expect = refusal === null ? {} : { expect: { error: refusal.name, because: refusal.because } };
    const reply = run.outcome?.reply;
    const output = reply?.ok === true && run.exitCode === 0 ? plainOutput(reply.output) : null;
    // A line that waits moves the clock itself; any other is answered at one instant, to which real time has come.
    const moves = / wait /.test(line);
    this.#did(action, { run: line, ...expect }, moves ? when : { ...when, before: when.after }, output);
  }

  #wrote(
    action: Extract<LabAction, { type: 'writeVolume' | 'writeDatabase' }>,
    expected: Pick<ScenarioStep, 'expect'>,
    when: Meanwhile,
  ): void {
    const text = fileContent(new Uint8Array(action.bytes));
    if (typeof text === 'string') {
      this.#did(action, { write: { ...storeOf(action), text }, ...expected }, when);
    } else this.#lost.push(`${nameOfStore(storeOf(action))} was written with bytes that are no text`);
  }

  /** Something that a principal did. */
  #did(
    { as, region }: { readonly as: string; readonly region: string },
    step: ScenarioStep,
    { before, after }: Meanwhile,
    output: unknown = null,
  ): void {
    const label = this.#labelOf(as);
    if (!LABEL.test(label)) {
      this.#lost.push(`${step.run ?? 'a volume'} by ${as}, whom no scenario can name`);
      return;
    }
    this.#passTo(before);
    const who = label === this.#as ? {} : { as: label };
    const where = region === this.#region ? {} : { region };
    this.#as = label;
    this.#region = region;
    this.#add({ ...who, ...where, ...step }, after, output);
  }

  /** Time that passed since the last step. */
  #passTo(instant: EpochMs): void {
    if (instant > this.#now) this.#add({ advance: timeText(this.#now, instant) }, instant);
  }

  #add(step: ScenarioStep, now: EpochMs, output: unknown = null): void {
    this.#steps.push({ step: { ...this.#heading, ...step }, output });
    this.#heading = {};
    this.#now = now;
  }

  /** A file that came meanwhile is there from the beginning: nothing that was done before had asked for it. */
  #keep(name: string, content: FileContent): void {
    if (Object.hasOwn(this.#files, name)) this.#lost.push(`the file ${name} was written anew`);
    else this.#files = { ...this.#files, [name]: content };
  }
}

/** A principal as scenarios name it; see the grammar. */
const LABEL = /^[\w-]+\/(?:root|(?:role|user)\/.+)$/;
