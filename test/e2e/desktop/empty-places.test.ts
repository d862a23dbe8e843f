import { expect, it } from 'vitest';
import { accessibilityFaults } from './axe.ts';
import { describeWindow } from './describe-window.ts';
import { labWindow } from './lab-window.ts';

describeWindow('a place with nothing in it', (shown) => {
  it.each([
    ['3', 'No key selected', 'aws kms create-key', 'Lesson 1 '],
    ['4', 'No volume, snapshot or database yet', 'aws ec2 create-volume', 'Lesson 14 '],
    ['5', 'No data key yet', 'aws kms create-key', 'Lesson 2 '],
    ['6', 'Nothing was asked yet', 'aws kms list-keys', 'Lesson 7 '],
    ['7', 'Nothing recorded yet', 'aws kms list-keys', 'Lesson 10 '],
    ['8', 'Nothing was used in this month', 'aws kms create-key', 'Lesson 4 '],
    ['m', 'Nothing is there yet', 'aws kms create-key', 'Lesson 16 '],
  ])('says what it is, offers one command, and the lesson that teaches it: %s', async (key, title, line, lesson) => {
    const { page } = shown();
    await page.keyboard.press(key);
    const place = page.locator('#place');
    await place.getByRole('heading', { name: title }).waitFor();
    await place.getByRole('button', { name: new RegExp(`^${lesson}teaches it`) }).waitFor();
    const lines = place.locator('.command-line').filter({ hasText: line });
    expect(await lines.getByRole('button', { name: 'Run' }).count()).toBeGreaterThan(0);
    expect(await accessibilityFaults(page)).toEqual([]);
  });

  it('asks before it begins that lesson, in which no place leads to another', async () => {
    const { page } = shown();
    await page.keyboard.press('6');
    await page.getByRole('button', { name: /^Lesson 7 teaches it/ }).click();
    await labWindow(page).sheet.getByRole('button', { name: 'Start the lesson' }).click();
    await page.getByRole('button', { name: 'Begin' }).waitFor();
    await page.keyboard.press('4');
    await page.getByRole('heading', { name: 'No volume, snapshot or database yet' }).waitFor();
    expect(await page.getByRole('button', { name: /teaches it/ }).count()).toBe(0);
  });

  it('shows the only key of that lesson without being asked', async () => {
    const { page } = shown();
    await page.keyboard.press('2');
    await page.getByRole('heading', { name: 'alias/orders' }).waitFor();
    await page.getByRole('button', { name: 'Leave the lesson' }).click();
    await page.locator('.lesson-cards').waitFor();
  });
});
