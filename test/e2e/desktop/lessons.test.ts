import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { describeWindow } from './describe-window.ts';
import { type Hands, keyboard, mouse } from './hands.ts';
import { lessonWindow } from './lesson-window.ts';

/** One of each chapter: the first key, a refusal, time, and a snapshot across accounts. */
const LESSONS = [1, 7, 11, 15];

/** Each in a window of its own: what one has learned, the other has not. */
const HANDS: readonly (readonly [name: string, take: (page: Page) => Hands])[] = [
  ['by mouse', mouse],
  ['by keyboard', keyboard],
];

for (const [name, take] of HANDS) {
  describeWindow(`lessons in a window, ${name}`, (shown) => {
    it.each(LESSONS)('lesson %i is completed', { timeout: 180_000 }, async (lesson) => {
      const { page } = shown();
      const { complete, button, panel } = lessonWindow(page, take(page));
      const card = page.locator('.lesson-card').nth(lesson - 1);
      await page.keyboard.press('2');
      await card.waitFor();
      expect(await card.textContent()).not.toContain('Done');
      await complete(lesson);
      expect(await panel.getByText('Right.', { exact: true }).count()).toBe(1);
      await button('Back to the lessons').click();
      await page.getByRole('heading', { name: 'Learn key management, a lesson at a time' }).waitFor();
      expect(await card.textContent()).toContain('Done');
      expect(await page.getByLabel('Acting as').inputValue()).toMatch(/:111122223333:/);
    });
  });
}
