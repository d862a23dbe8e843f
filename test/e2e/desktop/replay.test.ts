import { expect, it } from 'vitest';
import { describeWindow } from './describe-window.ts';
import { labWindow } from './lab-window.ts';

describeWindow('replays in a window', (desktop) => {
  const step = () => desktop().page.getByRole('region', { name: 'Player' }).getByRole('status').textContent();
  const speed = () => desktop().page.locator('.replay-speed').textContent();

  it('steps, goes to marks, plays and rests by its keys, goes to any moment, shows the keys of then, and goes on from there', async () => {
    const { page } = desktop();
    const lab = labWindow(page);
    await lab.createKey('mine');
    await page.locator('h1').click();
    await page.keyboard.press('9');
    await page.getByRole('button', { name: /^Replay: .*life of a key/i }).click();
    await expect.poll(step).toBe('The beginning');
    await expect.poll(() => page.getByRole('region', { name: 'Keys' }).textContent()).not.toContain('alias/mine');

    await page.locator('h1').click();
    await page.keyboard.press('.');
    await expect.poll(step).toMatch(/^Step 1 of \d+$/);
    await page.keyboard.press('.');
    await expect.poll(step).toMatch(/^Step 2 of/);
    await page.keyboard.press(',');
    await expect.poll(step).toMatch(/^Step 1 of/);
    await page.keyboard.press(']');
    await expect.poll(step).toMatch(/^Step 3 of/);
    await page.keyboard.press(']');
    await expect.poll(step).toMatch(/^Step 5 of/);
    await page.keyboard.press('[');
    await expect.poll(step).toMatch(/^Step 3 of/);
    await page.keyboard.press('>');
    await expect.poll(speed).toBe('2×');
    await page.keyboard.press('<');
    await page.keyboard.press('<');
    await expect.poll(speed).toBe('0.5×');
    await page.keyboard.press(' ');
    await page.getByRole('button', { name: 'Pause  Space' }).waitFor();
    await expect.poll(step).toMatch(/^Step 4 of/);
    await page.keyboard.press(' ');
    await page.getByRole('button', { name: 'Play  Space' }).waitFor();
    expect(await step()).toMatch(/^Step 4 of/);
    const scrubber = page.getByRole('slider', { name: 'Step' });
    await scrubber.focus();
    await scrubber.press('End');
    await expect.poll(step).toMatch(/, the end$/);

    const [, count = ''] = /^Step (\d+) of/.exec((await step()) ?? '') ?? [];
    for (let press = 0; press < 6; press += 1) await page.keyboard.press('ArrowLeft'); // without waiting for the lab
    await expect.poll(step).toMatch(new RegExp(`^Step ${Number(count) - 6} of`));

    await scrubber.press('Home');
    await expect.poll(step).toBe('The beginning');
    await page.locator('h1').click();
    for (const n of [1, 2, 3]) {
      await page.keyboard.press('.');
      await expect.poll(step).toMatch(new RegExp(`^Step ${n} of`));
    }
    await lab.run('aws kms list-keys');
    await expect.poll(() => lab.commandLog.textContent()).toContain('this is the past');

    await lab.button('Continue from here').click();
    await page.getByText(/This lab goes on from step 3/).waitFor();
    await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe('Replay');
    await page.keyboard.press('1');
    await page.getByRole('button', { name: 'Goes on from step 3' }).click();
    await lab.run('aws kms list-keys');
    await expect.poll(() => lab.commandLog.getByRole('article').last().textContent()).toContain('KeyArn');
    await lab.button('Back to my lab').click();
    await page.getByText(/This lab goes on from/).waitFor({ state: 'detached' });
    await page.keyboard.press('1');
    await lab.keys.getByRole('option', { name: /alias\/mine/ }).waitFor();
  });
});
