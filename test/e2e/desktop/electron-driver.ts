import type { Page } from 'playwright-core';
import { _electron } from 'playwright-core';
import { BUILT_MAIN, type Desktop, type LaunchOptions, type ShownDialog } from './desktop.ts';

/** The app in real Electron. As root, Chromium's own sandbox can't start; the options of the window stay as they are. */
export async function launchInElectron(
  executablePath: string,
  { args = [], userData, script = BUILT_MAIN }: LaunchOptions = {},
): Promise<Desktop> {
  const isRoot = process.getuid?.() === 0;
  const app = await _electron.launch({
    executablePath,
    args: [...(isRoot ? ['--no-sandbox'] : []), ...(userData ? [`--user-data-dir=${userData}`] : []), script, ...args],
  });
  await app.evaluate(replaceDialogs);
  const page = await app.firstWindow();
  const windowOf = (of: Page) => app.browserWindow(of);
  return {
    driver: 'electron',
    page,
    nextWindow: () => app.waitForEvent('window'),
    main: {
      windowCount: () => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length),
      webPreferences: () =>
        app.evaluate(({ BrowserWindow }) => {
          const contents = BrowserWindow.getAllWindows()[0]?.webContents as unknown as
            | { getLastWebPreferences(): Record<string, unknown> }
            | undefined;
          return contents?.getLastWebPreferences() ?? {};
        }),
      clickMenu: (id) =>
        app.evaluate(({ Menu }, item) => Menu.getApplicationMenu()?.getMenuItemById(item)?.click(), id),
      menuIds: () =>
        app.evaluate(({ Menu }) => {
          const idsIn = (menu: Electron.Menu | null | undefined): string[] =>
            menu?.items.flatMap(({ id, submenu }) => [...(id ? [id] : []), ...idsIn(submenu)]) ?? [];
          return idsIn(Menu.getApplicationMenu());
        }),
      themeSource: () => app.evaluate(({ nativeTheme }) => nativeTheme.themeSource),
      letsAttachWebview: async (of) =>
        (await windowOf(of)).evaluate(({ webContents }) => {
          const event = {
            defaultPrevented: false,
            preventDefault: () => Object.assign(event, { defaultPrevented: true }),
          };
          (webContents as NodeJS.EventEmitter).emit('will-attach-webview', event, {}, {});
          return !event.defaultPrevented;
        }),
      closeWindow: async (of) => (await windowOf(of)).evaluate((window) => window.close()),
      focusWindow: async (of) => (await windowOf(of)).evaluate((window) => window.focus()),
      blur: () => app.evaluate(({ BrowserWindow }) => BrowserWindow.getFocusedWindow()?.blur()),
      crash: async (of) => {
        const crashed = of.waitForEvent('framenavigated');
        await (await windowOf(of)).evaluate((window) => window.webContents.forcefullyCrashRenderer());
        await crashed;
      },
      expectDialog: async (dialog, answer) =>
        app.evaluate((_electron, next) => void (globalThis as unknown as Scripted).answers.push(next), {
          dialog,
          answer,
        }),
      dialogs: () => app.evaluate(() => (globalThis as unknown as Scripted).asked.splice(0)),
      startAgain: (again) =>
        app.evaluate(
          ({ app: running }, argv) => void running.emit('second-instance', {}, ['kmslab', ...argv], process.cwd()),
          [...again],
        ),
    },
    close: () => app.close(),
  };
}

interface Scripted {
  answers: { readonly dialog: string; readonly answer: object }[];
  asked: ShownDialog[];
}

/** Native dialogs can't be clicked from outside: main is told what their user answers. Runs in main, as text. */
function replaceDialogs({ dialog }: Pick<typeof Electron, 'dialog'>): void {
  const scripted = globalThis as unknown as Scripted;
  scripted.answers = [];
  scripted.asked = [];
  const show =
    (name: ShownDialog['dialog']) =>
    async (...args: unknown[]) => {
      scripted.asked.push({ dialog: name, options: args.at(-1) as ShownDialog['options'] });
      const next = scripted.answers.shift();
      if (next?.dialog !== name) throw new Error(`nobody answers ${name}`);
      return next.answer;
    };
  Object.assign(dialog, {
    showOpenDialog: show('open'),
    showSaveDialog: show('save'),
    showMessageBox: show('message'),
  });
}
