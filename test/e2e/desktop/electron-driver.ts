import { _electron } from 'playwright-core';
import { BUILT_MAIN, type Desktop } from './desktop.ts';

/** The app in real Electron. As root, Chromium's own sandbox can't start; the options of the window stay as they are. */
export async function launchInElectron(executablePath: string): Promise<Desktop> {
  const isRoot = process.getuid?.() === 0;
  const app = await _electron.launch({ executablePath, args: [...(isRoot ? ['--no-sandbox'] : []), BUILT_MAIN] });
  const page = await app.firstWindow();
  return {
    driver: 'electron',
    page,
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
    },
    close: () => app.close(),
  };
}
