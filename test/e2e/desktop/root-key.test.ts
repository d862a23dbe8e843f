import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeWith } from '../needs.ts';
import { run } from '../terminal/program.ts';
import { accessibilityFaults } from './axe.ts';
import { launchInChromium } from './chromium-driver.ts';
import type { Desktop, LaunchOptions } from './desktop.ts';
import { labWindow } from './lab-window.ts';
import { withOwnLessons } from './own-lessons.ts';

// The stand-in's keychain, also where Electron is: a test may not write in the keychain of who runs it.
describeWith('chromium', 'a root key that is locked to the keychain', (chromium) => {
  let folder = '';
  let desktop: Desktop | null = null;
  withOwnLessons();
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'kmslab-locked-'));
  });
  afterAll(async () => {
    await desktop?.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const file = () => join(folder, 'shop.kmslab');
  const keyFile = () => readFileSync(`${file()}.key`);
  const start = async (options: LaunchOptions = {}): Promise<Desktop> => {
    await desktop?.close();
    const started = await launchInChromium(chromium, { userData: join(folder, 'user-data'), ...options });
    desktop = started;
    await started.page.getByRole('main').waitFor();
    return started;
  };
  const messages = async () => ((await desktop?.main.dialogs()) ?? []).map(({ options }) => options.message);
  const inTerminal = () => run(['time', 'advance', '1d', '--world', file()]);

  it('is not, where the world is in memory, or where its user thinks better of it', async () => {
    const { page, main } = await start();
    await main.expectDialog('message', { response: 0 });
    await main.clickMenu('root-key-lock');
    await expect.poll(messages).toEqual(['a world in memory has no root key file: save the world first']);
    await labWindow(page).createKey('orders');
    await main.expectDialog('save', { canceled: false, filePath: file() });
    await main.clickMenu('world-save');
    await expect.poll(() => page.title()).toBe('shop · kmslab');
    await messages();
    await main.expectDialog('message', { response: 1 });
    await main.clickMenu('root-key-lock');
    await expect.poll(messages).toEqual(["Lock the root key of shop to this computer's keychain?"]);
    expect(keyFile()).toHaveLength(32);
  });

  it('is, where its user agrees, and the sheet of worlds says so', async () => {
    const { page, main } = desktop ?? (await start());
    const { sheet, button } = labWindow(page);
    const key = keyFile();
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: 'Search commands' }).fill('worlds recent');
    await page.keyboard.press('Enter');
    await sheet.getByText('Its root key is .key beside it: keep both.').waitFor();
    await main.expectDialog('message', { response: 0 });
    await button('Lock its root key…', sheet).click();
    await sheet.getByText(/locked to this computer's keychain/).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(keyFile().toString('latin1')).toMatch(/^kmslab root key, locked to a keychain\n/);
    expect(keyFile().includes(key)).toBe(false);
    await page.keyboard.press('Escape');
    await labWindow(page).run('aws kms list-keys'); // the world goes on
  });

  it('opens nothing in a terminal, nor for another user, nor where there is no keychain; each says why', async () => {
    await desktop?.close();
    desktop = null;
    const told = await inTerminal();
    expect(told).toMatchObject({ code: 2, stdout: '' });
    expect(told.stderr.trim().split('\n')).toEqual([
      expect.stringMatching(
        /is locked to a computer's keychain, .* File, Unlock the root key, puts it back for all others$/,
      ),
    ]);
    const refusals = [
      [{ userData: join(folder, 'another-user') }, 'the keychain of another computer or user'],
      [{ keychain: 'none' }, 'this computer has no keychain that the app may use'],
      [{ keychain: 'basic_text' }, 'this desktop has no key ring'],
    ] as const;
    for (const [options, reason] of refusals) {
      const { main } = await start(options);
      await main.expectDialog('message', { response: 0 });
      await main.startAgain([file()]);
      await expect.poll(messages).toEqual([expect.stringContaining(reason)]);
      await main.expectDialog('message', { response: 0 });
      await main.clickMenu('root-key-lock');
      await expect.poll(async () => (await messages()).length).toBe(1);
    }
  });

  it('opens the world in the app of who locked it, and for everybody again once it is unlocked', async () => {
    const { page, main } = await start({ args: [file()] });
    await expect.poll(() => page.title()).toBe('shop · kmslab');
    await labWindow(page).keys.getByText('alias/orders').waitFor();
    await main.expectDialog('message', { response: 0 });
    await main.clickMenu('root-key-unlock');
    await expect.poll(() => keyFile().length).toBe(32);
    await main.expectDialog('message', { response: 0 });
    await main.clickMenu('root-key-unlock');
    await expect.poll(messages).toContain('the root key of this world is not locked to a keychain');
    await desktop?.close();
    desktop = null;
    await expect.poll(inTerminal).toMatchObject({ code: 0 });
  });
});
