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
  /** The lessons that were added from files: their YAML, by id. */
  readLessons(): Promise<Readonly<Record<string, string>>>;
  /** Keeps one; null takes it away. */
  writeLesson(id: string, text: string | null): Promise<void>;
}

/** A room that forgets everything with its process. @param ports - new ones for each world. */
export class MemoryRoom implements LessonRoom {
  readonly #ports: () => Ports;
  readonly #labs = new Map<string, Lab>();
  #progress: Progress | null = null;
  #lessons: Readonly<Record<string, string>> = {};

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

  async readLessons(): Promise<Readonly<Record<string, string>>> {
    return this.#lessons;
  }

  async writeLesson(id: string, text: string | null): Promise<void> {
    const { [id]: _, ...others } = this.#lessons;
    this.#lessons = text === null ? others : { ...others, [id]: text };
  }
}
