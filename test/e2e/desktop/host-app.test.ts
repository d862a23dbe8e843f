import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LabBridge } from '../../../main/bridge-contract.ts';
import { describeWith } from '../needs.ts';
import { accessibilityFaults } from './axe.ts';
import type { Desktop } from './desktop.ts';
import { launch } from './driver.ts';
import { findElectron } from './find-electron.ts';
import { labWindow } from './lab-window.ts';
import { ONLY_CLIPBOARD, permissionsOf } from './permissions.ts';

const HOST_APP = fileURLToPath(new URL('./host-app/main.js', import.meta.url));

const tests = (chromium: string) => {
  let host: Desktop;
  beforeAll(async () => {
    host = await launch(chromium, { script: HOST_APP });
  });
  afterAll(() => host.close());

  it('shows the lab that it asked for, at the place and in the theme that it asked for', async () => {
    const { page } = host;
    await page.getByRole('heading', { name: 'alias/orders' }).waitFor();
    await expect.poll(() => page.getByRole('tab', { selected: true }).textContent()).toBe('Key rotation');
    expect(await page.evaluate(() => getComputedStyle(document.documentElement).colorScheme)).toBe('dark');
    const ground = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    expect(ground).toBe('rgb(13, 18, 24)');
    expect(await accessibilityFaults(page)).toEqual([]);
  });

  it('shows its places alone, and none of its locked parts', async () => {
    const { page } = host;
    const rail = page.getByRole('navigation', { name: 'Places' }).getByRole('button');
    expect(await rail.allTextContents()).toEqual([expect.stringContaining('Key'), expect.stringContaining('Trail')]);
    await page.keyboard.press('8'); // Bill
    await page.keyboard.press('t'); // time
    expect(await page.getByRole('dialog').count()).toBe(0);
    expect(await page.getByRole('main').getAttribute('aria-label')).toBe('Key');
    expect(await page.getByRole('button', { name: /UTC/ }).isDisabled()).toBe(true);
    await page.keyboard.press('Control+k');
    await page.getByRole('dialog').getByRole('option').first().waitFor();
    const offered = await page.getByRole('option').allTextContents();
    for (const hidden of ['Move the clock', 'Bill', 'New world', 'Open a world', 'Worlds', 'Start the endpoint']) {
      expect(offered.filter((text) => text.includes(hidden))).toEqual([]);
    }
    expect(offered.filter((text) => text.startsWith('Replay') || /^Lesson\d/.test(text))).toEqual([]);
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.keyboard.press('Escape');
  });

  it('lets its user work with the rest', async () => {
    const { page } = host;
    await labWindow(page).run('aws kms list-aliases --query "Aliases[].AliasName"');
    await page.keyboard.press('F6');
    await page.getByRole('navigation', { name: 'Places' }).getByRole('button', { name: /Trail/ }).click();
    await page.getByText('ListAliases').first().waitFor();
  });

  it('grants its page no permission but to write to the clipboard', async () => {
    expect(await permissionsOf(host.page)).toEqual(ONLY_CLIPBOARD);
  });

  it('has what is locked refused in the main process, whatever a page sends', async () => {
    const refused = await host.page.evaluate(async () => {
      const { kmslab } = window as unknown as { kmslab: LabBridge };
      const here = { as: 'arn:aws:iam::111122223333:role/admin', region: 'us-east-1' };
      const replies = await Promise.all([
        kmslab.act({ type: 'advance', by: 1 }),
        kmslab.act({ type: 'setClock', clock: 'following' }),
        kmslab.act({ type: 'run', line: 'aws ec2 wait volume-available', ...here }),
        kmslab.act({ type: 'lesson', does: 'start', lesson: '1' }),
        kmslab.act({ type: 'replay', does: 'open', name: 'rotation' }),
        kmslab.ask({ type: 'bill' }),
        kmslab.ask({ type: 'flow', ...here }),
      ]);
      return replies.map((reply) => (reply.ok ? 'done' : reply.error.name));
    });
    expect(refused).toEqual(Array(7).fill('LockedPartError'));
    const desk = await host.page.evaluate(async () => {
      const { kmslab } = window as unknown as { kmslab: LabBridge };
      const asked = [
        { type: 'openWorld' },
        { type: 'saveWorld' },
        { type: 'startEndpoint' },
        { type: 'newWorld' },
      ] as const;
      return Promise.all(asked.map(async (message) => (await kmslab.desk(message)).ok));
    });
    expect(desk).toEqual([false, false, false, false]);
  });
};

if (findElectron() === null) describeWith('chromium', 'a lab in another app', tests);
else describe('a lab in another app', () => tests(''));
