import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { describeWindow } from './describe-window.ts';
import { labWindow } from './lab-window.ts';

describeWindow('a page that is loaded again', (shown) => {
  const standing = async (page: Page) => [
    await page.getByLabel('Acting as').locator('option:checked').textContent(),
    await page.getByLabel('Region', { exact: true }).inputValue(),
  ];

  it('stands where the lesson in hand does, and its lines run there', async () => {
    const { page } = shown();
    await page.keyboard.press('2');
    await page.getByRole('button', { name: 'Start: Another account' }).click();
    await page.getByText('Lesson 9 of 16', { exact: true }).waitFor();
    await page.reload();
    await page.getByRole('main').waitFor();
    await expect.poll(() => standing(page)).toEqual(['ops/role/admin', 'eu-west-2']);
    const lab = labWindow(page);
    await lab.run('aws kms list-aliases');
    await lab.commandLog.getByText('alias/orders').first().waitFor();
  });
});
