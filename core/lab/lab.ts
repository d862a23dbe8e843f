import { type AccountId, iamArn } from '../cloud/arn.ts';
import { AccessKeys } from '../credentials/access-keys.ts';
import { importAesKey } from '../crypto/aes-gcm.ts';
import type { Bytes, EpochMs, Ports } from '../ports.ts';
import { arrange } from './arrange.ts';
import { runAwsLine } from './aws-line.ts';
import type {
  ActionOutcome,
  AnswerTo,
  Happening,
  LabAction,
  LabClient,
  LabEvent,
  LabQuery,
  RunOutcome,
  Unsubscribe,
} from './client.ts';
import { Engine } from './engine.ts';
import { History } from './history.ts';
import { LabError } from './lab-error.ts';
import { answerQuery } from './queries.ts';
import type { ApiRequest, ApiRequestInput, Outcome } from './request.ts';
import { resolvePrincipal, resolveRegion } from './resolve-request.ts';
import { Turns } from './turns.ts';
import { useVolume } from './volume-use.ts';
import type { World } from './world.ts';
import { DEFAULT_WORLD, principalArn, startWorld, type WorldSpec } from './world-spec.ts';

const DEFAULT_SEED = 1;
const DEFAULT_USER_AGENT = 'kmslab';
/** The lab's front ends call from this machine. */
const SOURCE_IP = '127.0.0.1';

/**
 * A lab: one world and the one door to it. It is a `LabClient` itself, for front ends in the same process.
 * @param seed - ids are drawn from it: the same seed, the same ids.
 * @param rootKey - 32 bytes; what is kept of the world is sealed under it, and its access keys come from it.
 * @throws {LabError} when the world's specification is wrong.
 */
export async function createLab(
  ports: Ports,
  world: WorldSpec = DEFAULT_WORLD,
  seed: number = DEFAULT_SEED,
  rootKey: Bytes = ports.random.bytes(32),
): Promise<Lab> {
  const lab = new Lab(ports, { material: await importAesKey(ports.subtle, rootKey), credentials: rootKey }, seed);
  await lab.start(world, seed);
  return lab;
}

/** See `createLab`. */
export class Lab implements LabClient {
  readonly #engine: Engine;
  readonly #turns = new Turns();
  readonly #history = new History();
  readonly #listeners = new Set<(event: LabEvent) => void>();
  /** The world's own files: what `fileb://NAME` reads. They are not in the journal. */
  readonly #files = new Map<string, Uint8Array<ArrayBuffer>>();
  /** Set while the clock follows real time: a lab instant and the host's instant that it stood for. */
  #following: { readonly lab: EpochMs; readonly host: EpochMs } | null = null;

  /** The access keys of everybody in this world. Never show them in a view. */
  readonly accessKeys: AccessKeys;

