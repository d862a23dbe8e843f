import { type LabClient, listOperations } from '../../core/index.ts';
import { askGains } from './ask-gains.ts';
import { worldName } from './enter-world.ts';
import { keyToShow } from './hear-lab.ts';
import type { Effect, Message } from './messages.ts';
import { type Here, type LabData, type Model, topOverlay } from './model.ts';
import { headOf } from './overlays.ts';
import type { Recording } from './recording.ts';
import { update } from './update.ts';

/** What the session needs from outside: a lab, and a terminal to act on. */
export interface Outside {
  /** Makes the lab. It runs while the first frame is on screen already. */
  openLab(): Promise<{
    readonly client: LabClient;
    readonly here: Here;
    /** Left out where the world was there before: a scenario can't begin in the middle of one. */
    readonly recording?: Recording | null;
    /** Whether the client is a classroom. */
    readonly hasLessons?: boolean;
  }>;
  /** Puts a text on the clipboard. @returns the file that holds it too, where the terminal may have no clipboard; else null */
  copy(text: string): string | null;
  redraw(): void;
  suspend(): void;
  quit(exitCode: number): void;
}

/** The trail that is on screen, in rows. */
const TRAIL_LIMIT = 10_000;
const TICK_MS = 1000;

/**
 * One person's hour in the lab: holds the model, feeds messages to `update`, and does what it asks for. Effects that
 * change the lab run one after the other, in the order in which they were asked for.
 */
export class Session {
  readonly #outside: Outside;
  readonly #listeners = new Set<() => void>();
  #model: Model;
  #client: LabClient | null = null;
  #recording: Recording | null = null;
  #unsubscribe = (): void => undefined;
  #queue: Promise<void> = Promise.resolve();
  #refreshing: Promise<void> | null = null;
  #stale: 'all' | 'chosen' | null = null;
  #hasLessons = false;
  #costed: { readonly moment: string; readonly costs: Costs } = { moment: '', costs: {} };
  #ticker: NodeJS.Timeout | undefined;

  constructor(model: Model, outside: Outside) {
    this.#model = model;
    this.#outside = outside;
  }

