import { expect, it } from 'vitest';
import { LESSON_IDS } from '../../../core/lessons/bundled.ts';
import { PLACE_LESSONS } from '../../../renderer/lab/place-lessons.ts';

it('leads from every place that can be empty to a lesson that there is', () => {
  expect(LESSON_IDS).toEqual(expect.arrayContaining(Object.values(PLACE_LESSONS)));
});
