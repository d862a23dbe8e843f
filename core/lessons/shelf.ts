import { LabError } from '../lab/lab-error.ts';
import { ScenarioError } from '../scenarios/scenario-error.ts';
import { type BundledLesson, bundledLesson, LESSON_IDS } from './bundled.ts';
import type { LessonRoom } from './lesson-room.ts';

/** The lessons that there are for a learner: the course's, and behind them those that were added from files. */
export class Shelf {
  readonly #room: LessonRoom;
  readonly #read = new Map<string, { readonly text: string; readonly lesson: BundledLesson['lesson'] }>();

  constructor(room: LessonRoom) {
    this.#room = room;
  }

  /** Every lesson in its order; one that is no lesson any more is left out. */
  async all(): Promise<readonly BundledLesson[]> {
    const texts = Object.entries(await this.#room.readLessons()).sort(([one], [other]) => (one < other ? -1 : 1));
    const own: BundledLesson[] = [];
    for (const [id, text] of texts) {
      const lesson = await this.#parsed(id, text).catch(leaveOut);
      if (lesson !== null) own.push({ id, number: LESSON_IDS.length + own.length + 1, lesson });
    }
    return [...(await Promise.all(LESSON_IDS.map(bundledLesson))), ...own];
  }

  /** A lesson by its id or its number. @throws {LabError} where there is none */
  async named(name: string): Promise<BundledLesson> {
    const lessons = await this.all();
    const found = lessons.find(({ id }) => id === name) ?? (/^\d+$/.test(name) ? lessons[Number(name) - 1] : undefined);
    if (found !== undefined) return found;
    throw new LabError(
      `no lesson '${name}'; there are: ${lessons.map(({ id, number }) => `${number} ${id}`).join(', ')}`,
    );
  }

  /**
   * Adds a lesson from a file, or puts its newer text in the place of the older one.
   * @returns its id, and whether its text is another than before
   * @throws {ScenarioError} that names line and column, where it is no lesson
   * @throws {LabError} for a name that is a lesson's of the course, or none
   */
  async add(fileName: string, text: string): Promise<{ readonly id: string; readonly isNew: boolean }> {
    const id = fileName
      .replace(/^.*[/\\]/, '')
      .replace(/\.ya?ml$/i, '')
      .toLowerCase()
      .replaceAll(/[^a-z0-9-]+/g, '-');
    if (!/[a-z]/.test(id)) throw new LabError(`expected a name with a letter in it for the lesson, got '${fileName}'`);
    if (LESSON_IDS.includes(id)) throw new LabError(`${id} is a lesson of the course: give the file another name`);
    await this.#parsed(id, text, fileName);
    const isNew = (await this.#room.readLessons())[id] !== text;
    if (isNew) await this.#room.writeLesson(id, text);
    return { id, isNew };
  }

  async #parsed(id: string, text: string, fileName = `${id}.yaml`): Promise<BundledLesson['lesson']> {
    const read = this.#read.get(id);
    if (read?.text === text) return read.lesson;
    const { parseLesson } = await import('./parse-lesson.ts');
    const lesson = parseLesson(text, fileName);
    this.#read.set(id, { text, lesson });
    return lesson;
  }
}

function leaveOut(error: unknown): null {
  if (error instanceof ScenarioError) return null;
  throw error;
}
