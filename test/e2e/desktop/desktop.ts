import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';

/** The app, started from the project's own build, with its first window. */
export interface Desktop {
  readonly driver: 'electron' | 'chromium';
  readonly page: Page;
  /** The page of the next window that opens. */
  nextWindow(): Promise<Page>;
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
  /** Whether main lets a page attach a `<webview>`, of which Electron asks it where the tag is on. */
  letsAttachWebview(page: Page): Promise<boolean>;
  /** Closes the window of a page, as its user does, and waits for what comes of it. */
  closeWindow(page: Page): Promise<void>;
  /** Gives the keyboard to the window of a page. */
  focusWindow(page: Page): Promise<void>;
  /** Gives the keyboard to another app. */
  blur(): Promise<void>;
  /** Lets the process of a page die. */
  crash(page: Page): Promise<void>;
  /** What the user will answer to the next native dialog. */
  expectDialog(dialog: 'open' | 'save' | 'message', answer: object): Promise<void>;
  /** The native dialogs that were shown since this was asked last. */
  dialogs(): Promise<readonly ShownDialog[]>;
  /** Starts the app a second time with these arguments. */
  startAgain(args: readonly string[]): Promise<void>;
}

/** A native dialog that was shown. */
export interface ShownDialog {
  readonly dialog: 'open' | 'save' | 'message';
  readonly options: { readonly message?: string; readonly detail?: string; readonly defaultPath?: string };
}

/** How the app is started. */
export interface LaunchOptions {
  /** Another main process than the app's own. */
  readonly script?: string;
  /** What stands behind the program on its command line. */
  readonly args?: readonly string[];
  /** Folder of what the app remembers; its own where left out. */
  readonly userData?: string;
  /** A keychain that keeps nothing: none at all, or the one of a Linux desktop without a key ring. The stand-in's alone. */
  readonly keychain?: 'none' | 'basic_text';
}

/** Path of the built main process. */
export const BUILT_MAIN = fileURLToPath(new URL('../../../dist/desktop/main.js', import.meta.url));
