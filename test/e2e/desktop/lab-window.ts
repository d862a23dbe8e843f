import type { Locator, Page } from 'playwright-core';

/** The window as its user meets it: by roles and names. */
export function labWindow(page: Page) {
  const button = (name: string, within: Page | Locator = page) => within.getByRole('button', { name, exact: true });
  const sheet = page.getByRole('dialog');
  return {
    button,
    sheet,
    commandBar: page.getByRole('combobox', { name: 'aws command' }),
    commandLog: page.getByRole('log', { name: 'Command log' }),
    keys: page.getByRole('listbox', { name: 'Keys' }),
    trail: page.getByRole('listbox', { name: 'Trail, newest last' }),
    selectedKey: page.getByRole('region', { name: 'Selected key' }),
    chart: page.getByRole('img', { name: /^Lifecycle/ }),
    /** Types a line into the command bar and waits until it was answered. */
    async run(line: string): Promise<void> {
      const entries = this.commandLog.getByRole('article');
      const before = await entries.count();
      await this.commandBar.fill(line);
      await this.commandBar.press('Enter');
      await entries.nth(before).getByText('running…').waitFor({ state: 'hidden' });
      await entries.nth(before).waitFor();
    },
    async createKey(alias: string): Promise<void> {
      await button('Create key').first().click();
      await sheet.getByLabel('Alias, optional').fill(alias);
      await button('Create key', sheet).click();
      await page.getByRole('heading', { name: `alias/${alias}` }).waitFor();
    },
    async advance(step: string): Promise<void> {
      await page.getByRole('button', { name: /UTC/ }).click();
      await button(step, sheet).click();
      await button('Run', sheet).click();
      await sheet.waitFor({ state: 'hidden' });
    },
  };
}
