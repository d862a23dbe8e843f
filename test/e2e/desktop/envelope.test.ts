import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { describeWindow } from './describe-window.ts';
import { type Hands, keyboard, mouse } from './hands.ts';
import { labWindow } from './lab-window.ts';

/** Runs what is next until nothing is, or until that says `until`; what was said of the plaintext data key on the way. */
async function walk(page: Page, hands: Hands, until?: RegExp): Promise<readonly string[]> {
  const next = page.getByRole('region', { name: 'What could be done next' });
  const held = page.locator('.envelope-held');
  const run = next.getByRole('button', { name: 'Run' });
  const said: string[] = [];
  await next.waitFor();
  while ((await run.count()) > 0) {
    const before = (await next.textContent()) ?? '';
    if (until?.test(before) || said.length > 20) break;
    await hands.press(run);
    await expect.poll(() => next.textContent()).not.toBe(before);
    said.push(...(await held.allTextContents()));
  }
  return said;
}

describeWindow('envelope encryption in a window', (desktop) => {
  it('draws a data key and what it encrypts, by mouse', async () => {
    const { page } = desktop();
    await page.getByRole('navigation', { name: 'Places' }).getByRole('button', { name: 'Envelope' }).click();
    await page.getByText('No data key yet').waitFor();
    const said = await walk(page, mouse(), /drop the plaintext/);
    expect(said[0]).toBe('still in dk.json');
    expect(said.at(-1)).toBe('still in dk.json and dk.plain');
    const picture = page.getByRole('group', { name: 'Picture of the envelope' });
    expect(await picture.textContent()).toMatch(/([0-9a-f]{2} ){8}… 32 bytes.*context order=42.*big\.bin2\.1 MB/);
    await page.getByText('0 of 2.1 MB').waitFor();
    const refusals = page.getByRole('region', { name: 'See what KMS refuses' });
    await refusals.getByRole('button', { name: 'Run' }).first().click();
    await labWindow(page).commandLog.getByText('InvalidCiphertextException').waitFor();
  });

  it('drops the plaintext key, has KMS open the wrapped one, and reads the file again, by keyboard', async () => {
    const { page } = desktop();
    await page.getByRole('navigation', { name: 'Places' }).getByRole('button', { name: 'Lab' }).focus();
    await page.keyboard.press('1');
    await page.keyboard.press('5');
    const said = await walk(page, keyboard(page));
    expect(said).toContain('erased');
    expect(said).toContain('still in again.json and dk.again');
    expect(said.at(-1)).toBe('erased');
    await page.getByText('That was the whole way').waitFor();
    await page.emulateMedia({ reducedMotion: 'reduce' });
    expect(await page.locator('.envelope-bytes').evaluate((bytes) => getComputedStyle(bytes).animationName)).toBe(
      'none',
    );
    await page.getByText('The picture as a table').click();
    await page.getByRole('row', { name: /File encrypted with the data key 2,100,028/ }).waitFor();
    await page.getByRole('row', { name: /File in the clear again 2,100,000/ }).waitFor();
  });
});
