import type { Bytes, EpochMs } from '../ports.ts';
import type { Engine } from './engine.ts';
import type { Answered, History } from './history.ts';
import type { JournalEntry } from './journal.ts';
import { LabError } from './lab-error.ts';
import { makeTrue } from './make-true.ts';
import { reopen } from './rebuild.ts';
import type { WorldFiles } from './world-files.ts';

/** The world at one moment, as the journal and the files tell it. */
interface Moment {
  /** How many entries the journal had. */
  readonly length: number;
  readonly now: EpochMs;
  readonly files: ReadonlyMap<string, Bytes>;
  /** How many requests had been refused. */
  readonly refusals: number;
}

/** Something that was done, and the moment before it. */
interface Done {
  readonly says: string;
  readonly before: Moment;
}

/** Something that was taken back, to be done again. */
interface TakenBack extends Done {
  readonly entries: readonly JournalEntry[];
  readonly refused: readonly Answered[];
  readonly after: Moment;
}

/** What was taken back, or done again. */
export interface Step {
  /** The line, or what was done. */
  readonly says: string;
  /** How many events of the trail went with it, or came. */
  readonly events: number;
  /** ARNs of keys that are there again, though AWS had deleted them: there that is final. */
  readonly keysBroughtBack: readonly string[];
}

/** So many steps can be taken back. */
const MOST = 200;

/**
 * Undo and redo. AWS has neither: the journal is cut where it stood before the last thing that was done, and the world is
 * made anew from what is left, as when it is opened; the entries that were cut can be appended again until something
 * else is done. Whatever else happened since (a real client may have called meanwhile) is taken back with it.
 * Steps of a process before this one stay: they are not marked in the journal.
 */
export class TakingBack {
  readonly #engine: Engine;
  readonly #files: WorldFiles;
  readonly #history: History;
  readonly #done: Done[] = [];
  #takenBack: TakenBack[] = [];
  #depth = 0;
  #cuts = 0;

  constructor(engine: Engine, files: WorldFiles, history: History) {
    this.#engine = engine;
    this.#files = files;
    this.#history = history;
  }

  /** How many steps have been done, less those that were taken back: more than the `MOST` that undo reaches, in time. */
  get depth(): number {
    return this.#depth;
  }

  /** How often the journal was cut. */
  get cuts(): number {
    return this.#cuts;
  }

  /** Does something, so that it can be taken back. What changed nothing is no step. */
  async doing<T>(says: string, work: () => Promise<T>): Promise<T> {
    const before = this.#moment();
    try {
      return await work();
    } finally {
      if (this.#changedSince(before)) {
        this.#done.push({ says, before });
        if (this.#done.length > MOST) this.#done.shift();
        this.#takenBack = [];
        this.#depth += 1;
      }
    }
  }

  /** @throws {LabError} when nothing was done that can be taken back */
  async undo(): Promise<Step> {
    const step = this.#done.pop();
    if (step === undefined) throw new LabError('nothing to undo: nothing was done since this lab was opened');
    const after = this.#moment();
    const { store } = this.#engine.ports;
    const entries = [...store.journal(step.before.length)];
    const keysBefore = new Set(this.#engine.world.keys.keys());
    store.cut(step.before.length);
    this.#cuts += 1;
    this.#engine.becomes(reopen(store).world, step.before.now);
    await this.#files.become(step.before.files);
    const refused = this.#history.takeBack(step.before.refusals);
    this.#takenBack.push({ ...step, entries, refused, after });
    this.#depth -= 1;
    const keysBroughtBack = [...this.#engine.world.keys.keys()].filter((arn) => !keysBefore.has(arn));
    return { says: step.says, events: countEvents(entries), keysBroughtBack };
  }

  /** @throws {LabError} when nothing was taken back, or something else was done since */
  async redo(): Promise<Step> {
    const step = this.#takenBack.pop();
    const { world, ports } = this.#engine;
    if (step === undefined || ports.store.length !== step.before.length) {
      this.#takenBack = [];
      throw new LabError('nothing to redo: nothing was undone, or something else was done since');
    }
    for (const { at, fact } of step.entries) makeTrue(world, at, fact);
    ports.store.append(step.entries);
    ports.store.flush();
    world.now = step.after.now;
    await this.#files.become(step.after.files);
    this.#history.bringBack(step.refused);
    this.#done.push({ says: step.says, before: step.before });
    this.#depth += 1;
    return { says: step.says, events: countEvents(step.entries), keysBroughtBack: [] };
  }

  #moment(): Moment {
    const { world, ports } = this.#engine;
    const { refusals } = this.#history;
    return { length: ports.store.length, now: world.now, files: new Map(this.#files.all), refusals };
  }

  #changedSince({ length, files }: Moment): boolean {
    if (this.#engine.ports.store.length !== length) return true;
    const now = this.#files.all;
    return now.size !== files.size || [...now].some(([name, bytes]) => files.get(name) !== bytes);
  }
}

function countEvents(entries: readonly JournalEntry[]): number {
  return entries.filter(({ fact }) => fact.type === 'recorded').length;
}
