import { BrowserWindow, type BrowserWindowConstructorOptions } from 'electron';
import { APP_PAGE } from './app-protocol.ts';
import type { DeskWindow } from './desk.ts';

/** A window of the app. */
export interface AppWindow extends DeskWindow {
  readonly window: BrowserWindow;
}

/** How a page is kept from the system; it is written out, though some of it is Electron's default. */
const WALLS = {
  contextIsolation: true,
  sandbox: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webSecurity: true,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  navigateOnDragDrop: false,
  webviewTag: false,
  spellcheck: false,
} as const;

function windowOptions(preload: string): BrowserWindowConstructorOptions {
  return {
    title: 'kmslab',
    width: 1280,
    height: 800,
    minWidth: 560,
    minHeight: 480,
    show: false, // until its first frame is drawn
    webPreferences: { preload, ...WALLS },
  };
}

/** A page that ends more often than this within a minute is not loaded again: it would end again. */
const MOST_ENDS = 3;
const A_MINUTE_MS = 60_000;

/** Makes a window, with nothing in it yet. A page whose process dies is loaded again: the lab is here, and unharmed. */
export function makeWindow(preload: string): AppWindow {
  const window = new BrowserWindow(windowOptions(preload));
  const contents = window.webContents;
  window.once('ready-to-show', () => window.show());
  const ends: number[] = [];
  contents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit') return;
    const now = Date.now();
    ends.push(now);
    if (ends.filter((at) => now - at < A_MINUTE_MS).length > MOST_ENDS) window.destroy();
    else contents.reload();
  });
  let isClosing = false;
  return {
    window,
    contents,
    async load() {
      await window.loadURL(APP_PAGE);
    },
    focus() {
      if (window.isMinimized()) window.restore();
      window.focus();
    },
    onClose(mayClose) {
      window.on('close', (event) => {
        event.preventDefault();
        if (isClosing) return;
        isClosing = true;
        void mayClose().then((may) => {
          isClosing = false;
          if (may) window.destroy();
        });
      });
    },
    onClosed: (listener) => void window.once('closed', listener),
    close: () => window.close(),
  };
}
