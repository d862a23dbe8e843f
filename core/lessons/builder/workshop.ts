import type { LabAction, LabClient } from '../../lab/client.ts';
import type { Lab } from '../../lab/lab.ts';
import { LabError } from '../../lab/lab-error.ts';
import { createLab } from '../../lab/make-lab.ts';
import { DEFAULT_WORLD } from '../../lab/world-spec.ts';
import type { Ports } from '../../ports.ts';
import { bundledScenario } from '../../scenarios/bundled.ts';
import { beginningOf } from '../../scenarios/recorder/beginning.ts';
import { ScenarioRecorder } from '../../scenarios/recorder/recorder.ts';
import { labelIn, recordingClient } from '../../scenarios/recorder/recording-client.ts';
import type { Scenario } from '../../scenarios/schema.ts';
import { StepRunner } from '../../scenarios/step-runner.ts';
import { toWorldSpec } from '../../scenarios/to-world-spec.ts';
import { saysOf } from '../check-says.ts';
import type { Check } from '../check-schema.ts';
import { lineOf } from '../lesson-view.ts';
import { parseLesson } from '../parse-lesson.ts';
import { type LessonVerdict, verifyLesson } from '../verify-lesson.ts';
import { lessonOf, missingOf } from './draft.ts';
import { draftOf, type WrittenStep } from './draft-of.ts';
import { type DraftView, LESSON_TEXTS, QUESTION_TEXTS, STEP_TEXTS, type Texts } from './draft-shapes.ts';
import { newStep } from './first-words.ts';
import { lessonYaml } from './lesson-from-scenario.ts';
import { type Offers, offerChecks } from './offer-checks.ts';

/** What a workshop is made of. */
export interface WorkshopParts {
  /** Ports with an empty store, each time: for the draft's world, and for those that it is played in. */
  readonly ports: () => Ports;
  /** All that was done in the free lab, from its beginning; null where that is not known. */
  readonly past: () => Scenario | null;
}

type DraftAction = Extract<LabAction, { readonly type: 'draft' }>;

/** The draft in hand. */
interface InHand {
  readonly from: string;
  /** Where the set-up ends, and with which world and steps it begins. */
  readonly beginning: Scenario;
  readonly lab: Lab;
  readonly client: LabClient;
  readonly recorder: ScenarioRecorder;
  readonly texts: Texts;
  readonly steps: readonly WrittenStep[];
  readonly offers: Offers;
  readonly verdict: LessonVerdict | null;
  readonly kept: string | null;
}

const NO_OFFERS: Offers = { checks: [], names: {} };

/** Where a lesson is built: its author plays it in a world of its own, and what is done there becomes its steps. */
export class Workshop {
  readonly #parts: WorkshopParts;
  /** Keeps a lesson's file, and gives its id. */
  readonly #keep: (name: string, yaml: string) => Promise<string>;
  #inHand: InHand | null = null;

  constructor(parts: WorkshopParts, keep: (name: string, yaml: string) => Promise<string>) {
    this.#parts = parts;
    this.#keep = keep;
  }

  /** The lab of the draft in hand; null where there is none. */
  get client(): LabClient | null {
    return this.#inHand?.client ?? null;
  }

