import { expect, it } from 'vitest';
import { describeWindow } from './describe-window.ts';
import { labWindow } from './lab-window.ts';

describeWindow('a line of a lesson with something to be filled in', (shown) => {
  it('comes into the command bar with its placeholder selected, and is completed there', async () => {
    const { page } = shown();
    const { button, commandBar, commandLog } = labWindow(page);
    await page.keyboard.press('2');
    await button('Start: Envelope encryption').click();
    await button('Begin').click();
    await page.getByRole('button', { name: 'Show the solution' }).click();
    await page.getByRole('button', { name: 'Show it' }).click();
    await page.getByRole('button', { name: 'Next step' }).click();
    await page.getByText(/^Step 2 of/).waitFor();
    await button('Fill in').click();
    const selected = () =>
      commandBar.evaluate((bar: HTMLInputElement) => bar.value.slice(bar.selectionStart ?? 0, bar.selectionEnd ?? 0));
    await expect.poll(selected).toBe('…');
    await page.keyboard.type('alias/o');
    const completions = page.getByRole('listbox', { name: 'Completions' });
    await completions.getByRole('option', { name: /^alias\/orders/ }).waitFor();
    await page.keyboard.press('Tab');
    expect(await commandBar.inputValue()).toBe(
      'aws kms generate-data-key --key-id alias/orders --key-spec AES_256 > dk.json',
    );
    await page.keyboard.press('Enter');
    await commandLog.getByText(/generate-data-key --key-id alias\/orders/).waitFor();
    await page.getByRole('button', { name: 'Leave the lesson' }).click();
    await page.locator('.lesson-cards').waitFor();
  });
});
