import { search } from 'jmespath';
import type { Happening } from '../lab/client.ts';
import { firstKeyIn } from '../lab/history.ts';
import type { Lab } from '../lab/lab.ts';
import { principalArn } from '../lab/principal-label.ts';
import { NoWayThroughError } from '../lab/through-endpoint.ts';
import { isLaptopLine } from '../laptop/laptop-line.ts';
import { checkExpectation } from './check-expectation.ts';
import { outsideAction, outsideWords } from './outside.ts';
import { clockMove } from './parse-time.ts';
import { plainOutput } from './plain-output.ts';
import type { PlayedCall, PlayedOutcome, PlayedRefusal, PlayedStep } from './played-step.ts';
import { NOT_DONE, type RunRefusal, refusalOfRun } from './run-refusal.ts';
import { ScenarioError } from './scenario-error.ts';
import type { ScenarioStep } from './schema.ts';
import { sessionIn } from './session-in.ts';
import { nameOfStore, readAction, writeAction } from './stores.ts';

/** Does a scenario's steps on one lab, in order; it remembers who acts, where, and what was saved. */
export class StepRunner {
  readonly lab: Lab;
  readonly #saved = new Map<string, string>();
  #as: string | null = null;
  #region: string | null = null;

  constructor(lab: Lab) {
    this.lab = lab;
  }

  /** What steps have saved so far, by its name. */
  get saved(): Readonly<Record<string, string>> {
    return Object.fromEntries(this.#saved);
  }

  /** Makes names known, as if steps had saved them. */
  know(names: Readonly<Record<string, string>>): void {
    for (const [name, value] of Object.entries(names)) this.#saved.set(name, value);
  }

  /** Does one step. @throws {ScenarioError} when it names something that isn't there */
  async take(step: ScenarioStep, n: number): Promise<PlayedStep> {
    this.#as = step.as ?? this.#as;
    this.#region = step.region ?? this.#region;
    const startedAt = this.lab.world.now;
    const calls: PlayedCall[] = [];
    const requests: string[] = [];
    const unsubscribe = this.lab.subscribe((event) => {
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
        lab: this.lab,
        refusal: deed.outcome.refusal,
        failed: deed.outcome.exitCode !== 0,
        output: deed.output,
      }));
    return {
      n,
      kind: kindOf(step),
      startedAt,
      endedAt: this.lab.world.now,
      note: step.note ?? null,
      mark: step.mark ?? null,
      ...(step.run !== undefined && isLaptopLine(step.run) ? NOBODY : { as: this.#as, region: this.#region }),
      run: deed.run,
      outcome: deed.outcome,
      calls: explained,
      happened: deed.happened,
      expect,
      requestId: requests[calls.findIndex(({ result }) => result !== 'ok')] ?? deed.requestId ?? null,
    };
  }

  async #do(step: ScenarioStep): Promise<Deed> {
    if (step.run !== undefined) return this.#run(this.#fill(step.run), step);
    if (step.advance !== undefined) return this.#advance(step.advance);
    if (step.outside !== undefined) {
      const outside = this.#fill(step.outside);
      return this.#labDeed(outsideWords(outside), await this.lab.act(outsideAction(outside)));
    }
    if (step.write !== undefined) {
      const write = this.#fill(step.write);
      const action = writeAction(write, this.#caller());
      return this.#labDeed(`write '${write.text}' to ${nameOfStore(write)}`, await this.lab.act(action));
    }
    if (step.read !== undefined) {
      const read = this.#fill(step.read);
      const action = readAction(read, this.#caller());
      return this.#labDeed(`read ${nameOfStore(read)}`, await this.lab.act(action));
    }
    return { run: null, outcome: SUCCESS, output: null, happened: [], problem: null };
  }

  async #run(line: string, { session, through, save = {} }: ScenarioStep): Promise<Deed> {
    const carried = session === undefined ? {} : { session: await sessionIn(this.lab, this.#fill(session)) };
    const way = through === undefined ? {} : { vpcEndpointId: this.#fill(through) };
    const caller = { ...this.#caller(), ...carried, ...way };
    const run = await this.lab.runAws(line, caller).catch((error: unknown) => {
      if (error instanceof NoWayThroughError) throw new ScenarioError(error.message, { cause: error });
      throw error;
    });
    const reply = run.outcome?.reply;
    const refused = refusalOfRun(run);
    const requestId = reply?.ok === false ? run.outcome?.requestId : undefined;
    const refusal = refused === null ? null : await this.#explain(refused, requestId);
    const output = reply?.ok === true ? plainOutput(reply.output) : null;
    const deed = {
      run: line,
      outcome: { stdout: run.stdout, stderr: run.stderr, exitCode: run.exitCode, refusal },
      output,
      happened: [],
      problem: null,
      requestId: run.outcome?.requestId ?? null,
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
    const outcome = await this.lab.act(clockMove(text));
    const run = text === 'next' ? 'time passes, to what is due next' : `time passes: ${text}`;
    if (outcome.ok) return { run, outcome: SUCCESS, output: null, happened: outcome.happened ?? [], problem: null };
    return { run, outcome: failure(outcome.error), output: null, happened: [], problem: null };
  }

  #labDeed(run: string, used: Awaited<ReturnType<Lab['act']>>): Deed {
    if (!used.ok) return { run, outcome: failure(used.error), output: null, happened: [], problem: null };
    const stdout = used.bytes === undefined ? '' : `${new TextDecoder().decode(used.bytes)}\n`;
    return { run, outcome: { ...SUCCESS, stdout }, output: null, happened: [], problem: null };
  }

  #caller(): { readonly as: string; readonly region: string } {
    if (this.#as === null) throw new ScenarioError("no step has said who acts yet: give the first step an 'as'");
    if (this.#region === null) throw new ScenarioError("no step has said where yet: give the first step a 'region'");
    const accounts = new Map([...this.lab.world.accounts.values()].map(({ name, accountId }) => [name, accountId]));
    const as = principalArn(this.#as, (name) => accounts.get(name));
    if (as === null) throw new ScenarioError(`this world has no principal '${this.#as}'`);
    return { as, region: this.#region };
  }

  async #explain({ name, message, because }: RunRefusal, requestId: string | undefined): Promise<PlayedRefusal> {
    const why = requestId === undefined ? null : await this.lab.ask({ type: 'why', requestId });
    return { name, message, because, summary: why?.summary ?? '', fix: why?.fix ?? null };
  }

  async #explainCall(call: PlayedCall, requestId: string | undefined): Promise<PlayedCall> {
    if (call.result === 'ok' || requestId === undefined) return call;
    const why = await this.lab.ask({ type: 'why', requestId });
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
  readonly requestId?: string | null;
}

/** Who works on a laptop outside AWS is nobody there. */
const NOBODY = { as: null, region: null } as const;
const SUCCESS: PlayedOutcome = { stdout: '', stderr: '', exitCode: 0, refusal: null };

function failure({ name, message }: { readonly name: string; readonly message: string }): PlayedOutcome {
  const refusal = { name, message, because: NOT_DONE, summary: '', fix: null };
  return { stdout: '', stderr: `${name}: ${message}\n`, exitCode: 1, refusal };
}

function kindOf({ run, write, read, outside, advance, expect }: ScenarioStep): PlayedStep['kind'] {
  if (run !== undefined) return 'run';
  if (write !== undefined) return 'write';
  if (read !== undefined) return 'read';
  if (outside !== undefined) return 'outside';
  if (advance !== undefined) return 'advance';
  return expect === undefined ? 'note' : 'expect';
}
