import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { attachPreload } from './chromium-preload.ts';
import { guardWindow, isAppHost, serveApp, toPageUrl } from './chromium-routes.ts';
import { BUILT_MAIN, type Desktop } from './desktop.ts';
import { MainProcess, type Told } from './stand-in/main-process.ts';

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * The app's own built main, preload and page in real Chromium. What this can't show: Electron's sandbox, fuses, asar,
 * native menus and dialogs, deep links, safeStorage, BoringSSL.
 */
export async function launchInChromium(executablePath: string): Promise<Desktop> {
  const profile = await mkdtemp(join(tmpdir(), 'kmslab-chromium-'));
  const told: ((message: Told) => void)[] = [];
  const firstLoad = new Promise<Extract<Told, { type: 'load' }>>((resolve) => {
    told.push((message) => message.type === 'load' && resolve(message));
  });
  const main = new MainProcess(BUILT_MAIN, (message) => {
    for (const listener of told) listener(message);
  });
  const { windowId, url, options } = await Promise.race([firstLoad, main.ended]);

  const context = await chromium.launchPersistentContext(profile, {
    executablePath,
    args: FLAGS,
    headless: true,
    viewport: { width: options.width, height: options.height },
    timezoneId: 'UTC',
  });
  const page = context.pages()[0] ?? (await context.newPage());
  await serveApp(context, page, main, windowId);
  await guardWindow(context, page, main, windowId);
  const preload = await attachPreload(page, {
    file: options.webPreferences.preload,
    name: randomUUID(),
    invoke: (channel, args, from) => main.ask('invoke', { windowId, channel, args, url: from }),
  });
  told.push((message) => {
    if (message.type === 'send') void preload.send(message.channel, message.args);
  });
  await page.goto(toPageUrl(url));
  await main.ask('loaded', { windowId });

  return {
    driver: 'chromium',
    page,
    main: {
      // Pages that were opened and closed again by main's refusal don't count.
      windowCount: async () => context.pages().filter((open) => isAppHost(open.url())).length,
      webPreferences: async () => (await main.ask('preferences', { windowId })) as Record<string, unknown>,
      clickMenu: async (id) => void (await main.ask('click', { item: id })),
      menuIds: async () => ((await main.ask('menu')) as { id?: string }[]).flatMap(({ id }) => id ?? []),
      themeSource: async () => String(await main.ask('theme')),
    },
    close: async () => {
      await context.close();
      main.end();
      await rm(profile, { recursive: true, force: true });
    },
  };
}
