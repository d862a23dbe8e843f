import { beforeEach, expect, it } from 'vitest';
import { accessibilityFaults } from './axe.ts';
import { describeWindow } from './describe-window.ts';
import { labWindow } from './lab-window.ts';

describeWindow('the keyboard in a window', (desktop) => {
  const focused = () =>
    desktop().page.evaluate(
      () => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.id ?? '',
    );
  const press = (key: string) => desktop().page.keyboard.press(key);

  beforeEach(async () => {
    const { page } = desktop();
    while ((await page.getByRole('dialog').count()) > 0) {
      await press('Escape');
      await page.waitForTimeout(50);
    }
    await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  });

  it('reaches the command bar with a colon, where letters are letters, and leaves it with Esc', async () => {
    await press(':');
    await expect.poll(focused).toBe('aws command');
    await desktop().page.keyboard.type('tw?');
    expect(await labWindow(desktop().page).commandBar.inputValue()).toBe('tw?');
    expect(await desktop().page.getByRole('dialog').count()).toBe(0);
    await press('Escape');
    await expect.poll(focused).toBe('');
    await labWindow(desktop().page).commandBar.fill('');
  });

  it('completes a line with Tab, and goes back in the history with the arrow up', async () => {
    const lab = labWindow(desktop().page);
    await press(':');
    await desktop().page.keyboard.type('aws kms create-ke');
    await desktop()
      .page.getByRole('option', { name: /^create-key/ })
      .waitFor();
    await press('Tab');
    expect(await lab.commandBar.inputValue()).toBe('aws kms create-key ');
    await press('Enter');
    await desktop().page.getByRole('heading', { name: /…$/ }).waitFor();
    await press('ArrowUp');
    expect(await lab.commandBar.inputValue()).toBe('aws kms create-key');
    await press('ArrowDown');
    expect(await lab.commandBar.inputValue()).toBe('');
  });

  it('moves through the keys with j, k and the arrows', async () => {
    const lab = labWindow(desktop().page);
    await lab.createKey('second');
    await lab.keys.focus();
    const selected = () => lab.keys.getByRole('option', { selected: true }).textContent();
    expect(await selected()).toContain('alias/second');
    await press('k');
    await expect.poll(selected).not.toContain('alias/second');
    await press('j');
    await expect.poll(selected).toContain('alias/second');
    await press('ArrowUp');
    await expect.poll(selected).not.toContain('alias/second');
  });

  it.each([
    ['t', 'Move the clock'],
    ['?', 'Keys and help'],
    ['y', 'Copy'],
    ['w', 'Why this answer?'],
    ['Control+k', 'Command palette'],
  ])('opens with %s: %s', async (key, title) => {
    await press(key);
    await desktop().page.getByRole('dialog', { name: title }).waitFor();
    await press('Escape');
    await desktop().page.getByRole('dialog').waitFor({ state: 'hidden' });
  });

  it('acts as somebody else with a, a word of the name and Enter, and then has its letters again', async () => {
    const { page } = desktop();
    await press('a');
    await page.getByRole('dialog', { name: 'Act as' }).waitFor();
    await page.keyboard.type('partner adm');
    await press('Enter');
    await expect.poll(() => page.getByLabel('Acting as').inputValue()).toContain(':444455556666:role/admin');
    await press('a');
    await page.keyboard.type('main adm');
    await press('Enter');
    await expect.poll(() => page.getByLabel('Acting as').inputValue()).toContain(':111122223333:role/admin');
  });

  it('goes to another Region with g, a word of its name and Enter, and acts there', async () => {
    const { page } = desktop();
    await press('g');
    await page.getByRole('dialog', { name: 'Go to another Region' }).waitFor();
    await page.keyboard.type('london');
    await press('Enter');
    await expect.poll(() => page.getByLabel('Region', { exact: true }).inputValue()).toBe('eu-west-2');
    await page.getByText('@eu-west-2', { exact: true }).waitFor();
    await press('g');
    await page.keyboard.type('us-east-1');
    await press('Enter');
    await expect.poll(() => page.getByLabel('Region', { exact: true }).inputValue()).toBe('us-east-1');
  });

  it('keeps in sight what the arrows choose in a long list', async () => {
    const { page } = desktop();
    await press('g');
    const list = page.getByRole('listbox', { name: 'Regions' });
    const chosen = list.getByRole('option', { selected: true });
    for (let below = await list.getByRole('option').count(); below > 1; below -= 1) await press('ArrowDown');
    const bottomOf = async (shown: typeof list) => shown.evaluate((element) => element.getBoundingClientRect().bottom);
    expect(await chosen.textContent()).toBe(await list.getByRole('option').last().textContent());
    await expect.poll(async () => (await bottomOf(chosen)) <= (await bottomOf(list)) + 1).toBe(true);
    await press('Escape');
  });

  it('reaches the filter of the keys with a slash, and in the trail its own', async () => {
    const { page } = desktop();
    await press('/');
    await expect.poll(focused).toBe('Filter keys');
    await page.evaluate(() => (document.activeElement as HTMLElement).blur());
    await press('7');
    await page.getByRole('main', { name: 'Trail' }).waitFor();
    await press('/');
    await expect.poll(focused).toBe('Filter the trail');
    await page.evaluate(() => (document.activeElement as HTMLElement).blur());
    await press('1');
    await page.getByRole('main', { name: 'Lab' }).waitFor();
  });

  it('goes round the tabs with brackets, and round the panels with F6', async () => {
    const { page } = desktop();
    await press(']');
    await expect.poll(() => page.getByRole('tab', { selected: true }).textContent()).toBe('Key policy');
    await press('[');
    await expect.poll(() => page.getByRole('tab', { selected: true }).textContent()).toBe('Overview');
    const panels: string[] = [];
    for (let step = 0; step < 5; step += 1) {
      await press('F6');
      await page.waitForTimeout(60);
      panels.push(await focused());
    }
    expect(panels).toEqual(['Keys', 'Principals', 'key-tab-overview', 'Trail, newest last', 'aws command']);
  });

  it('returns to where it was when a sheet is closed', async () => {
    const lab = labWindow(desktop().page);
    await lab.keys.focus();
    await press('?');
    await lab.sheet.waitFor();
    await press('Escape');
    await expect.poll(focused).toBe('Keys');
  });

  it('does from the palette what the buttons do', async () => {
    const { page } = desktop();
    await press('Control+k');
    await page.keyboard.type('DisableKey');
    await press('Enter');
    await expect.poll(() => labWindow(page).chart.getAttribute('aria-label')).toContain('Disabled');
  });

  it('finds an operation in the palette, behind all else, and puts its line into the command bar', async () => {
    const { page } = desktop();
    const { commandBar, sheet } = labWindow(page);
    const operation = page.getByRole('option', { name: 'kms create-grant' });
    await press('Control+k');
    await sheet.waitFor();
    expect(await operation.count()).toBe(0);
    await page.keyboard.type('CreateGrant');
    await operation.waitFor();
    const options = sheet.getByRole('option');
    expect(await options.last().textContent()).toBe(await operation.textContent());
    for (let below = await options.count(); below > 1; below -= 1) await press('ArrowDown');
    await press('Enter');
    await sheet.waitFor({ state: 'hidden' });
    await expect.poll(() => commandBar.inputValue()).toBe('aws kms create-grant ');
    await expect.poll(focused).toBe('aws command');
    await page.keyboard.type('--key-id');
    expect(await commandBar.inputValue()).toBe('aws kms create-grant --key-id');
    await commandBar.fill('');
    await press('Escape');
  });

  it('has no letters once its user has turned them off', async () => {
    const { page } = desktop();
    await press('?');
    await page.getByLabel('Single letters are shortcuts').uncheck();
    await press('Escape');
    await press('t');
    await page.waitForTimeout(100);
    expect(await page.getByRole('dialog').count()).toBe(0);
    await press('Control+k');
    await page.keyboard.type('help');
    await press('Enter');
    await page.getByLabel('Single letters are shortcuts').check();
  });

  it('copies an ARN to the clipboard', async () => {
    const { page } = desktop();
    await page.getByRole('button', { name: 'Copy ARN' }).click();
    await page.getByText('Copied').first().waitFor();
  });

  it('takes the last step back with z, says so, and does it again with Z', async () => {
    const { page } = desktop();
    const lab = labWindow(page);
    await lab.createKey('mistaken');
    await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    await press('z');
    await page.getByRole('status').filter({ hasText: 'Undone: aws kms create-alias' }).waitFor();
    await expect.poll(() => lab.keys.getByRole('option', { name: /alias\/mistaken/ }).count()).toBe(0);
    const newest = lab.commandLog.getByRole('article').last();
    await newest.getByText('undone', { exact: true }).waitFor();
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      expect(await accessibilityFaults(page)).toEqual([]);
    }
    await page.emulateMedia({ colorScheme: null });
    await press('Shift+Z');
    await page.getByRole('status').filter({ hasText: 'Done again: aws kms create-alias' }).waitFor();
    await lab.keys.getByRole('option', { name: /alias\/mistaken/ }).waitFor();
    expect(await newest.textContent()).toMatch(/create-alias/);
    expect(await newest.getByText('undone', { exact: true }).count()).toBe(0);
  });

  it('takes a lesson on with n, h and R, once it is in sight', async () => {
    const { page } = desktop();
    await press('2');
    await page.getByRole('button', { name: 'Start: Off, and gone' }).click();
    await page.getByRole('button', { name: 'Begin' }).waitFor();
    await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    await press('7');
    await press('n'); // from another place, back to the lesson: nothing is done that no label tells of
    await page.getByRole('button', { name: 'Begin' }).waitFor();
    await press('n');
    await page.getByText(/^Step 1 of \d+$/).waitFor();
    await press('h');
    await page.getByText('Hint 1', { exact: true }).waitFor();
    const lab = labWindow(page);
    const keys = () => lab.keys.getByRole('option').count();
    await expect.poll(keys).toBeGreaterThan(0);
    const before = await keys();
    await lab.run('aws kms create-key');
    await expect.poll(keys).toBe(before + 1);
    await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    await press('8');
    await press('Shift+R');
    await expect.poll(keys).toBe(before + 1);
    await press('Shift+R');
    await expect.poll(keys).toBe(before);
    await page.getByRole('button', { name: 'Leave the lesson' }).click();
    await page.getByRole('heading', { name: /^Learn key management/ }).waitFor();
    await press('1');
  });
});
