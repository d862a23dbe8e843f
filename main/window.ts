import { BrowserWindow, type BrowserWindowConstructorOptions } from 'electron';
import { APP_PAGE } from './app-protocol.ts';

/** How a window is made. What keeps a page from the system is written out, though some of it is Electron's default. */
function windowOptions(preload: string): BrowserWindowConstructorOptions {
  return {
    title: 'kmslab',
    width: 1280,
    height: 800,
    minWidth: 560,
    minHeight: 480,
    show: false, // until its first frame is drawn
    webPreferences: {
      preload,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
    },
  };
}

/** Opens a window on the lab. */
export async function openWindow(preload: string): Promise<BrowserWindow> {
  const window = new BrowserWindow(windowOptions(preload));
  window.once('ready-to-show', () => window.show());
  await window.loadURL(APP_PAGE);
  return window;
}
