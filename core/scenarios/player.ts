import { search } from 'jmespath';
import { initialTransition, transition } from 'xstate';
import { toBase64, utf8 } from '../crypto/bytes.ts';
import type { Happening } from '../lab/client.ts';
import { firstKeyIn } from '../lab/history.ts';
import { createLab, type Lab } from '../lab/lab.ts';
import { LabError } from '../lab/lab-error.ts';
import type { AwsErrorReply } from '../lab/request.ts';
import { principalArn } from '../lab/world-spec.ts';
import type { Ports } from '../ports.ts';
import { checkExpectation } from './check-expectation.ts';
import { parseTime } from './parse-time.ts';
import type { PlayedCall, PlayedOutcome, PlayedRefusal, PlayedStep, Replay } from './played-step.ts';
import { type PlayerEvent, playerMachine } from './player-machine.ts';
import { ScenarioError } from './scenario-error.ts';
import type { Scenario, ScenarioStep } from './schema.ts';
import { toWorldSpec } from './to-world-spec.ts';

/** How a scenario is played. */
export interface PlayerOptions {
  /** What it is called: a bundled name, or a file's. */
  readonly name: string;
  /** Ports for a new lab; called again when the replay starts over. */
  readonly ports: () => Ports;
  readonly seed?: number;
  readonly speed?: number;
}

/** Where a replay stands. */
export interface PlayerState {
  readonly status: 'paused' | 'stepping' | 'playing' | 'jumping' | 'finished' | 'failed';
  readonly done: number;
  readonly count: number;
  readonly speed: number;
  /** Marks and the number of the step that they stand at, from 0. */
  readonly marks: Readonly<Record<string, number>>;
}

/** Plays a scenario on a lab of its own, step by step, through the same door as everybody. */
export class ScenarioPlayer {
  readonly scenario: Scenario;
  readonly #options: PlayerOptions;
  #machine = initialTransition(playerMachine, { count: 1, speed: 1 })[0];
  #lab: Lab;
  #saved = new Map<string, string>();
  #as: string | null = null;
  #region: string | null = null;
  #played: PlayedStep[] = [];

  /** @throws {ScenarioError} when its world can't be made */
  static async open(scenario: Scenario, options: PlayerOptions): Promise<ScenarioPlayer> {
    return new ScenarioPlayer(scenario, options, await newLab(scenario, options));
  }

  private constructor(scenario: Scenario, options: PlayerOptions, lab: Lab) {
    this.scenario = scenario;
    this.#options = options;
    this.#lab = lab;
    const input = { count: scenario.steps.length, speed: options.speed ?? 1 };
    this.#machine = initialTransition(playerMachine, input)[0];
  }

  /** The lab that it plays on. */
  get lab(): Lab {
    return this.#lab;
  }

