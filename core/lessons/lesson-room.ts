import type { Lab } from '../lab/lab.ts';
import type { Bytes, Ports } from '../ports.ts';
import type { Progress } from './progress.ts';

/** Makes a lab in an empty store. */
export type MakeWorld = (ports: Ports, rootKey: Bytes) => Promise<Lab>;

/** Where the worlds of lessons are kept, and how far the learner has come: a port, in memory or on a disk. */
export interface LessonRoom {
  /** Makes a lesson's world in place of the one that is kept. The lab is the caller's to close. */
  make(lesson: string, make: MakeWorld): Promise<Lab>;
  /** The world that is kept of a lesson; null where there is none. */
  open(lesson: string): Promise<Lab | null>;
  /** Whether a lab lives in the room itself, so that nobody else is to close it. */
  holds?(lesson: string, lab: Lab): boolean;
  readProgress(): Promise<unknown>;
  writeProgress(progress: Progress): Promise<void>;
}

/** A room that forgets everything with its process. @param ports - new ones for each world. */
export class MemoryRoom implements LessonRoom {
  readonly #ports: () => Ports;
  readonly #labs = new Map<string, Lab>();
  #progress: Progress | null = null;

  constructor(ports: () => Ports) {
    this.#ports = ports;
  }

  async make(lesson: string, make: MakeWorld): Promise<Lab> {
    const ports = this.#ports();
    const lab = await make(ports, ports.random.bytes(32));
    this.#labs.set(lesson, lab);
    return lab;
  }

  async open(lesson: string): Promise<Lab | null> {
    return this.#labs.get(lesson) ?? null;
  }

  holds(lesson: string, lab: Lab): boolean {
    return this.#labs.get(lesson) === lab;
  }

  async readProgress(): Promise<unknown> {
    return this.#progress;
  }

  async writeProgress(progress: Progress): Promise<void> {
    this.#progress = progress;
  }
}
