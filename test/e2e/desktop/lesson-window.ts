import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import type { Hands } from './hands.ts';

/** More than any lesson has of steps, or a question of options. */
const MANY = 12;
const HINTS = ['Hint 1 of 3', 'Hint 2 of 3', 'Hint 3 of 3'];
const PATIENCE_MS = 20_000;

/** The place Learn as a learner meets it who asks for every hint. */
export function lessonWindow(page: Page, hands: Hands) {
  const panel = page.getByRole('region', { name: 'Lesson', exact: true });
  const button = (name: string | RegExp) => panel.getByRole('button', { name, exact: typeof name === 'string' });
  const status = panel.getByRole('status');
  const isThere = async (target: Locator) => (await target.count()) > 0;
  const isIdle = page.locator('.lesson-panel[aria-busy=false], .lesson-cards');
  /** Presses what changes the lesson, and waits until it has. */
  const press = async (target: Locator): Promise<void> => {
    const before = await isIdle.innerHTML();
    const looks = () => isIdle.innerHTML().catch(() => before); // between the list and a lesson there is neither
    await hands.press(target);
    await expect.poll(looks, { timeout: PATIENCE_MS }).not.toBe(before);
    await isIdle.waitFor();
  };
  const chooseUntilRight = async (): Promise<void> => {
    const options = panel.locator('.lesson-option');
    for (let index = 0; index < (await options.count()); index += 1) {
      await press(options.nth(index));
      await status.first().waitFor();
      if (await isThere(panel.getByText('Right.', { exact: true }))) return;
    }
    throw new Error('no option is right');
  };
  const doAsHinted = async (): Promise<void> => {
    for (const hint of HINTS) if (await isThere(button(hint))) await press(button(hint));
    const rows = panel.locator('.lesson-solution .command-line');
    const count = await rows.count();
    for (let index = 0; index < count; index += 1) {
      const entries = page.getByRole('log', { name: 'Command log' }).getByRole('article');
      const before = await entries.count();
      await hands.press(rows.nth(index).getByRole('button', { name: 'Run', exact: true }));
      await entries.nth(before).waitFor();
      await page.getByText('running…').waitFor({ state: 'hidden' });
      await page.locator('.lesson-panel[aria-busy=false]').waitFor();
    }
  };
  return {
    panel,
    button,
    /** From the list of lessons through every step and the quiz; ends where the lesson is done. */
    async complete(lesson: number): Promise<void> {
      await page.keyboard.press('2');
      await press(
        page
          .getByRole('main', { name: 'Learn' })
          .locator('.lesson-card')
          .nth(lesson - 1)
          .getByRole('button')
          .first(),
      );
      await press(button('Begin'));
      for (let step = 0; step < MANY; step += 1) {
        if ((await panel.locator('.lesson-option').count()) > 0) await chooseUntilRight();
        else if (!(await isThere(button(/^(Next step|To the quiz)$/)))) await doAsHinted();
        if (await isThere(panel.getByRole('heading', { name: 'Done', exact: true }))) return;
        await press(button(/^(Next step|To the quiz)$/));
      }
      throw new Error(`lesson ${lesson} has no end`);
    },
  };
}