  /** The model of now; the same object until something changes. */
  readonly model = (): Model => this.#model;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly dispatch = (message: Message): void => {
    const { model, effects } = update(this.#model, message);
    const isChanged = model !== this.#model;
    this.#model = model;
    for (const effect of effects) this.#perform(effect);
    if (isChanged) for (const listener of this.#listeners) listener();
  };

  /** Opens the lab, and listens to it. */
  async open(): Promise<void> {
    try {
      const { client, here, recording = null, hasLessons } = await this.#outside.openLab();
      this.#client = client;
      this.#recording = recording;
      this.#hasLessons = hasLessons === true;
      this.#unsubscribe = client.subscribe(() => void this.#refresh());
      this.dispatch({ type: 'opened', data: await this.#load(client), here, isRecording: recording?.isOn === true });
      this.#ticker = setInterval(() => this.#tick(), TICK_MS);
    } catch (error) {
      if (process.env.KMSLAB_DEBUG === '1') throw error;
      this.dispatch({ type: 'failedToOpen', reason: error instanceof Error ? error.message : String(error) });
    }
  }

  close(): void {
    clearInterval(this.#ticker);
    this.#unsubscribe();
    this.#listeners.clear();
  }

  /** Resolves when everything that was asked for so far is done; for tests. */
  async settled(): Promise<void> {
    for (;;) {
      const queue = this.#queue;
      await queue;
      await this.#refreshing;
      if (queue === this.#queue && this.#refreshing === null) return;
    }
  }

  #perform(effect: Effect): void {
    switch (effect.type) {
      case 'copy':
        this.dispatch({
          type: 'copied',
          name: effect.name,
          text: effect.text,
          file: this.#outside.copy(effect.text),
        });
        break;
      case 'redraw':
        this.#outside.redraw();
        break;
      case 'suspend':
        this.#outside.suspend();
        break;
      case 'quit':
        this.#outside.quit(effect.exitCode);
        break;
      case 'refresh':
        void this.#refresh('chosen');
        break;
      default: {
        const client = this.#client;
        if (client === null) return;
        this.#queue = this.#queue.then(() => this.#ask(client, effect)).catch((error: unknown) => this.#broke(error));
      }
    }
  }

  async #ask(client: LabClient, effect: LabEffect): Promise<void> {
    switch (effect.type) {
      case 'run': {
        const { line, here } = effect;
        const outcome = await client.act({ type: 'run', line, as: here.as, region: here.region });
        this.dispatch({ type: 'ran', line, outcome });
        await this.#look(client);
        return this.#done();
      }
      case 'explain': {
        const { requestId, isWhole } = effect;
        const why = await client.ask({ type: 'why', requestId });
        const gains = why === null || !isWhole ? [] : await askGains(client, why);
        return this.dispatch({ type: 'explained', requestId, why, gains });
      }
      case 'bill': {
        const { month } = effect;
        const bills = await client.ask({ type: 'bill', ...(month === null ? {} : { month }) });
        return this.dispatch({ type: 'billed', month, bills });
      }
      case 'foresee': {
        const { until } = effect;
        return this.dispatch({ type: 'foreseen', until, due: await client.ask({ type: 'due', until }) });
      }
      case 'complete': {
        const { line, here } = effect;
        const top = topOverlay(this.#model);
        if (top?.type !== 'command' || headOf(top) !== line) return; // more was typed meanwhile
        const completions = await client.ask({ type: 'complete', line, as: here.as, region: here.region });
        return this.dispatch({ type: 'completed', line, completions });
      }
      case 'advanceTo': {
        const from = this.#model.data?.view.now ?? effect.at;
        const outcome = await client.act({ type: 'advanceTo', at: effect.at });
        this.dispatch({ type: 'moved', from, to: effect.at, outcome });
        await this.#look(client);
        return this.#done();
      }
      case 'listOperations':
        return this.dispatch({ type: 'operationsListed', operations: await listOperations(client, effect.here) });
      case 'tellSdk': {
        const { line, region } = effect;
        return this.dispatch({ type: 'sdkTold', text: await client.ask({ type: 'sdk', line, region }) });
      }
      case 'takeBack': {
        const outcome = await client.act({ type: effect.does });
        await this.#refresh();
        this.dispatch({ type: 'tookBack', does: effect.does, outcome });
        return this.dispatch({ type: 'ready' });
      }
      case 'record': {
        const news = (await this.#recording?.toggle()) ?? UNRECORDED;
        return this.dispatch({ type: 'recorded', ...news });
      }
      case 'listLessons':
        if (!this.#hasLessons) return this.dispatch({ type: 'refused', text: 'there are no lessons in this lab' });
        return this.dispatch({ type: 'lessonsListed', lessons: await client.ask({ type: 'lessons' }) });
      case 'lesson': {
        const { does } = effect;
        const outcome = await client.act(effect);
        await this.#refresh();
        this.dispatch({ type: 'taught', does, outcome });
        return this.dispatch({ type: 'ready' });
      }
      case 'listReplays':
        return this.dispatch({ type: 'replaysListed', replays: await client.ask({ type: 'replays' }) });
      case 'replay': {
        const { does } = effect;
        const outcome = await client.act(effect);
        this.dispatch({ type: 'replayed', does, outcome });
        return this.#done();
      }
      case 'setClock': {
        const outcome = await client.act({ type: 'setClock', clock: effect.clock });
        this.dispatch({ type: 'clockSet', clock: effect.clock, outcome });
        return this.#done();
      }
    }
  }

  /** Looks whether the step of the lesson in hand is passed by now. */
  async #look(client: LabClient): Promise<void> {
    if (this.#model.data?.lesson?.status !== 'working') return;
    this.dispatch({ type: 'taught', does: 'check', outcome: await client.act({ type: 'lesson', does: 'check' }) });
  }

  async #done(): Promise<void> {
    await this.#refresh();
    this.dispatch({ type: 'ready' });
  }

  /**
   * Reads the lab anew; however often it is asked for meanwhile, once more is enough. Where only something else was chosen
   * on the screen, no more is read than what is chosen.
   */
  #refresh(what: 'all' | 'chosen' = 'all'): Promise<void> {
    if (this.#stale !== 'all') this.#stale = what;
    this.#refreshing ??= this.#reload()
      .catch((error: unknown) => this.#broke(error))
      .finally(() => {
        this.#refreshing = null;
      });
    return this.#refreshing;
  }

  async #reload(): Promise<void> {
    while (this.#stale !== null && this.#client !== null) {
      const known = this.#stale === 'chosen' ? this.#model.data : null;
      this.#stale = null;
      const data = await (known === null ? this.#load(this.#client) : this.#loadChosen(this.#client, known));
      this.dispatch({ type: 'refreshed', data });
    }
  }

  /** Keeps the lab's clock up with real time while it follows it. */
  #tick(): void {
    if (this.#client === null || this.#model.data?.view.clock !== 'following' || this.#refreshing !== null) return;
    this.#client.act({ type: 'advance', by: 0 }).catch((error: unknown) => this.#broke(error));
  }

  /** A bug of ours: the world in memory is worth more than the frame that failed. */
  #broke(error: unknown): void {
    this.dispatch({ type: 'broke', reason: error instanceof Error ? error.message : String(error) });
  }

  /** What the month costs so far. The bill is asked for only where something was done since: not at each key that is chosen. */
  async #costs(client: LabClient, seen: Pick<LabData, 'view' | 'lesson' | 'replay' | 'continued'>): Promise<Costs> {
    const { view, replay } = seen;
    const moment = [worldName(seen), replay?.done, view.now, view.trailLength, view.keys.length].join(' ');
    if (moment !== this.#costed.moment) {
      const bills = await client.ask({ type: 'bill' });
      this.#costed = { moment, costs: Object.fromEntries(bills.map(({ accountId, total }) => [accountId, total])) };
    }
    return this.#costed.costs;
  }

  async #load(client: LabClient): Promise<LabData> {
    const [view, trail, { on: replay, continued }, lesson] = await Promise.all([
      client.ask({ type: 'view' }),
      client.ask({ type: 'trail', limit: TRAIL_LIMIT }),
      client.ask({ type: 'replay' }),
      this.#hasLessons ? client.ask({ type: 'lesson' }) : null,
    ]);
    const seen = { view, trail, lesson, replay, continued };
    const [chosen, steps, costs] = await Promise.all([
      this.#chosen(client, seen),
      replay === null ? [] : client.ask({ type: 'replaySteps' }),
      this.#costs(client, seen),
    ]);
    return { ...seen, ...chosen, costs, steps };
  }

  async #loadChosen(client: LabClient, known: LabData): Promise<LabData> {
    return { ...known, ...(await this.#chosen(client, known)) };
  }

  /** What the screen shows of the selected key. */
  async #chosen(client: LabClient, seen: Parameters<typeof keyToShow>[1]): Promise<Pick<LabData, 'key' | 'who'>> {
    const keyArn = keyToShow(this.#model, seen);
    const isAboutPolicy = this.#model.tab === 'Policy' && keyArn !== null;
    const [key, who] = await Promise.all([
      keyArn === null ? null : client.ask({ type: 'key', keyArn }),
      isAboutPolicy ? client.ask({ type: 'who', key: keyArn }) : null,
    ]);
    return { key, who };
  }
}

type Costs = LabData['costs'];

const UNRECORDED = {
  isOn: false,
  text: 'this world was there before: a scenario begins with its world, so begin a new one to record',
  tone: 'bad',
} as const;

type LabEffect = Exclude<Effect, { type: 'copy' | 'redraw' | 'suspend' | 'quit' | 'refresh' }>;
