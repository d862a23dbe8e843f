import type { LessonRoom } from './lesson-room.ts';
import type { Imported } from './lesson-shapes.ts';
import { type LessonState, NO_PROGRESS, type Progress, parseProgress, withState } from './progress.ts';
import { Shelf } from './shelf.ts';

/**
 * How far somebody has come, and the lessons that they have, as a room keeps them. Another window or terminal of the same
 * learner may write there meanwhile: it is read anew before each change.
 */
export class Learner {
  readonly shelf: Shelf;
  readonly #room: LessonRoom;
  #progress: Progress = NO_PROGRESS;

  constructor(room: LessonRoom) {
    this.#room = room;
    this.shelf = new Shelf(room);
  }

  /** As it was read last. */
  get progress(): Progress {
    return this.#progress;
  }

  /** @throws {LabError} for progress that can't be read */
  async reread(): Promise<Progress> {
    this.#progress = parseProgress(await this.#room.readProgress());
    return this.#progress;
  }

  /** Keeps where the learner stands in a lesson, which is then the one in hand. */
  async keep(state: LessonState): Promise<void> {
    await this.#write({ ...withState(await this.reread(), state), current: state.lesson });
  }

  /** All of it as a file to take along. */
  async profile(): Promise<string> {
    const { profileText } = await import('./profile.ts');
    return profileText({ progress: await this.reread(), lessons: await this.#room.readLessons() });
  }

  /** Takes over such a file, and lessons that there are none of that name of here. @throws {LabError, ScenarioError} */
  async import(text: string): Promise<Imported> {
    const { mergeProfiles, parseProfile } = await import('./profile.ts');
    const mine = { progress: await this.reread(), lessons: await this.#room.readLessons() };
    const { progress, imported, lessons } = mergeProfiles(mine, parseProfile(text));
    for (const [name, yaml] of Object.entries(lessons)) await this.shelf.add(name, yaml);
    await this.#write(progress);
    return imported;
  }

  /** Adds a lesson from a file. One whose text is another than before is not gone on with, but begun anew. */
  async add(name: string, text: string): Promise<{ readonly id: string; readonly isNew: boolean }> {
    const added = await this.shelf.add(name, text);
    const progress = await this.reread();
    const { [added.id]: before, ...states } = progress.states;
    if (added.isNew && before !== undefined) await this.#write({ ...progress, states });
    return added;
  }

  async #write(progress: Progress): Promise<void> {
    this.#progress = progress;
    await this.#room.writeProgress(progress);
  }
}
