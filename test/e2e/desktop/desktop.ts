import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';

/** The app, started from the project's own build, with its one window. */
export interface Desktop {
  readonly driver: 'electron' | 'chromium';
  readonly page: Page;
  readonly main: MainHandle;
  close(): Promise<void>;
}

/** What the tests ask of the main process. */
export interface MainHandle {
  windowCount(): Promise<number>;
  /** How the window was made: `contextIsolation`, `sandbox` … */
  webPreferences(): Promise<Readonly<Record<string, unknown>>>;
  /** Chooses an item of the application menu. */
  clickMenu(id: string): Promise<void>;
  /** The ids in the application menu, from top to bottom. */
  menuIds(): Promise<readonly string[]>;
  themeSource(): Promise<string>;
}

/** Path of the built main process. */
export const BUILT_MAIN = fileURLToPath(new URL('../../../dist/desktop/main.js', import.meta.url));
