import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeWindow } from './describe-window.ts';

const CLI = fileURLToPath(new URL('../../../dist/cli.js', import.meta.url));

/** A command of this learner, whose folder the window has too: `KMSLAB_LESSONS`. */
function lessons(...words: readonly string[]): string {
  return spawnSync(process.execPath, [CLI, 'lessons', ...words], { encoding: 'utf8' }).stdout;
}

describeWindow('progress in the window and in the terminal', (shown) => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'kmslab-progress-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('shows what was done in a terminal when the window comes back to the front, and the other way round', async () => {
    const { page } = shown();
    await page.keyboard.press('2');
    const rotation = page.locator('.lesson-card').filter({ hasText: 'Rotation' }).first();
    await rotation.getByText(/About \d+ minutes/).waitFor();
    lessons('run', 'rotation');
    lessons('type', 'aws kms enable-key-rotation --key-id 0a1b2c3d-0000-4000-8000-00000000000c');
    lessons('next');
    await page.evaluate(() => window.dispatchEvent(new Event('focus')));
    await rotation.getByText('At step 2 of 5').waitFor();
    await rotation.getByRole('button', { name: 'Continue: Rotation' }).click();
    await page.getByText('A year passes').waitFor();
    await page.getByRole('button', { name: /^Hint 1/ }).click();
    await page.getByText('Nobody can wait that long').waitFor();
    await page.getByRole('button', { name: 'Leave the lesson' }).click();
    await rotation.waitFor();
    expect(lessons('check')).toContain('hint 1: Nobody can wait that long');
  });

  it('is saved as a file, and taken over from one', async () => {
    const { page } = shown();
    await page.keyboard.press('2');
    await page.keyboard.press('Control+k');
    await page.keyboard.type('my progress');
    await page.keyboard.press('Enter');
    const sheet = page.getByRole('dialog', { name: 'My progress' });
    const coming = page.waitForEvent('download');
    await sheet.getByRole('button', { name: 'Save to a file' }).click();
    const file = join(folder, 'progress.json');
    await (await coming).saveAs(file);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({
      version: 1,
      progress: { marks: { rotation: 'begun' } },
    });
    const theirs = { version: 1, current: null, marks: { grants: 'done' }, states: {} };
    const chooser = page.waitForEvent('filechooser');
    await sheet.getByRole('button', { name: /^Take over/ }).click();
    const send = { name: 'theirs.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(theirs)) };
    await (await chooser).setFiles(send);
    await sheet.getByText('Done there: IAM, denies and grants.').waitFor();
    await page.keyboard.press('Escape');
    await page.locator('.lesson-card[data-mark=done]').filter({ hasText: 'grants' }).waitFor();
    expect(lessons('progress')).toContain('1 of 16 done');
  });
});
