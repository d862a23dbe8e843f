import type { LineFiles } from '../aws-cli/param-file.ts';
import { type AccountId, iamArn } from '../cloud/arn.ts';
import { AccessKeys } from '../credentials/access-keys.ts';
import { isLaptopLine } from '../laptop/laptop-line.ts';
import type { Bytes, EpochMs, Ports } from '../ports.ts';
import { type AwsCaller, runAwsLine } from './aws-line.ts';
import type { Checkpoints } from './checkpoints.ts';
import type {
  ActionOutcome,
  AnswerTo,
  LabAction,
  LabClient,
  LabEvent,
  LabQuery,
  RunOutcome,
  Unsubscribe,
} from './client.ts';
import { copyWorld } from './copy-world.ts';
import { doAction } from './do-action.ts';
import { Engine } from './engine.ts';
import { EqualSessions } from './equal-sessions.ts';
import { forkStore } from './fork-store.ts';
import { History } from './history.ts';
import { Ids } from './ids.ts';
import type { JournalEntry } from './journal.ts';
import { LabClock } from './lab-clock.ts';
import { LabError } from './lab-error.ts';
import { type Moment, Past } from './past.ts';
import { principalNamed } from './principal-named.ts';
import { answerQuery } from './queries.ts';
import type { ApiRequest, ApiRequestInput, Outcome } from './request.ts';
import { resolveRequest } from './resolve-request.ts';
import { type RootKeys, rootKeys } from './root-keys.ts';
import { stepName } from './step-name.ts';
import { TakingBack } from './taking-back.ts';
import { Turns } from './turns.ts';
import { lastRefusal } from './views/told-calls.ts';
import type { World } from './world.ts';
import { WorldFiles } from './world-files.ts';
import { startWorld, type WorldSpec } from './world-spec.ts';

/** A lab: one world and the one door to it. `createLab` and `openLab` make them. */
export class Lab implements LabClient {
  readonly #engine: Engine;
  readonly #turns = new Turns();
  readonly #history = new History();
  readonly #sessions = new EqualSessions();
  readonly #listeners = new Set<(event: LabEvent) => void>();
  readonly #files: WorldFiles;
  /** Null where nobody will open the world again. */
  readonly #checkpoints: Checkpoints | null;
  readonly #clock: LabClock;
  readonly #rootKey: RootKeys;
  readonly #takingBack: TakingBack;

