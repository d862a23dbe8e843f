import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeWith } from '../needs.ts';
import { labWindow } from './lab-window.ts';
import { withOwnLessons } from './own-lessons.ts';
import { pageFaults } from './page-faults.ts';
import { launchWeb, type WebPage } from './web-driver.ts';

const SHOTS = process.env.KMSLAB_SHOTS ?? mkdtempSync(join(tmpdir(), 'kmslab-places-'));

/** The last is a window of 1280 × 800 at a zoom of 200 %. */
const SIZES = [
  ['1280x800', { width: 1280, height: 800 }],
  ['800x600', { width: 800, height: 600 }],
  ['zoom-200', { width: 640, height: 400 }],
] as const;
const SCHEMES = ['light', 'dark'] as const;
const PLACES = ['1', '2', '3', '4', '5', '6', '7', '8', '9'] as const;
const SHEETS = [
  'my progress',
  'build a lesson',
  'hand-out',
  'keys and help',
  'move the clock',
  'create a kms key',
] as const;

describeWith('chromium', 'every place, in each size and theme', (chromium) => {
  let web: WebPage | undefined;
  withOwnLessons();
  const shown = () => {
    if (web === undefined) throw new Error('kmslab web did not start');
    return web;
  };
  beforeAll(async () => {
    web = await launchWeb(chromium);
    const { page } = web;
    const lab = labWindow(page);
    await lab.createKey('orders');
    await lab.button('Encrypt').click();
    await lab.run(
      'aws ec2 create-volume --availability-zone us-east-1a --size 1 --encrypted --kms-key-id alias/orders',
    );
    await lab.run('aws kms encrypt --key-id alias/orders --plaintext aGk= --encryption-context order=42');
    await page.getByLabel('Acting as').selectOption({ label: 'partner/role/admin' });
    await lab.run('aws kms decrypt --ciphertext-blob aGk= --key-id arn:aws:kms:us-east-1:111122223333:alias/orders');
    await page.getByLabel('Acting as').selectOption({ label: 'main/role/admin' });
    console.error(`places: screenshots in ${SHOTS}`);
  });
  afterAll(() => web?.close());

  const cases = SCHEMES.flatMap((scheme) => SIZES.map(([size, viewport]) => ({ scheme, size, viewport })));
  const look = async (name: string): Promise<readonly string[]> => {
    const { page } = shown();
    await page.mouse.move(0, 0);
    await page.waitForTimeout(200);
    await page.screenshot({ path: join(SHOTS, `${name}.png`) });
    return (await pageFaults(page)).map((fault) => `${name}: ${fault}`);
  };
  const view = async (scheme: 'light' | 'dark', viewport: { width: number; height: number }): Promise<void> => {
    const { page } = shown();
    await page.setViewportSize(viewport);
    await page.emulateMedia({ colorScheme: scheme });
    await page.keyboard.press('Escape');
    await page.locator('#place').focus();
  };

  it.each(cases)('shows its nine places without a fault: $scheme, $size', async ({ scheme, size, viewport }) => {
    const { page } = shown();
    await view(scheme, viewport);
    const faults: string[] = [];
    for (const place of PLACES) {
      await page.keyboard.press(place);
      await page.locator('#place:not(:has(.starting))').waitFor();
      faults.push(...(await look(`${scheme}-${size}-place-${place}`)));
    }
    expect(faults).toEqual([]);
  });

  it.each(cases)(
    'shows a lesson, a draft and a replay without a fault: $scheme, $size',
    async ({ scheme, size, viewport }) => {
      const { page } = shown();
      await view(scheme, viewport);
      const faults: string[] = [];
      await page.keyboard.press('2');
      await page.locator('.lesson-card').nth(10).getByRole('button').first().click();
      await page.locator('.lesson-panel').waitFor();
      faults.push(...(await look(`${scheme}-${size}-lesson-intro`)));
      if (await page.getByRole('button', { name: 'Begin' }).isVisible()) await page.keyboard.press('n');
      await page.getByText('Step 1 of 5', { exact: true }).waitFor();
      faults.push(...(await look(`${scheme}-${size}-lesson-step`)));
      await page.keyboard.press('P');
      faults.push(...(await look(`${scheme}-${size}-present`)));
      await page.keyboard.press('P');
      await page.getByRole('button', { name: 'Leave the lesson' }).click();
      await page.getByRole('button', { name: 'Build a lesson…' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Begin' }).click();
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      await labWindow(page).run('aws kms create-key --description mine');
      await page.getByRole('button', { name: 'End this step' }).click();
      await page.getByText('It is done when all of this is so').waitFor();
      faults.push(...(await look(`${scheme}-${size}-draft`)));
      await page.getByRole('region', { name: 'Lesson', exact: true }).getByRole('button', { name: 'Leave' }).click();
      await page.getByRole('button', { name: 'Throw it away' }).click();
      await page.locator('.lesson-cards').waitFor();
      await page.locator('#place').focus();
      await page.keyboard.press('9');
      await page
        .getByRole('button', { name: 'Replay: Copy an encrypted snapshot to another Region and account' })
        .click();
      await page.locator('.replay-track').getByText('The beginning').waitFor();
      await page.locator('#place').focus();
      for (let step = 0; step < 4; step += 1) await page.keyboard.press('.');
      await page.locator('.replay-track').getByText('Step 4 of').waitFor();
      faults.push(...(await look(`${scheme}-${size}-replay`)));
      await page.getByRole('button', { name: 'Close', exact: true }).click();
      expect(faults).toEqual([]);
    },
  );

  it.each(cases)('shows its sheets without a fault: $scheme, $size', async ({ scheme, size, viewport }) => {
    const { page } = shown();
    await view(scheme, viewport);
    const faults: string[] = [];
    for (const sheet of SHEETS) {
      await page.keyboard.press('Control+k');
      await page.keyboard.type(sheet);
      await page.keyboard.press('Enter');
      await page.locator('dialog[open] h2').waitFor();
      faults.push(...(await look(`${scheme}-${size}-sheet-${sheet.replaceAll(' ', '-')}`)));
      await page.keyboard.press('Escape');
      await page.locator('dialog[open]').waitFor({ state: 'detached' });
    }
    expect(faults).toEqual([]);
  });

  it('made the browser complain of nothing', () => {
    expect(shown().complaints).toEqual([]);
  });
});
