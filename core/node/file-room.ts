import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Lab } from '../lab/lab.ts';
import { LabError } from '../lab/lab-error.ts';
import type { LessonRoom, MakeWorld } from '../lessons/lesson-room.ts';
import { type Progress, parseProgress } from '../lessons/progress.ts';
import { openWorldFile } from './world-file.ts';

/** Where a learner's worlds and progress lie. */
interface Places {
  readonly progress: string;
  readonly world: (lesson: string) => string;
  /** Whether all lessons take turns in one file. */
  readonly isShared: boolean;
}

/**
 * Worlds of lessons in files, and the learner's progress beside them. Every front end of one user finds the same there.
 * A world is open in one process at a time.
 */
export class FileRoom implements LessonRoom {
  readonly #places: Places;
  #letGo: () => void = () => undefined;

  /** A room in a folder: a world file for each lesson, and `progress.json`. */
  static inFolder(folder: string): FileRoom {
    return new FileRoom({
      progress: join(folder, 'progress.json'),
      world: (lesson) => join(folder, `${lesson}.kmslab`),
      isShared: false,
    });
  }

  /** A room in one world file, for the lesson in hand alone; the progress lies beside it. */
  static inFile(file: string): FileRoom {
    return new FileRoom({ progress: `${file}.lessons.json`, world: () => file, isShared: true });
  }

  private constructor(places: Places) {
    this.#places = places;
    process.once('exit', () => this.#letGo());
  }

  /** @throws {LabError} for a file that is a world, and none of a lesson */
  async make(lesson: string, make: MakeWorld): Promise<Lab> {
    const path = this.#places.world(lesson);
    if (this.#places.isShared && existsSync(path) && !existsSync(this.#places.progress)) {
      throw new LabError(`${path} is a world already, and not one of a lesson: name another file`);
    }
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    for (const end of ['', '-wal', '-shm', '-lock']) rmSync(`${path}${end}`, { force: true });
    return this.#opened(await openWorldFile(path, { missing: 'must be', make }));
  }

  async open(lesson: string): Promise<Lab | null> {
    const path = this.#places.world(lesson);
    if (!existsSync(path)) return null;
    if (this.#places.isShared && parseProgress(await this.readProgress()).current !== lesson) return null;
    return this.#opened(await openWorldFile(path, { missing: 'refuse' }));
  }

  /** @throws {LabError} for a file that can't be read: written over, it would be lost */
  async readProgress(): Promise<unknown> {
    const { progress: path } = this.#places;
    if (!existsSync(path)) return null;
    try {
      return JSON.parse(readFileSync(path, 'utf8'));
    } catch {
      throw new LabError(`${path} is no JSON: mend it, or move it away to begin the lessons anew`);
    }
  }

  async writeProgress(progress: Progress): Promise<void> {
    const { progress: path } = this.#places;
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    writeFileSync(`${path}.new`, `${JSON.stringify(progress, null, 2)}\n`, { mode: 0o600 });
    renameSync(`${path}.new`, path);
  }

  #opened({ lab, letGo }: { readonly lab: Lab; readonly letGo: () => void }): Lab {
    this.#letGo = letGo;
    return lab;
  }
}