  constructor(ports: Ports, rootKey: RootKeys, world: World, ids: Ids, checkpoints: Checkpoints | null) {
    this.#checkpoints = checkpoints;
    this.#rootKey = rootKey;
    this.#files = new WorldFiles(ports, rootKey.material);
    this.#engine = new Engine({
      ports,
      rootKey: rootKey.material,
      world,
      ids,
      accessKeys: new AccessKeys(ports.primitives, rootKey.credentials, world),
      answered: (request, outcome) => this.#answered(request, outcome),
      changed: (changes) => this.#checkpoints?.note(changes),
    });
    this.#clock = new LabClock(this.#engine, (event) => this.#tell(event));
    this.#takingBack = new TakingBack(this.#engine, this.#files, this.#history);
  }

  /** Makes the world what a specification says; once, by `createLab`. */
  async start(spec: WorldSpec, seed: number): Promise<void> {
    await startWorld(this.#engine, spec, seed);
    for (const [name, bytes] of Object.entries(spec.files ?? {})) await this.#files.write(name, bytes);
  }

  /** Takes a world up again where it was left; once, by `openLab`. */
  async resume(): Promise<void> {
    await this.#files.load();
    await this.#turn(async () => {
      await this.#engine.resume();
      await this.#clock.catchUp();
    });
  }

  /** All moments of this world up to now, to look at. */
  past(): Past {
    return new Past([...this.#engine.ports.store.journal()], this.#history);
  }

  /**
   * A lab of its own whose world goes on from a moment of this one, with all that was before in its journal; nothing of
   * what happens there touches this world. Its clock stands at that moment.
   * @param ports - with an empty store
   */
  async fork(ports: Ports, { length, files }: Moment): Promise<Lab> {
    const world = forkStore(this.#engine.ports.store, ports.store, length);
    const lab = new Lab(ports, this.#rootKey, world, new Ids(world.seed, world.openings + 1), null);
    lab.#clock.set('standing');
    for (const [name, bytes] of files) await lab.#files.write(name, bytes);
    await lab.resume();
    return lab;
  }

  /**
   * Puts a copy of this world, whole, into the empty store of these ports, sealed under another root key; this lab goes
   * on as it is. Access keys come from the root key: those of the copy are others.
   */
  async copyInto(ports: Ports, rootKey: Bytes): Promise<void> {
    const into = { ports, rootKey: (await rootKeys(ports, rootKey)).material };
    await this.#turns.take(() => copyWorld({ ports: this.#engine.ports, rootKey: this.#rootKey.material }, into));
  }

  /** Waits for what is under way, keeps everything, and lets go of the store. The lab takes no calls afterwards. */
  async close(): Promise<void> {
    await this.#turns.take(async () => {
      const { store } = this.#engine.ports;
      this.#checkpoints?.takeIfDue(this.#engine.world, 'at the end');
      store.close();
    });
  }

  /** The world as it is: for the scenario player and tests, to read. */
  get world(): Readonly<World> {
    return this.#engine.world;
  }

  /** The world's own files, for checks to look at: their bytes are not to be changed, nor shown in a view. */
  get files(): ReadonlyMap<string, Bytes> {
    return this.#files.all;
  }

  /** The WebCrypto that the lab was given, for checks that no call to AWS is to be made for. */
  get subtle(): SubtleCrypto {
    return this.#engine.ports.subtle;
  }

  /** The access keys of everybody in this world. Never show them in a view. */
  get accessKeys(): AccessKeys {
    return this.#engine.accessKeys;
  }

  /** What the lab's clock shows, come up to real time where it follows that and nothing is due before. */
  get now(): EpochMs {
    this.#clock.isUpToDate();
    return this.#engine.world.now;
  }

  /**
   * The ARN of a principal named by its ARN or its label (`main/role/admin`).
   * @throws {LabError} when the world has no such principal
   */
  principalNamed(text: string): string {
    return principalNamed(this.#engine.world, text);
  }

  /** The root user of an account, which is added to the world where it isn't there. */
  async rootOf(accountId: AccountId): Promise<string> {
    if (!this.#engine.world.accounts.has(accountId)) {
      await this.#turn(async () => {
        if (this.#engine.world.accounts.has(accountId)) return;
        this.#engine.commit([{ type: 'accountAdded', account: { accountId, name: accountId } }]);
      });
    }
    return iamArn('aws', accountId, 'root');
  }

  /** How many steps were done since this lab was opened, less those that were taken back; see `TakingBack`. */
  get depth(): number {
    return this.#takingBack.depth;
  }

  /** How many entries the journal has. */
  get journalLength(): number {
    return this.#engine.ports.store.length;
  }

  /** How often undo has cut the journal's end. */
  get cuts(): number {
    return this.#takingBack.cuts;
  }

  /** The journal's entries from `seq` on, oldest first. */
  journalFrom(seq: number): Iterable<JournalEntry> {
    return this.#engine.ports.store.journal(seq);
  }

  /** Where in the journal the last refusal stands that CloudTrail has; -1 where it has none. */
  get lastRefusalAt(): number {
    return lastRefusal(this.#engine.ports.store)?.seq ?? -1;
  }

  get history(): Pick<History, 'get'> {
    return this.#history;
  }

  async call(input: ApiRequestInput): Promise<Outcome> {
    const request = resolveRequest(this.#engine.world, this.#sessions, input);
    if (this.#engine.takesATurn(request)) {
      return this.#turn(async () => {
        await this.#clock.catchUp();
        const outcome = await this.#engine.dispatch(request);
        await this.#engine.settle();
        return outcome;
      });
    }
    if (!this.#clock.isUpToDate()) await this.#turn(() => this.#clock.catchUp());
    return this.#engine.dispatch(request);
  }

  async ask<Q extends LabQuery>(query: Q): Promise<AnswerTo<Q>> {
    const { world, ports } = this.#engine;
    this.#clock.isUpToDate(); // so that what is asked about a moment is asked about this one
    return answerQuery(query, {
      world,
      files: this.#files.all,
      history: this.#history,
      clock: world.aheadOfHostMs === null ? 'standing' : 'following',
      store: ports.store,
    });
  }

  async act(action: LabAction): Promise<ActionOutcome> {
    try {
      const outcome = await this.#noted(action);
      this.#engine.ports.store.flush();
      this.#tell({ type: 'acted', action: action.type });
      return outcome;
    } catch (error) {
      if (!(error instanceof LabError)) throw error;
      return { ok: false, error: { name: error.name, message: error.message } };
    }
  }

  subscribe(listener: (event: LabEvent) => void): Unsubscribe {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  /** Runs an `aws …` or a `laptop …` line; `files` are those that it names, by default the world's. @throws {LabError} for an unknown principal */
  async runAws(line: string, caller: AwsCaller, files: LineFiles = this.#files): Promise<RunOutcome> {
    if (isLaptopLine(line)) {
      const { runLaptop } = await import('../laptop/run-laptop.ts');
      return runLaptop(line, { ports: this.#engine.ports, files });
    }
    return runAwsLine(line, caller, {
      call: (request) => this.call(request),
      sleep: (ms) => this.#turn(() => this.#clock.advanceBy(ms)).then(() => undefined),
      files,
    });
  }

  /** Does an action so that it can be taken back, where it is one of those. */
  #noted(action: LabAction): Promise<ActionOutcome> {
    const says = stepName(action);
    return says === null ? this.#do(action) : this.#takingBack.doing(says, () => this.#do(action));
  }

  #do(action: LabAction): Promise<ActionOutcome> {
    return doAction(action, {
      engine: this.#engine,
      clock: this.#clock,
      files: this.#files,
      takingBack: this.#takingBack,
      turn: (work) => this.#turn(work),
      runAws: (line, caller) => this.runAws(line, caller),
      wereCut: () => this.#checkpoints?.wereCut(),
    });
  }

  /** Does what changes the world, and takes a checkpoint where there is one due. */
  #turn<T>(work: () => Promise<T>): Promise<T> {
    return this.#turns.take(async () => {
      const result = await work();
      this.#checkpoints?.takeIfDue(this.#engine.world, 'while open');
      return result;
    });
  }

  #answered(request: ApiRequest, outcome: Outcome): void {
    this.#history.add(request, outcome, this.#engine.world.now);
    if (this.#listeners.size === 0) return;
    const reply = outcome.reply.ok ? ({ ok: true, output: {} } as const) : outcome.reply;
    this.#tell({
      type: 'called',
      service: request.service,
      operation: request.operation,
      by: request.principal.arn,
      via: request.via ?? null,
      outcome: { ...outcome, reply },
    });
  }

  #tell(event: LabEvent): void {
    for (const listener of [...this.#listeners]) listener(event);
  }
}