  /** Does something with the draft. @throws {LabError, ScenarioError} for what can't be done now */
  async do({ does, from, step, texts, check, isOn }: DraftAction): Promise<void> {
    if (does === 'begin') return this.#begin(from ?? 'empty');
    if (does === 'leave') {
      this.#inHand = null;
      return;
    }
    const inHand = this.#held();
    switch (does) {
      case 'endStep':
        return this.#endStep(inHand);
      case 'joinSteps':
        return this.#change({ steps: inHand.steps.slice(0, -1) });
      case 'write':
        return this.#write(inHand, step ?? null, texts ?? {});
      case 'choose':
        return this.#choose(inHand, step ?? 0, check ?? 0, isOn ?? true);
      case 'test':
        return this.#change({ verdict: await verifyLesson(this.#lesson(inHand), this.#parts.ports()) }, inHand.kept);
      case 'keep': {
        this.#lesson(inHand);
        return this.#change(
          { verdict: inHand.verdict },
          await this.#keep(`${inHand.texts.title ?? ''}.yaml`, this.#yaml(inHand)),
        );
      }
    }
  }

  /** The draft in hand; null where there is none. */
  view(): DraftView | null {
    if (this.#inHand === null) return null;
    const inHand = this.#held();
    const { from, beginning, texts, steps, offers, recorder, verdict, kept } = inHand;
    const recorded = recordedIn(inHand);
    const setUp = beginning.steps.length;
    const lines = recorded.steps.map(lineOf);
    const starts = [setUp, ...steps.map(({ end }) => end)];
    return {
      from,
      setUp,
      texts,
      steps: steps.map((step, index) => ({
        texts: step.texts,
        commands: lines.slice(starts[index], step.end),
        checks: (offers.checks[index] ?? []).map((check) => ({
          says: saysOf(check),
          isChosen: step.checks.some((one) => isSame(one, check)),
        })),
      })),
      open: lines.slice(starts.at(-1)),
      lost: recorder.lost,
      missing: missingOf(draftOf(setUp, texts, steps), recorded),
      yaml: this.#yaml(inHand),
      verdict,
      kept,
    };
  }

  async #begin(from: string): Promise<void> {
    const beginning = await this.#beginning(from);
    const lab = await createLab(this.#parts.ports(), toWorldSpec(beginning));
    const runner = new StepRunner(lab);
    for (const [index, step] of beginning.steps.entries()) await runner.take(step, index + 1);
    // What was done before is in the set-up: the recorder begins behind it.
    const world = { ...beginning.world, start: new Date(lab.now).toISOString() };
    const recorder = new ScenarioRecorder({ ...beginning, world }, labelIn(lab));
    this.#inHand = {
      from: beginning.title,
      beginning,
      lab,
      client: recordingClient(lab, recorder),
      recorder,
      texts: {},
      steps: [],
      offers: NO_OFFERS,
      verdict: null,
      kept: null,
    };
  }

  /** @throws {LabError} where the lab's own past is asked for and not known @throws {ScenarioError} for no scenario's name */
  async #beginning(from: string): Promise<Scenario> {
    if (from === 'lab') {
      const past = this.#parts.past();
      if (past === null) throw new LabError('this lab did not begin here, so a lesson can not begin as it stands');
      return { ...past, title: 'My lab as it stands' };
    }
    if (from !== 'empty') return { ...(await bundledScenario(from)), steps: [] };
    return { title: 'An empty lab', ...beginningOf(DEFAULT_WORLD, Date.parse(EMPTY_START)), steps: [] };
  }

  /** The draft, without steps that were taken back in its lab. @throws {LabError} where there is none */
  #held(): InHand {
    if (this.#inHand === null) throw new LabError('no lesson is being built: begin one first');
    const { beginning, recorder } = this.#inHand;
    const done = beginning.steps.length + recorder.length;
    const steps = this.#inHand.steps.filter(({ end }) => end <= done);
    if (steps.length < this.#inHand.steps.length) this.#inHand = { ...this.#inHand, steps, verdict: null };
    return this.#inHand;
  }

  /** What is changed has to be tested and kept again. */
  #change(change: Partial<InHand>, kept: string | null = null): void {
    if (this.#inHand !== null) this.#inHand = { ...this.#inHand, verdict: null, ...change, kept };
  }

  async #endStep(inHand: InHand): Promise<void> {
    const recorded = recordedIn(inHand);
    const setUp = inHand.beginning.steps.length;
    const from = inHand.steps.at(-1)?.end ?? setUp;
    const end = recorded.steps.length;
    if (end === from) throw new LabError('nothing was done since the last step ended: do what the step is to ask for');
    const ends = [setUp, ...inHand.steps.map((step) => step.end), end];
    const offers = await offerChecks(recorded, ends, this.#parts.ports);
    const { checks, hints, title, say } = newStep(end, recorded.steps.slice(from, end), offers.checks.at(-1) ?? []);
    const texts = { title, say, hint1: hints[0], hint2: hints[1] };
    this.#change({ offers, steps: [...inHand.steps, { end, texts, checks }] });
  }

  #write(inHand: InHand, number: number | null, texts: Texts): void {
    const names: readonly string[] = [...(number === null ? LESSON_TEXTS : STEP_TEXTS), ...QUESTION_TEXTS];
    const unknown = Object.keys(texts).find((name) => !names.includes(name));
    if (unknown !== undefined) throw new LabError(`expected texts ${names.join(', ')}, got '${unknown}'`);
    if (number === null) this.#change({ texts: { ...inHand.texts, ...texts } });
    else this.#changeStep(inHand, number, (step) => ({ ...step, texts: { ...step.texts, ...texts } }));
  }

  #choose(inHand: InHand, number: number, check: number, isOn: boolean): void {
    const chosen = inHand.offers.checks[number - 1]?.[check - 1];
    if (chosen === undefined) throw new LabError(`step ${number} has no check ${check}`);
    this.#changeStep(inHand, number, (step) => {
      const others = step.checks.filter((one) => !isSame(one, chosen));
      return { ...step, checks: isOn ? [...others, chosen] : others };
    });
  }

  #changeStep(inHand: InHand, number: number, change: (step: WrittenStep) => WrittenStep): void {
    if (inHand.steps[number - 1] === undefined) throw new LabError(`this lesson has no step ${number}`);
    this.#change({ steps: inHand.steps.map((step, index) => (index === number - 1 ? change(step) : step)) });
  }

  /** The draft as a lesson. @throws {LabError} where something is still to be written */
  #lesson(inHand: InHand): ReturnType<typeof parseLesson> {
    const { beginning, texts, steps } = inHand;
    const missing = missingOf(draftOf(beginning.steps.length, texts, steps), recordedIn(inHand));
    if (missing.length > 0) throw new LabError(`still to be written: ${missing.join('; ')}`);
    return parseLesson(this.#yaml(inHand), 'the draft');
  }

  #yaml(inHand: InHand): string {
    const { beginning, texts, steps, offers } = inHand;
    return lessonYaml(lessonOf(draftOf(beginning.steps.length, texts, steps), recordedIn(inHand), offers.names));
  }
}

/** When an empty lab begins: a lesson's dates are the same for everybody. */
const EMPTY_START = '2026-01-01T00:00:00Z';

/** The set-up and all that was done behind it. */
function recordedIn({ beginning, recorder }: InHand): Scenario {
  const { steps, files } = recorder.scenario(beginning.title);
  return { ...beginning, ...(files === undefined ? {} : { files }), steps: [...beginning.steps, ...steps] };
}

function isSame(one: Check, other: Check): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
