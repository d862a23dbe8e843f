import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { accessibilityFaults } from './axe.ts';
import { describeDesktop } from './describe-desktop.ts';
import { labWindow } from './lab-window.ts';

describeDesktop('links to a place', (desktop) => {
  const follow = (link: string) => desktop().main.startAgain([link]);
  const place = (page: Page) => page.getByRole('main').getAttribute('aria-label');

  it('lead to a key and its tab', async () => {
    const { page } = desktop();
    await labWindow(page).createKey('orders');
    await labWindow(page).createKey('other');
    await follow('kmslab://key/orders?tab=rotation');
    await expect.poll(() => place(page)).toBe('Key');
    await page.getByRole('heading', { name: 'alias/orders' }).waitFor();
    await expect.poll(() => page.getByRole('tab', { selected: true }).textContent()).toBe('Key rotation');
    await follow('kmslab://key/nobody');
    await page.getByText('This world has no key alias/nobody.').waitFor();
  });

  it('lead to a lesson or a replay, and ask before either begins', async () => {
    const { page } = desktop();
    const { sheet, button } = labWindow(page);
    await follow('kmslab://learn/7');
    await sheet.getByText('7 Who may use this key?').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await button('Not now', sheet).click();
    await expect.poll(() => place(page)).toBe('Learn');
    await page.getByRole('heading', { name: /Learn key management/ }).waitFor(); // no lesson is in hand
    await follow('kmslab://replay/rotation?step=2');
    await button('Open the replay', sheet).click();
    await page.getByText(/The past: step 2 of/).waitFor();
    await desktop().main.clickMenu('learn/7'); // asked for, it begins at once
    await page.getByText('Lesson 7', { exact: true }).first().waitFor();
    await expect.poll(() => page.title()).toContain('Lesson 7');
    await desktop().main.clickMenu('lesson-leave');
    await expect.poll(() => page.title()).not.toContain('Lesson');
  });

  it('are copied in every place, a key selected or not', async () => {
    const { page } = desktop();
    for (const [key, link] of [
      ['4', 'kmslab://flow'],
      ['8', 'kmslab://bill'],
      ['m', 'kmslab://lab?show=map'],
    ] as const) {
      await page.keyboard.press(key);
      await page.keyboard.press('y');
      await labWindow(page).sheet.getByText(link, { exact: true }).waitFor();
      await page.keyboard.press('l');
      await page.getByText('link copied.').waitFor();
      await page.keyboard.press('Escape');
      await labWindow(page).sheet.waitFor({ state: 'detached' });
    }
  });

  it('lead the window that was used last, as the menu does, also while another app has the keyboard', async () => {
    const { page, main } = desktop();
    await main.clickMenu('window-new');
    const second = await desktop().nextWindow();
    await second.getByRole('main').waitFor();
    const places = async () => [await place(page), await place(second)];
    await main.focusWindow(page);
    await main.clickMenu('place-lab');
    await main.focusWindow(second);
    await main.blur();
    await main.clickMenu('place-trail');
    await expect.poll(places).toEqual(['Lab', 'Trail']);
    await main.blur();
    await follow('kmslab://bill');
    await expect.poll(places).toEqual(['Lab', 'Bill']);
    await main.focusWindow(page);
    await main.blur();
    await follow('kmslab://flow');
    await expect.poll(places).toEqual(['Flow', 'Bill']);
    await main.closeWindow(second);
    await main.blur();
    await main.clickMenu('place-lab');
    await expect.poll(() => place(page)).toBe('Lab');
  });

  it('are refused in words where they lead nowhere, and nothing is run', async () => {
    const { page, main } = desktop();
    const before = await page.evaluate(trail);
    for (const link of ['kmslab://run/aws', 'kmslab://key/orders?run=aws%20kms%20list-keys', 'kmslab:%00']) {
      await main.expectDialog('message', { response: 0 });
      await follow(link);
      await expect.poll(async () => (await main.dialogs()).length).toBe(1);
    }
    expect(await page.evaluate(trail)).toBe(before);
  });
});

/** How many rows the trail has. Runs in the page. */
async function trail(): Promise<number> {
  const { kmslab } = window as unknown as { kmslab: { ask(query: object): Promise<{ value: unknown[] }> } };
  return (await kmslab.ask({ type: 'trail' })).value.length;
}
