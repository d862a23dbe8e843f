import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { describeDesktop } from './describe-desktop.ts';
import { labWindow } from './lab-window.ts';

describeDesktop('two windows on one world', (desktop) => {
  const standing = async (page: Page) => [
    await page.getByLabel('Acting as').locator('option:checked').textContent(),
    await page.getByLabel('Region', { exact: true }).inputValue(),
  ];

  it('both stand in the world that either brings in hand: a lesson, a replay, a lesson that is built, and the lab', async () => {
    const { page, main } = desktop();
    await page.getByLabel('Acting as').selectOption({ label: 'partner/role/admin' });
    await main.clickMenu('window-new');
    const second = await desktop().nextWindow();
    await second.getByRole('main').waitFor();
    await labWindow(second).run('aws kms list-keys');
    /** Who acts in the other window exists in the world that it shows now, and nothing of the one before is left there. */
    const stands = async (whom: string, region: string) => {
      await expect.poll(() => standing(second)).toEqual([whom, region]);
      await expect.poll(() => labWindow(second).commandLog.getByRole('article').count()).toBe(0);
      await labWindow(second).run('aws sts get-caller-identity');
      await labWindow(second).commandLog.getByText('"Account"').waitFor();
    };
    await main.focusWindow(page);
    await main.clickMenu('learn/15');
    await page.getByText('Lesson 15', { exact: true }).first().waitFor();
    await stands('ops/role/admin', 'eu-west-2');
    await main.clickMenu('lesson-leave');
    await expect.poll(() => page.title()).not.toContain('Lesson');
    await stands('main/role/admin', 'us-east-1');
    await main.focusWindow(page);
    await main.clickMenu('replay/rotation');
    await page.getByText(/The past: step/).waitFor();
    await expect.poll(() => standing(second)).toEqual(await standing(page));
    await labWindow(page).button('Close').click();
    await page.getByText(/The past: step/).waitFor({ state: 'detached' });
    await stands('main/role/admin', 'us-east-1');
    await main.clickMenu('build');
    await labWindow(page).button('Begin', labWindow(page).sheet).click();
    await page.getByText('Building a lesson, from: An empty lab').waitFor();
    await stands('main/role/admin', 'us-east-1');
    await labWindow(page).button('Leave').click();
    await page.locator('.lesson-cards').waitFor();
    await stands('main/role/admin', 'us-east-1');
    await main.closeWindow(second);
    await expect.poll(() => main.windowCount()).toBe(1);
  });

  it('a page that is loaded again in a lesson stands where the lesson does', async () => {
    const { page, main } = desktop();
    await main.clickMenu('learn/9');
    await page.getByText('Lesson 9', { exact: true }).first().waitFor();
    await page.reload();
    await page.getByRole('main').waitFor();
    await expect.poll(() => standing(page)).toEqual(['ops/role/admin', 'eu-west-2']);
  });
});
