import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
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
  /** The folder of lessons that were added from files. */
  readonly own: string;
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
      own: join(folder, 'own'),
      isShared: false,
    });
  }

  /** A room in one world file, for the lesson in hand alone; the progress lies beside it. */
  static inFile(file: string): FileRoom {
    return new FileRoom({
      progress: `${file}.lessons.json`,
      world: () => file,
      own: `${file}.lessons`,
      isShared: true,
    });
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

  async readLessons(): Promise<Readonly<Record<string, string>>> {
    const { own } = this.#places;
    if (!existsSync(own)) return {};
    const files = readdirSync(own).filter((name) => name.endsWith('.yaml'));
    return Object.fromEntries(files.map((name) => [name.slice(0, -5), readFileSync(join(own, name), 'utf8')]));
  }

  /** @param id - of small letters, digits and dashes: a file's name is made of it */
  async writeLesson(id: string, text: string | null): Promise<void> {
    const { own } = this.#places;
    if (!/^[a-z0-9-]+$/.test(id)) throw new Error(`a lesson's id can be no file's name: ${id}`);
    const path = join(own, `${id}.yaml`);
    if (text === null) return rmSync(path, { force: true });
    mkdirSync(own, { recursive: true, mode: 0o700 });
    writeFileSync(path, text, { mode: 0o600 });
  }

  #opened({ lab, letGo }: { readonly lab: Lab; readonly letGo: () => void }): Lab {
    this.#letGo = letGo;
    return lab;
  }
}