  get state(): PlayerState {
    const { done, count, speed } = this.#machine.context;
    const marks = Object.fromEntries(
      this.scenario.steps.flatMap(({ mark }, n) => (mark === undefined ? [] : [[mark, n]])),
    );
    return { status: this.#machine.value, done, count, speed, marks };
  }

  /** All that was played so far. */
  get replay(): Replay {
    const pairs = this.#played.filter(({ n }) => this.scenario.steps[n - 1]?.expect?.sameBytes !== undefined);
    const isDone = this.#machine.value === 'finished';
    return {
      scenario: this.#options.name,
      title: this.scenario.title,
      seed: this.#seed,
      ok: isDone,
      ...(pairs.length === 0 ? {} : { bytesEqual: pairs.every(({ expect }) => expect?.held === true) }),
      steps: this.#played,
    };
  }

  /** Takes one step; null when there is none left. */
  async step(): Promise<PlayedStep | null> {
    if (!this.#machine.can({ type: 'Step' })) return null;
    this.#send({ type: 'Step' });
    return this.#takeStep();
  }

  /** Plays on until it is paused, ends or fails. `pace` waits before a step, as long as the speed asks. */
  async play(
    onStep: (step: PlayedStep) => void = () => undefined,
    pace: (speed: number) => Promise<void> = async () => undefined,
  ): Promise<void> {
    if (!this.#machine.can({ type: 'Play' })) return;
    this.#send({ type: 'Play' });
    while (this.#machine.value === 'playing') {
      const { speed, done } = this.#machine.context;
      if (speed > 0 && done > 0) await pace(speed);
      if (this.#machine.value === 'playing') onStep(await this.#takeStep());
    }
  }

  /** Stops playing after the step that is under way. */
  pause(): void {
    this.#send({ type: 'Pause' });
  }

  setSpeed(speed: number): void {
    this.#send({ type: 'SetSpeed', speed });
  }

  /** Goes to a mark without pacing; back by starting over. @throws {ScenarioError} for a mark that isn't there */
  async jumpTo(mark: string, onStep: (step: PlayedStep) => void = () => undefined): Promise<void> {
    const step = this.state.marks[mark];
    if (step === undefined) {
      throw new ScenarioError(
        `no mark '${mark}'; the marks are: ${Object.keys(this.state.marks).join(', ') || 'none'}`,
      );
    }
    const before = this.#machine.context.done;
    this.#send({ type: 'JumpTo', step });
    if (this.#machine.context.done < before) await this.#startOver();
    while (this.#machine.value === 'jumping') onStep(await this.#takeStep());
  }

  get #seed(): number {
    return this.#options.seed ?? 1;
  }

  async #startOver(): Promise<void> {
    this.#lab = await newLab(this.scenario, this.#options);
    this.#saved = new Map();
    this.#as = null;
    this.#region = null;
    this.#played = [];
  }

  #send(event: PlayerEvent): void {
    this.#machine = transition(playerMachine, this.#machine, event)[0];
  }

  async #takeStep(): Promise<PlayedStep> {
    const { done } = this.#machine.context;
    const step = this.scenario.steps[done];
    if (step === undefined) throw new Error(`the scenario has no step ${done + 1}`);
    const played = await this.#play(step, done + 1);
    this.#played.push(played);
    this.#send({ type: played.expect?.held === false ? 'StepFailed' : 'StepDone' });
    return played;
  }

  async #play(step: ScenarioStep, n: number): Promise<PlayedStep> {
    this.#as = step.as ?? this.#as;
    this.#region = step.region ?? this.#region;
    const startedAt = this.#lab.world.now;
    const calls: PlayedCall[] = [];
    const requests: string[] = [];
    const unsubscribe = this.#lab.subscribe((event) => {
      if (event.type !== 'called' || event.via === null) return;
      const { reply, trace, requestId } = event.outcome;
      requests.push(requestId);
      calls.push({
        operation: event.operation,
        by: event.by,
        via: event.via,
        keyArn: firstKeyIn(trace),
        result: reply.ok ? 'ok' : reply.error.name,
        refusal: null,
      });
    });
    const deed = await this.#do(step).finally(unsubscribe);
    const explained = await Promise.all(calls.map((call, i) => this.#explainCall(call, requests[i])));
    const expect =
      deed.problem ??
      (await checkExpectation(this.#fill(step.expect), {
        lab: this.#lab,
        refusal: deed.outcome.refusal,
        failed: deed.outcome.exitCode !== 0,
        output: deed.output,
      }));
    return {
      n,
      kind: kindOf(step),
      startedAt,
      endedAt: this.#lab.world.now,
      note: step.note ?? null,
      mark: step.mark ?? null,
      as: this.#as,
      region: this.#region,
      run: deed.run,
      outcome: deed.outcome,
      calls: explained,
      happened: deed.happened,
      expect,
    };
  }

