import { expect, it } from 'vitest';
import { describeWindow } from './describe-window.ts';
import { type Hands, keyboard, mouse } from './hands.ts';
import { lessonWindow } from './lesson-window.ts';

/** One of each chapter: the first key, a refusal, time, and a snapshot across accounts. */
const LESSONS = [1, 7, 11, 15];

describeWindow('lessons in a window', (desktop) => {
  const hands: readonly (readonly [string, () => Hands])[] = [
    ['by mouse', mouse],
    ['by keyboard', () => keyboard(desktop().page)],
  ];

  it.each(LESSONS.flatMap((lesson) => hands.map(([name, take]) => [lesson, name, take] as const)))(
    'lesson %i is completed %s',
    { timeout: 180_000 },
    async (lesson, _, take) => {
      const { page } = desktop();
      const { complete, button, panel } = lessonWindow(page, take());
      await complete(lesson);
      expect(await panel.getByText('Right.', { exact: true }).count()).toBe(1);
      await button('Back to my lab').click();
      await page.getByRole('heading', { name: 'Learn key management, a lesson at a time' }).waitFor();
      const card = page.locator('.lesson-card').nth(lesson - 1);
      expect(await card.textContent()).toContain('Done');
      expect(await page.getByLabel('Acting as').inputValue()).toMatch(/:111122223333:/);
    },
  );
});
