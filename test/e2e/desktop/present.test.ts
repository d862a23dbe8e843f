import { expect, it } from 'vitest';
import { accessibilityFaults } from './axe.ts';
import { describeWindow } from './describe-window.ts';

describeWindow('a window that is shown to a room', (shown) => {
  it('goes through a lesson with one key, in large type, with captions and without hints', async () => {
    const { page } = shown();
    await page.keyboard.press('2');
    await page.getByRole('button', { name: 'Start: The key that never leaves' }).click();
    const title = page.getByRole('heading', { name: 'The key that never leaves', level: 2 });
    await title.waitFor();
    const small = (await title.boundingBox())?.height ?? 0;
    await page.keyboard.press('P');
    const caption = page.locator('.caption');
    await caption.getByText('Page Down goes on').waitFor();
    expect((await title.boundingBox())?.height ?? 0).toBeGreaterThan(small * 1.2);
    await page.keyboard.press('PageDown');
    await page.getByText('Step 1 of 4', { exact: true }).waitFor();
    expect(await caption.locator('kbd').textContent()).toBe('Page Down');
    expect(await page.getByRole('button', { name: /^Hint|Show the solution/ }).count()).toBe(0);
    expect(await page.locator('.key-hint:visible').count()).toBe(0);
    await page.keyboard.press('PageDown');
    await page.getByText('This was done:').waitFor();
    expect(await caption.locator('code').textContent()).toContain('aws kms create-key');
    await page.keyboard.press('PageDown');
    await page.getByText('Step 2 of 4', { exact: true }).waitFor();
    await page.getByLabel('Go to a step').selectOption('4 Decrypt');
    await page.getByText('Step 4 of 4', { exact: true }).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByRole('heading', { name: 'alias/orders' }).waitFor(); // the steps before it were played
    await page.keyboard.press('P');
    await page.getByRole('button', { name: /^Hint 1/ }).waitFor();
    expect(await caption.count()).toBe(0);
    await page.getByRole('button', { name: 'Leave the lesson' }).click();
    await page.locator('.lesson-cards').waitFor();
  });

  it('steps through a replay with the same key, and jumps to a mark by its name', async () => {
    const { page } = shown();
    await page.keyboard.press('9');
    await page
      .getByRole('button', { name: 'Replay: Copy an encrypted snapshot to another Region and account' })
      .click();
    await page.locator('.replay-track').getByText('The beginning').waitFor();
    await page.keyboard.press('P');
    await page.keyboard.press('PageDown');
    await page.getByText('Step 1 of 37').first().waitFor();
    await expect.poll(() => page.locator('.caption code').textContent()).toContain('aws ec2 create-volume');
    await page.keyboard.press('PageUp');
    await page.locator('.replay-track').getByText('The beginning').waitFor();
    await page.getByLabel('Go to a mark').selectOption('own key');
    await page.getByText('Step 7 of 37').first().waitFor();
    await page.keyboard.press('P');
    await page.getByRole('button', { name: 'Close', exact: true }).click();
    await page.getByRole('heading', { name: 'Replay a story, step by step' }).waitFor();
  });

  it('saves a hand-out of the lesson in hand', async () => {
    const { page } = shown();
    await page.keyboard.press('Control+k');
    await page.keyboard.type('hand-out');
    await page.keyboard.press('Enter');
    const sheet = page.getByRole('dialog', { name: 'Hand-out' });
    await sheet.getByLabel('Of').selectOption('11 Rotation');
    const coming = page.waitForEvent('download');
    await sheet.getByRole('button', { name: 'Save the hand-out' }).click();
    expect((await coming).suggestedFilename()).toBe('rotation-with-answers.md');
    await page.keyboard.press('Escape');
  });
});