  async #do(step: ScenarioStep): Promise<Deed> {
    if (step.run !== undefined) return this.#run(this.#fill(step.run), step.save ?? {});
    if (step.advance !== undefined) return this.#advance(step.advance);
    if (step.write !== undefined) {
      const { volume, text } = this.#fill(step.write);
      const action = { type: 'writeVolume', volumeId: volume, bytes: utf8(text), ...this.#caller() } as const;
      return this.#useVolume(`write '${text}' to ${volume}`, await this.#lab.act(action));
    }
    if (step.read !== undefined) {
      const { volume } = this.#fill(step.read);
      return this.#useVolume(
        `read ${volume}`,
        await this.#lab.act({ type: 'readVolume', volumeId: volume, ...this.#caller() }),
      );
    }
    return { run: null, outcome: SUCCESS, output: null, happened: [], problem: null };
  }

  async #run(line: string, save: Readonly<Record<string, string>>): Promise<Deed> {
    const run = await this.#lab.runAws(line, this.#caller());
    const reply = run.outcome?.reply;
    const refusal =
      reply?.ok === false
        ? await this.#explain(reply.error, run.outcome?.requestId)
        : run.exitCode === 0
          ? null
          : {
              name: run.exitCode === 255 ? 'WaiterError' : 'UsageError',
              message: run.stderr.trim(),
              because: 'malformed-request',
              summary: '',
              fix: null,
            };
    const output = reply?.ok === true ? plain(reply.output) : null;
    const deed = {
      run: line,
      outcome: { stdout: run.stdout, stderr: run.stderr, exitCode: run.exitCode, refusal },
      output,
      happened: [],
      problem: null,
    };
    if (run.exitCode !== 0) return deed;
    for (const [name, path] of Object.entries(save)) {
      const value: unknown = search(output, path);
      if (typeof value !== 'string' && typeof value !== 'number') {
        return {
          ...deed,
          problem: { held: false, expected: `${path} in the output, to save as ${name}`, found: JSON.stringify(value) },
        };
      }
      this.#saved.set(name, String(value));
    }
    return deed;
  }

  async #advance(text: string): Promise<Deed> {
    const time = parseTime(text);
    const action =
      time.type === 'next'
        ? ({ type: 'advanceToNext' } as const)
        : time.type === 'by'
          ? ({ type: 'advance', by: time.ms } as const)
          : ({ type: 'advanceTo', at: time.at } as const);
    const outcome = await this.#lab.act(action);
    const run = text === 'next' ? 'time passes, to what is due next' : `time passes: ${text}`;
    if (outcome.ok) return { run, outcome: SUCCESS, output: null, happened: outcome.happened ?? [], problem: null };
    return { run, outcome: failure(outcome.error), output: null, happened: [], problem: null };
  }

  #useVolume(run: string, used: Awaited<ReturnType<Lab['act']>>): Deed {
    if (!used.ok) return { run, outcome: failure(used.error), output: null, happened: [], problem: null };
    const stdout = used.bytes === undefined ? '' : `${new TextDecoder().decode(used.bytes)}\n`;
    return { run, outcome: { ...SUCCESS, stdout }, output: null, happened: [], problem: null };
  }

  #caller(): { readonly as: string; readonly region: string } {
    if (this.#as === null) throw new ScenarioError("no step has said who acts yet: give the first step an 'as'");
    if (this.#region === null) throw new ScenarioError("no step has said where yet: give the first step a 'region'");
    const accounts = new Map([...this.#lab.world.accounts.values()].map(({ name, accountId }) => [name, accountId]));
    const as = principalArn(this.#as, (name) => accounts.get(name));
    if (as === null) throw new ScenarioError(`this world has no principal '${this.#as}'`);
    return { as, region: this.#region };
  }

  async #explain(
    { name, message, because }: AwsErrorReply['error'],
    requestId: string | undefined,
  ): Promise<PlayedRefusal> {
    const why = requestId === undefined ? null : await this.#lab.ask({ type: 'why', requestId });
    return { name, message, because, summary: why?.summary ?? '', fix: why?.fix ?? null };
  }

  async #explainCall(call: PlayedCall, requestId: string | undefined): Promise<PlayedCall> {
    if (call.result === 'ok' || requestId === undefined) return call;
    const why = await this.#lab.ask({ type: 'why', requestId });
    if (why === null || why.error === null) return call;
    return { ...call, refusal: { ...why.error, summary: why.summary, fix: why.fix } };
  }

  /** Fills `${name}` in every text of a value. @throws {ScenarioError} for a name that nothing has saved */
  #fill<T>(value: T): T {
    if (typeof value === 'string') {
      return value.replaceAll(/\$\{(\w+)\}/g, (_, name: string) => {
        const saved = this.#saved.get(name);
        if (saved === undefined) throw new ScenarioError(`\${${name}} is not saved by any step before`);
        return saved;
      }) as T;
    }
    if (Array.isArray(value)) return value.map((item: unknown) => this.#fill(item)) as T;
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, this.#fill(item)])) as T;
  }
}

/** What doing a step gave, before its expectation is looked at. */
interface Deed {
  readonly run: string | null;
  readonly outcome: PlayedOutcome;
  readonly output: unknown;
  readonly happened: readonly Happening[];
  readonly problem: PlayedStep['expect'];
}

const SUCCESS: PlayedOutcome = { stdout: '', stderr: '', exitCode: 0, refusal: null };

function failure({ name, message }: { readonly name: string; readonly message: string }): PlayedOutcome {
  const refusal = { name, message, because: 'not-done', summary: '', fix: null };
  return { stdout: '', stderr: `${name}: ${message}\n`, exitCode: 1, refusal };
}

function kindOf({ run, write, read, advance, expect }: ScenarioStep): PlayedStep['kind'] {
  if (run !== undefined) return 'run';
  if (write !== undefined) return 'write';
  if (read !== undefined) return 'read';
  if (advance !== undefined) return 'advance';
  return expect === undefined ? 'note' : 'expect';
}

/** An output as the command line shows it: bytes as base64. */
function plain(value: unknown): unknown {
  if (value instanceof Uint8Array) return toBase64(value);
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, plain(item)]));
}

async function newLab(scenario: Scenario, { name, ports, seed }: PlayerOptions): Promise<Lab> {
  try {
    return await createLab(ports(), toWorldSpec(scenario), seed);
  } catch (error) {
    if (error instanceof LabError) throw new ScenarioError(`${name}: world: ${error.message}`, { cause: error });
    throw error;
  }
}
