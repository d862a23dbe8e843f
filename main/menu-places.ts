import { addressText, BUNDLED_SCENARIOS, bundledLesson, bundledScenario, LESSON_IDS } from '../core/index.ts';
import type { MenuPlace } from './menu.ts';

/** Core's own lists, for the menu. */
export interface MenuPlaces {
  readonly scenarios: readonly MenuPlace[];
  readonly lessons: readonly MenuPlace[];
}

/** Reads the titles of all scenarios and lessons, which takes a moment: a window doesn't wait for it. */
export async function menuPlaces(): Promise<MenuPlaces> {
  const scenarios = await Promise.all(
    BUNDLED_SCENARIOS.map(async (name) => ({
      title: (await bundledScenario(name)).title,
      address: addressText({ place: 'replay', name, step: null }),
    })),
  );
  const lessons = await Promise.all(
    LESSON_IDS.map(async (id) => {
      const { number, lesson } = await bundledLesson(id);
      return { title: `${number} ${lesson.title}`, address: addressText({ place: 'learn', lesson: String(number) }) };
    }),
  );
  return { scenarios, lessons };
}
