import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { openWorldFile } from '../../../core/node/index.ts';
import { describeWith } from '../needs.ts';
import { accessibilityFaults } from './axe.ts';
import type { Desktop } from './desktop.ts';
import { launch } from './driver.ts';
import { findElectron } from './find-electron.ts';
import { labWindow } from './lab-window.ts';
import { withOwnLessons } from './own-lessons.ts';

const tests = (chromium: string) => {
  let folder = '';
  let desktop: Desktop;
  withOwnLessons();
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'kmslab-worlds-'));
    desktop = await launch(chromium, { userData: join(folder, 'user-data') });
  });
  afterAll(async () => {
    await desktop.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const file = (name: string) => join(folder, `${name}.kmslab`);
  const save = async (name: string) => {
    await desktop.main.expectDialog('save', { canceled: false, filePath: join(folder, name) });
    await desktop.main.clickMenu('world-save');
  };
  /** Opens a world as soon as the app has let go of it. */
  const letGo = (name: string) => vi.waitFor(() => openWorldFile(file(name), { missing: 'refuse' }), 10_000);
  const keysOf = (page: Page) => labWindow(page).keys.getByRole('option');

  it('a world in memory is saved from the menu, and goes on in its file with all that is in it', async () => {
    const { page, main } = desktop;
    await labWindow(page).createKey('orders');
    await labWindow(page).run('aws kms encrypt --key-id alias/orders --plaintext aGVsbG8= --query CiphertextBlob > c');
    await expect.poll(() => page.title()).toBe('World in memory · kmslab');
    await save('shop');
    await expect.poll(() => page.title()).toBe('shop · kmslab');
    await labWindow(page).createKey('later');
    await labWindow(page).run('aws kms decrypt --ciphertext-blob fileb://c');
    expect(readFileSync(`${file('shop')}.key`)).toHaveLength(32);
    const [{ options } = { options: {} }] = await main.dialogs();
    expect(options).toMatchObject({ defaultPath: 'my-lab.kmslab' });
    await expect(openWorldFile(file('shop'), { missing: 'refuse' })).rejects.toThrow('open in another process');
  });

  it('two windows share one world, each with its own stream', async () => {
    const { page, main } = desktop;
    await main.clickMenu('window-new');
    const second = await desktop.nextWindow();
    await expect.poll(() => keysOf(second).count()).toBe(2);
    await labWindow(second).createKey('third');
    await expect.poll(() => keysOf(page).count()).toBe(3);
    await main.closeWindow(second);
    await expect.poll(() => main.windowCount()).toBe(1);
    await labWindow(page).run('aws kms list-keys'); // the world is still open
    await expect.poll(() => keysOf(page).count()).toBe(3);
  });

  it('another world has its own window and its own lab, and neither reaches the other', async () => {
    const { page, main } = desktop;
    await main.clickMenu('world-new');
    const other = await desktop.nextWindow();
    expect(await keysOf(other).count()).toBe(0);
    await labWindow(other).createKey('alone');
    expect(await keysOf(page).count()).toBe(3);
    const found = await other.evaluate(async () => {
      const { kmslab } = window as unknown as { kmslab: { ask(query: object): Promise<{ value: unknown }> } };
      return JSON.stringify(await kmslab.ask({ type: 'view' }));
    });
    expect(found).toContain('alias/alone');
    expect(found).not.toContain('alias/orders');
    await main.expectDialog('message', { response: 2 }); // Cancel
    await main.closeWindow(other);
    await expect
      .poll(async () => (await main.dialogs()).map(({ options }) => options.message))
      .toContainEqual(expect.stringContaining('Save this world'));
    expect(await main.windowCount()).toBe(2);
    await main.expectDialog('message', { response: 1 }); // Don't save
    await main.closeWindow(other);
    await expect.poll(() => main.windowCount()).toBe(1);
    await main.dialogs();
  });

  it('a page whose process dies is loaded again, onto the same world', async () => {
    const { page, main } = desktop;
    await main.crash(page);
    await page.getByRole('main').waitFor();
    await expect.poll(() => keysOf(page).count()).toBe(3);
    await expect.poll(() => page.title()).toContain('shop');
    await labWindow(page).run('aws kms list-keys');
  });

  it('a world is opened from the sheet, the list, a second start; open already, its window comes forward', async () => {
    const { page, main } = desktop;
    const opened = await openWorldFile(file('bank'), { missing: 'make' });
    await opened.lab.close();
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: 'Search commands' }).fill('worlds recent');
    await page.keyboard.press('Enter');
    const { sheet, button } = labWindow(page);
    await expect.poll(() => sheet.getByRole('listitem').allTextContents()).toEqual([expect.stringContaining('shop')]);
    expect(await accessibilityFaults(page)).toEqual([]);
    await main.expectDialog('open', { canceled: false, filePaths: [file('bank')] });
    await button('Open…', sheet).click();
    const bank = await desktop.nextWindow();
    await expect.poll(() => bank.title()).toBe('bank · kmslab');
    await expect.poll(() => sheet.getByRole('listitem').count()).toBe(2);
    await button('Open shop', sheet).click();
    await main.startAgain([file('bank')]);
    expect(await main.windowCount()).toBe(2);
    await main.closeWindow(bank);
    await expect.poll(() => main.windowCount()).toBe(1);
    await main.clickMenu('recent-0');
    const again = await desktop.nextWindow();
    await expect.poll(() => again.title()).toBe('bank · kmslab');
    await main.closeWindow(again);
    await page.keyboard.press('Escape');
  });

  it('a world that another process has says so, and one that is gone leaves the list', async () => {
    const { page, main } = desktop;
    await main.dialogs();
    const { lab } = await letGo('bank');
    await main.expectDialog('message', { response: 0 });
    await main.startAgain([file('bank')]);
    const messages = async () => (await main.dialogs()).map(({ options }) => options.message);
    await expect.poll(messages).toEqual([expect.stringContaining('is open in another process')]);
    await lab.close();
    rmSync(file('bank'));
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: 'Search commands' }).fill('worlds recent');
    await page.keyboard.press('Enter');
    const { sheet, button } = labWindow(page);
    await button('Open bank', sheet).click();
    await expect.poll(() => sheet.getByRole('alert').textContent()).toContain('there is no world in');
    await expect.poll(() => sheet.getByRole('listitem').count()).toBe(1);
    await page.keyboard.press('Escape');
  });

  it('a window can’t be made to open or to write a file that its user did not name', async () => {
    const replies = await desktop.page.evaluate(async (path) => {
      const { kmslab } = window as unknown as { kmslab: { desk(message: unknown): Promise<{ ok: boolean }> } };
      const asked = [
        { type: 'openWorld', file: path },
        { type: 'saveWorld', file: path },
        { type: 'openRecent', at: path },
        { type: 'openRecent', at: 99 },
        { type: 'readFile', path },
        [path],
        null,
      ];
      return Promise.all(asked.map(async (message) => (await kmslab.desk(message)).ok));
    }, file('bank'));
    expect(replies).toEqual(Array(7).fill(false));
    expect(await desktop.main.dialogs()).toEqual([]);
  });

  it('a saved world opens in the terminal’s way, with its key, when the app has let go of it', async () => {
    const { page, main } = desktop;
    await save('shop-two');
    await expect.poll(() => page.title()).toBe('shop-two · kmslab');
    await labWindow(page).run('aws kms decrypt --ciphertext-blob fileb://c');
    await main.dialogs();
    const { lab } = await letGo('shop');
    expect(lab.world.aliases.size).toBe(3);
    await lab.close();
  });
};

if (findElectron() === null) describeWith('chromium', 'worlds in the app', tests);
else describe('worlds in the app', () => tests(''));
