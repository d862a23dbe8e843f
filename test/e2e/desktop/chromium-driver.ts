import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { attachPreload } from './chromium-preload.ts';
import { grantPermissions, isAppHost, refuseWindows, serveApp, toPageUrl } from './chromium-routes.ts';
import { BUILT_MAIN, type Desktop, type LaunchOptions, type ShownDialog } from './desktop.ts';
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

type Load = Extract<Told, { type: 'load' }>;

/** A window of main's, and the page that shows it. */
interface Shown {
  readonly windowId: number;
  readonly page: Page;
  readonly preload: { send(channel: string, args: readonly unknown[]): Promise<void> };
}

/**
 * The app's own built main, preload and page in real Chromium. What this can't show: Electron's sandbox, fuses, asar,
 * native menus and dialogs, deep links, safeStorage, BoringSSL.
 */
export async function launchInChromium(
  executablePath: string,
  { args = [], userData, script = BUILT_MAIN, keychain }: LaunchOptions = {},
): Promise<Desktop> {
  const profile = await mkdtemp(join(tmpdir(), 'kmslab-chromium-'));
  const loads: Load[] = [];
  let onLoad: (load: Load) => void = (load) => void loads.push(load);
  const shown = new Map<number, Shown>();
  const tell = (message: Told) => {
    if (message.type === 'load') return onLoad(message);
    const window = shown.get(message.windowId);
    if (message.type === 'send') void window?.preload.send(message.channel, message.args);
    if (message.type === 'reload') void window?.page.reload();
    if (message.type === 'closed') {
      shown.delete(message.windowId);
      void window?.page.close();
    }
  };
  const main = new MainProcess(
    script,
    tell,
    {
      KMSLAB_STAND_IN_USER_DATA: userData ?? join(profile, 'user-data'),
      ...(keychain && { KMSLAB_STAND_IN_KEYCHAIN: keychain }),
    },
    args,
  );
  const first = await Promise.race([firstOf(loads, (listener) => (onLoad = listener)), main.ended]);

  const context = await chromium.launchPersistentContext(join(profile, 'chromium'), {
    executablePath,
    args: FLAGS,
    headless: true,
    viewport: { width: first.options.width, height: first.options.height },
    timezoneId: 'UTC',
  });
  const windowOf = (page: Page | null) => [...shown.values()].find((window) => window.page === page) ?? null;
  let opening: Promise<void> = Promise.resolve();
  const waiting: ((page: Page) => void)[] = [];
  const opened: Page[] = [];
  const show = (load: Load, blank?: Page) => {
    opening = opening.then(async () => {
      const page = await openWindow(load, { context, main, shown, ...(blank && { blank }) });
      const next = waiting.shift();
      if (next === undefined) opened.push(page);
      else next(page);
    });
  };
  await serveApp(context, main, (page) => windowOf(page)?.windowId ?? first.windowId);
  refuseWindows(context, main, {
    isOurs: (page) => page.url() === 'about:blank' || windowOf(page) !== null,
    opener: first.windowId,
  });
  show(first, context.pages()[0]);
  onLoad = (load) => show(load);
  for (const load of loads.splice(0)) show(load);
  const nextWindow = async (): Promise<Page> => opened.shift() ?? new Promise((resolve) => waiting.push(resolve));
  const page = await nextWindow();
  const idOf = (of: Page) => {
    const window = windowOf(of);
    if (window === null) throw new Error('this page is of no window');
    return window.windowId;
  };

  return {
    driver: 'chromium',
    page,
    nextWindow,
    main: {
      // Pages that were opened and closed again by main's refusal don't count.
      windowCount: async () => context.pages().filter((open) => isAppHost(open.url())).length,
      webPreferences: async () =>
        (await main.ask('preferences', { windowId: first.windowId })) as Record<string, unknown>,
      clickMenu: async (id) => void (await main.ask('click', { item: id })),
      menuIds: async () => ((await main.ask('menu')) as { id?: string }[]).flatMap(({ id }) => id ?? []),
      themeSource: async () => String(await main.ask('theme')),
      letsAttachWebview: async (of) => (await main.ask('webview', { windowId: idOf(of) })) === true,
      closeWindow: async (of) => {
        await main.ask('close', { windowId: idOf(of) });
      },
      focusWindow: async (of) => void (await main.ask('focus', { windowId: idOf(of) })),
      blur: async () => void (await main.ask('blur')),
      crash: async (of) => {
        const crashed = of.waitForEvent('framenavigated');
        await main.ask('crash', { windowId: idOf(of), reason: 'crashed' });
        await crashed;
      },
      expectDialog: async (dialog, answer) => void (await main.ask('expect', { dialog, answer })),
      dialogs: async () => (await main.ask('asked')) as readonly ShownDialog[],
      startAgain: async (again) =>
        void (await main.ask('emit', { event: 'second-instance', args: [['kmslab', ...again], process.cwd()] })),
    },
    close: async () => {
      await context.close();
      main.end();
      await rm(profile, { recursive: true, force: true });
    },
  };
}

/** The first window that main loads, which it may have done already. */
function firstOf(loads: Load[], onLoad: (listener: (load: Load) => void) => void): Promise<Load> {
  return new Promise((resolve) => {
    const [early] = loads.splice(0, 1);
    if (early !== undefined) return resolve(early);
    onLoad((load) => {
      onLoad((later) => void loads.push(later));
      resolve(load);
    });
  });
}

async function openWindow(
  { windowId, url, options }: Load,
  {
    context,
    main,
    shown,
    blank,
  }: {
    readonly context: BrowserContext;
    readonly main: MainProcess;
    readonly shown: Map<number, Shown>;
    readonly blank?: Page;
  },
): Promise<Page> {
  const page = blank ?? (await context.newPage());
  page.setDefaultTimeout(10_000);
  grantPermissions(context, page, main, windowId);
  const preload = await attachPreload(page, {
    file: options.webPreferences.preload,
    name: randomUUID(),
    invoke: (channel, args, from) => main.ask('invoke', { windowId, channel, args, url: from }),
  });
  shown.set(windowId, { windowId, page, preload });
  await page.goto(toPageUrl(url));
  await main.ask('loaded', { windowId });
  return page;
}
