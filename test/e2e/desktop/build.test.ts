import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeWindow } from './describe-window.ts';

describeWindow('building a lesson in the window', (shown) => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'kmslab-build-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));
  const shot = async (name: string): Promise<void> => {
    const folderOfShots = process.env.KMSLAB_SHOTS;
    if (folderOfShots !== undefined) await shown().page.screenshot({ path: join(folderOfShots, `${name}.png`) });
  };

  it('makes a lesson of what is played, tests it, saves it, and puts it behind the course', async () => {
    const { page } = shown();
    const panel = page.getByRole('region', { name: 'Lesson', exact: true });
    const fill = async (label: string | RegExp, text: string, nth = 0): Promise<void> => {
      await panel.getByLabel(label).locator('visible=true').nth(nth).fill(text);
      await page.keyboard.press('Tab');
    };
    const run = async (line: string): Promise<void> => {
      await page.getByLabel('aws command').fill(line);
      await page.keyboard.press('Enter');
      await panel.getByText(line.slice(0, 40)).first().waitFor();
    };
    await page.keyboard.press('2');
    await page.getByRole('button', { name: 'Build a lesson…' }).click();
    await shot('build-sheet');
    await page.getByRole('dialog').getByRole('button', { name: 'Begin' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await panel.getByText('Building a lesson, from: An empty lab').waitFor();
    const focused = () => page.evaluate(() => document.activeElement?.getAttribute('aria-label'));
    await expect.poll(focused).toBe('Learn');
    await shot('build-begun');
    await run('aws kms create-key --description mine');
    await panel.getByRole('button', { name: 'End this step' }).click();
    await panel.getByText('It is done when all of this is so').waitFor();
    await shot('build-step');
    await fill('Title', 'Make a key of my own');
    await fill('What to do, and what to look at', 'Make a key, with the description mine.');
    await fill('Title', 'My first lesson', 1);
    await fill('What it is about, in a sentence', 'A key is made.');
    await fill(/^What one knows/, 'How a key is made');
    await fill('Question', 'Who may read the material?');
    await fill(/^Option 1/, 'Nobody');
    await fill(/^Why it is right/, 'It never leaves KMS.');
    await fill(/^Option 2/, 'Its owner');
    await fill(/^Why it is right/, 'Not even its owner.', 1);
    await panel.getByText(/^Still to be written: the question at the end, .* and which one is right\.$/).waitFor();
    await panel.getByLabel('This one is right').locator('visible=true').first().check();
    await panel.getByText('Still to be written').waitFor({ state: 'detached' });
    await panel.getByRole('button', { name: 'Test it' }).click();
    await panel.getByText('It can be learnt.').waitFor();
    await shot('build-tested');
    const coming = page.waitForEvent('download');
    await panel.getByRole('button', { name: 'Save as YAML' }).click();
    const file = join(folder, 'lesson.yaml');
    const download = await coming;
    expect(download.suggestedFilename()).toBe('my-first-lesson.yaml');
    await download.saveAs(file);
    await panel.getByRole('button', { name: 'Add it to the lessons' }).click();
    await panel.getByRole('button', { name: 'It is among the lessons' }).waitFor();
    await panel.getByRole('button', { name: 'Leave' }).click();
    await expect.poll(focused).toBe('Learn');
    const mine = page.locator('.lesson-card').last();
    await mine.getByText('My first lesson').waitFor();

    await mine.getByRole('button').first().click();
    await panel.getByRole('button', { name: 'Begin' }).click();
    await panel.getByText('Make a key, with the description mine.').waitFor();
    await panel.getByRole('button', { name: 'Leave the lesson' }).click();

    writeFileSync(join(folder, 'from-a-file.yaml'), readFileSync(file, 'utf8'));
    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'Add a lesson from a file…' }).click();
    await (await chooser).setFiles(join(folder, 'from-a-file.yaml'));
    await page.locator('.lesson-card').nth(17).waitFor();
  });

  it('asks before what is not kept is thrown away, and keeps lessons and replays waiting', async () => {
    const { page } = shown();
    const panel = page.getByRole('region', { name: 'Lesson', exact: true });
    await page.keyboard.press('2');
    await page.getByRole('button', { name: 'Build a lesson…' }).click();
    await page.getByLabel('It begins in').selectOption('my lab as it stands');
    await page.getByRole('dialog').getByRole('button', { name: 'Begin' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await panel.getByText('from: My lab as it stands').waitFor();
    await page.getByLabel('aws command').fill('aws kms create-key');
    await page.keyboard.press('Enter');
    await panel.getByRole('button', { name: 'End this step' }).click();
    await panel.getByText('Step 1: no title yet').waitFor();
    await panel.getByRole('button', { name: 'Leave' }).click();
    await panel.getByText('It is not kept').waitFor();
    await panel.getByRole('button', { name: 'Throw it away' }).click();
    await page.locator('.lesson-cards').waitFor();
  });
});