  constructor(ports: Ports, rootKey: { readonly material: CryptoKey; readonly credentials: Uint8Array }, seed: number) {
    this.#engine = new Engine(ports, rootKey.material, seed, (request, outcome) => this.#answered(request, outcome));
    this.accessKeys = new AccessKeys(ports.primitives, rootKey.credentials, this.#engine.world);
  }

  /** Makes the world what a specification says; once, by `createLab`. */
  async start(spec: WorldSpec, seed: number): Promise<void> {
    for (const [name, bytes] of Object.entries(spec.files ?? {})) this.#files.set(name, bytes);
    await startWorld(this.#engine, spec, seed);
  }

  /** The world as it is: for the scenario player and tests, to read. */
  get world(): Readonly<World> {
    return this.#engine.world;
  }

  /** What the lab's clock shows, come up to real time where it follows that and nothing is due before. */
  get now(): EpochMs {
    this.#isUpToDate();
    return this.#engine.world.now;
  }

  /**
   * The ARN of a principal named by its ARN or its label (`main/role/admin`).
   * @throws {LabError} when the world has no such principal
   */
  principalNamed(text: string): string {
    const { accounts } = this.#engine.world;
    const byLabel = principalArn(
      text,
      (name) => [...accounts.values()].find((account) => account.name === name)?.accountId,
    );
    const arn = byLabel ?? text;
    resolvePrincipal(this.#engine.world, arn);
    return arn;
  }

  /** The root user of an account, which is added to the world where it isn't there. */
  async rootOf(accountId: AccountId): Promise<string> {
    if (!this.#engine.world.accounts.has(accountId)) {
      await this.#turns.take(async () => {
        if (this.#engine.world.accounts.has(accountId)) return;
        this.#engine.commit([{ type: 'accountAdded', account: { accountId, name: accountId } }]);
      });
    }
    return iamArn('aws', accountId, 'root');
  }

  get history(): Pick<History, 'get'> {
    return this.#history;
  }

  async call(input: ApiRequestInput): Promise<Outcome> {
    const request = this.#resolve(input);
    if (this.#engine.takesATurn(request)) {
      return this.#turns.take(async () => {
        await this.#catchUp();
        const outcome = await this.#engine.dispatch(request);
        await this.#engine.settle();
        return outcome;
      });
    }
    if (!this.#isUpToDate()) await this.#turns.take(() => this.#catchUp());
    return this.#engine.dispatch(request);
  }

  async ask<Q extends LabQuery>(query: Q): Promise<AnswerTo<Q>> {
    const { world, ports } = this.#engine;
    return answerQuery(query, {
      world,
      files: this.#files,
      history: this.#history,
      clock: this.#following === null ? 'standing' : 'following',
      store: ports.store,
    });
  }

  async act(action: LabAction): Promise<ActionOutcome> {
    try {
      const outcome = await this.#do(action);
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

  /** Runs an `aws …` line; `read` and `write` stand for the files it names. @throws {LabError} for an unknown principal */
  async runAws(
    line: string,
    { as, region }: { readonly as: string; readonly region: string },
    files?: { readonly read: (name: string) => Uint8Array | undefined },
  ): Promise<RunOutcome> {
    const { run, write } = await runAwsLine(
      line,
      { as, region },
      {
        call: (request) => this.call(request),
        sleep: (ms) => this.#turns.take(() => this.#advanceTo(this.#engine.world.now + ms)).then(() => undefined),
        files: files ?? { read: (name) => this.#files.get(name) },
      },
    );
    if (write !== null) this.#files.set(write.name, write.bytes);
    return run;
  }

  async #do(action: LabAction): Promise<ActionOutcome> {
    switch (action.type) {
      case 'advance':
        if (!Number.isFinite(action.by) || action.by < 0) {
          throw new LabError(`expected a time to advance by, in milliseconds, got ${action.by}`);
        }
        return this.#turns.take(async () => {
          const before = await this.#catchUp();
          return { ok: true, happened: [...before, ...(await this.#advanceTo(this.#engine.world.now + action.by))] };
        });
      case 'advanceTo':
        return this.#turns.take(async () => ({ ok: true, happened: await this.#advanceTo(action.at) }));
      case 'advanceToNext':
        return this.#turns.take(async () => {
          const next = this.#engine.world.agenda.first();
          if (next === null)
            throw new LabError('nothing is due: no copy is under way, no key rotates or waits for deletion');
          return { ok: true, happened: await this.#advanceTo(Math.max(next.at, this.#engine.world.now)) };
        });
      case 'setClock':
        return this.#turns.take(async () => {
          const happened = await this.#catchUp();
          this.#following =
            action.clock === 'standing' ? null : { lab: this.#engine.world.now, host: this.#engine.ports.clock.now() };
          return { ok: true, happened };
        });
      case 'run':
        return { ok: true, run: await this.runAws(action.line, action) };
      case 'writeVolume':
      case 'readVolume':
        return this.#turns.take(() => useVolume(this.#engine, action));
      case 'createCloudHsmCluster':
      case 'setCloudHsmCluster':
      case 'createXksProxy':
      case 'setXksProxy':
      case 'setExternalKey':
        return this.#turns.take(async () => {
          this.#engine.commit([await arrange(this.#engine, action)]);
          return { ok: true };
        });
      case 'putFile':
        this.#files.set(action.name, new Uint8Array(action.bytes));
        return { ok: true };
      case 'getFile': {
        const bytes = this.#files.get(action.name);
        if (bytes === undefined) throw new LabError(`this world has no file '${action.name}'`);
        return { ok: true, bytes };
      }
      default:
        throw new LabError(`the lab has no action '${String((action satisfies never as { type: unknown }).type)}'`);
    }
  }

  async #advanceTo(at: EpochMs): Promise<readonly Happening[]> {
    if (!Number.isFinite(at)) throw new LabError(`expected an instant, got ${at}`);
    const happened = await this.#engine.advanceTo(at);
    if (this.#following !== null) {
      this.#following = { lab: this.#engine.world.now, host: this.#engine.ports.clock.now() };
    }
    this.#tell({ type: 'timePassed', now: this.#engine.world.now, happened });
    return happened;
  }

  /** Lets the clock come up to real time, where it follows it. */
  async #catchUp(): Promise<readonly Happening[]> {
    return this.#isUpToDate() ? [] : this.#advanceTo(this.#realTime());
  }

  /** Whether the clock shows what it should. Where nothing is due in between, following real time is no more than that. */
  #isUpToDate(): boolean {
    return this.#following === null || this.#engine.followTo(this.#realTime());
  }

  /** What the clock shows where it follows real time. */
  #realTime(): EpochMs {
    if (this.#following === null) return this.#engine.world.now;
    const { lab, host } = this.#following;
    return lab + (this.#engine.ports.clock.now() - host);
  }

  #resolve({
    service,
    operation,
    input,
    as,
    region,
    userAgent = DEFAULT_USER_AGENT,
    sourceIp = SOURCE_IP,
  }: ApiRequestInput): ApiRequest {
    const principal = resolvePrincipal(this.#engine.world, as);
    if (service !== 'kms' && service !== 'ec2')
      throw new LabError(`expected a service of this lab (kms, ec2), got '${service}'`);
    return {
      service,
      operation,
      input,
      principal,
      accountId: principal.accountId,
      region: resolveRegion(region),
      sourceIp,
      userAgent,
    };
  }

  #answered(request: ApiRequest, outcome: Outcome): void {
    this.#history.add(request, outcome);
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
