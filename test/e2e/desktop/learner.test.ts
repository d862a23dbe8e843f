import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { describeWindow } from './describe-window.ts';
import { mouse } from './hands.ts';
import { labWindow } from './lab-window.ts';
import { lessonWindow } from './lesson-window.ts';

/** What lies where the middle of a button was. */
async function pressAndSeeBehind(page: Page, name: string): Promise<string> {
  const target = page.getByRole('button', { name, exact: true });
  const box = await target.boundingBox();
  if (box === null) throw new Error(`${name} is not there`);
  await target.click();
  await target.waitFor({ state: 'hidden' });
  return page.evaluate(([x, y]) => document.elementFromPoint(x, y)?.closest('button')?.textContent ?? '', [
    box.x + box.width / 2,
    box.y + box.height / 2,
  ] as const);
}

describeWindow('a learner in a lesson', (shown) => {
  it('who presses twice to go on does not leave the lesson', async () => {
    const { page } = shown();
    await page.keyboard.press('2');
    await page.locator('.lesson-card').first().getByRole('button').click();
    await page.getByRole('button', { name: 'Begin' }).waitFor();
    expect(await pressAndSeeBehind(page, 'Begin')).not.toContain('Leave');
    await page.getByText('Make a key', { exact: true }).waitFor();
    await labWindow(page).run('aws kms create-key');
    expect(await pressAndSeeBehind(page, 'Next step')).not.toContain('Leave');
  });

  it('keeps what they did in a step, unless they say that they want the solution instead', async () => {
    const { page } = shown();
    const { panel } = lessonWindow(page, mouse());
    const { sheet, button } = labWindow(page);
    await page.getByText('Give it a name', { exact: true }).waitFor();
    await button('Show the solution', panel).click();
    await sheet.getByText(/what you did in this step is gone/).waitFor();
    await button('Go on myself', sheet).click();
    expect(await panel.getByText('This was done:').count()).toBe(0);
    await button('Show the solution', panel).click();
    await button('Show it', sheet).click();
    await panel.getByText('This was done:').waitFor();
  });

  it('answers the quiz by the letter of an option, which means nothing else there', async () => {
    const { page } = shown();
    const { panel } = lessonWindow(page, mouse());
    const { sheet, button } = labWindow(page);
    for (const _ of ['Encrypt', 'Decrypt']) {
      await page.keyboard.press('n');
      await button('Show the solution', panel).click();
      await button('Show it', sheet).click();
      await panel.getByText('This was done:').waitFor();
    }
    await page.keyboard.press('n');
    await panel.getByText('All steps are done. One question is left.').waitFor();
    await page.keyboard.press('a');
    await panel.getByText('Not that.', { exact: true }).waitFor();
    await page.keyboard.press('c');
    await panel.getByText('Right.', { exact: true }).waitFor();
    await button('Back to the lessons', panel).click();
  });
});
