import { CreateKeyCommand, KMSClient, ListKeysCommand } from '@aws-sdk/client-kms';
import { expect, it } from 'vitest';
import { runningServers } from '../../../core/node/index.ts';
import { accessibilityFaults } from './axe.ts';
import { describeDesktop } from './describe-desktop.ts';
import { labWindow } from './lab-window.ts';

describeDesktop('the endpoint from the app', (desktop) => {
  /** A client with what the sheet says. */
  const client = async () => {
    const { sheet } = labWindow(desktop().page);
    const lines = (await sheet.getByRole('region', { name: 'Lines for a shell' }).textContent()) ?? '';
    const variable = (name: string) => new RegExp(`^export ${name}='?([^'\n]*)'?$`, 'm').exec(lines)?.[1] ?? '';
    return new KMSClient({
      endpoint: variable('AWS_ENDPOINT_URL'),
      region: variable('AWS_REGION'),
      credentials: {
        accessKeyId: variable('AWS_ACCESS_KEY_ID'),
        secretAccessKey: variable('AWS_SECRET_ACCESS_KEY'),
      },
      maxAttempts: 1,
    });
  };

  it('serves this window’s world, with what the sheet says to export, and to kmslab env', async () => {
    const { page, main } = desktop();
    const { sheet } = labWindow(page);
    await main.clickMenu('endpoint-start');
    await sheet.getByText(/Running at http:\/\/127\.0\.0\.1:\d+/).waitFor();
    const admin = await client();
    await admin.send(new CreateKeyCommand({ Description: 'from outside' }));
    await expect.poll(() => page.locator('.keys-panel [role=option]').count()).toBe(1); // behind the sheet
    expect(await accessibilityFaults(page)).toEqual([]);
    const shown = /http:\/\/127\.0\.0\.1:\d+/.exec((await sheet.textContent()) ?? '')?.[0];
    expect(runningServers().map(({ url }) => url)).toContain(shown);
  });

  it('lets clients act as whom the user says', async () => {
    const { page } = desktop();
    const { sheet } = labWindow(page);
    const lines = sheet.getByRole('region', { name: 'Lines for a shell' });
    const before = await lines.textContent();
    const choices = await sheet.getByLabel('Clients act as').locator('option').allTextContents();
    await sheet.getByLabel('Clients act as').selectOption({ label: choices.at(-1) ?? '' });
    await expect.poll(() => lines.textContent()).not.toBe(before);
    await (await client()).send(new ListKeysCommand({})).catch((error: Error) => error);
    const trail = await page.evaluate(async () => {
      const { kmslab } = window as unknown as {
        kmslab: { ask(query: object): Promise<{ value: { record: { eventName: string; userIdentity: object } }[] }> };
      };
      return JSON.stringify((await kmslab.ask({ type: 'trail' })).value.at(-1)?.record);
    });
    expect(trail).toContain('ListKeys');
  });

  it('is stopped from the palette, and then nobody answers', async () => {
    const { page } = desktop();
    const { sheet, button } = labWindow(page);
    const last = await client();
    await button('Close', sheet).click();
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: 'Search commands' }).fill('stop the endpoint');
    await page.keyboard.press('Enter');
    await expect
      .poll(() => last.send(new ListKeysCommand({})).catch((error: Error & { code?: string }) => error.code))
      .toBe('ECONNREFUSED');
    expect(runningServers()).toEqual([]);
  });
});
