import { expect, it } from 'vitest';
import { describeWindow } from './describe-window.ts';
import { labWindow } from './lab-window.ts';

describeWindow('who gives a key a name', (shown) => {
  it('finds the field empty once the key has it', async () => {
    const { page } = shown();
    const lab = labWindow(page);
    await lab.createKey('first');
    await page.getByRole('tab', { name: 'Aliases' }).click();
    const field = page.getByRole('textbox', { name: 'alias/' });
    await field.fill('second');
    await lab.button('Create alias').click();
    await lab.selectedKey.getByText('alias/second').first().waitFor();
    await expect.poll(() => field.inputValue()).toBe('');
  });

  it('keeps what they typed where KMS refused it', async () => {
    const { page } = shown();
    const field = page.getByRole('textbox', { name: 'alias/' });
    await field.fill('aws/mine');
    await labWindow(page).button('Create alias').click();
    await page
      .getByText('NotAuthorizedException')
      .or(page.getByText(/Exception/))
      .first()
      .waitFor();
    expect(await field.inputValue()).toBe('aws/mine');
  });

  it('reads each option of a command in one piece, however narrow the line', async () => {
    const { page } = shown();
    await page.getByRole('tab', { name: 'Overview' }).click();
    const broken = () =>
      page
        .locator('.command-line .option')
        .evaluateAll((options) =>
          options.filter((option) => option.getClientRects().length > 1).map((option) => option.textContent),
        );
    for (const width of [1280, 1000, 700]) {
      await page.setViewportSize({ width, height: 800 });
      expect(await page.locator('.command-line .option').count()).toBeGreaterThan(0);
      expect(await broken()).toEqual([]);
    }
    await page.setViewportSize({ width: 1280, height: 800 });
  });
});

describeWindow('who moves the clock to a date', (shown) => {
  it('finds the whole date there that is chosen, to change', async () => {
    const { page } = shown();
    const { sheet, button } = labWindow(page);
    await page.getByRole('button', { name: /UTC/ }).click();
    const field = sheet.getByLabel('To date, UTC');
    const tomorrow = await field.inputValue();
    expect(tomorrow).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d$/);
    const chosen = new Date(Date.parse(`${tomorrow}Z`) + 3 * 86_400_000).toISOString().slice(0, 16);
    await field.fill(chosen);
    await sheet.getByText(`until ${chosen.replace('T', ' ')}:00 UTC`).waitFor();
    await button('Run', sheet).click();
    await page.getByRole('button', { name: new RegExp(`${chosen.replace('T', ' ')}:00 UTC`) }).waitFor();
  });
});
