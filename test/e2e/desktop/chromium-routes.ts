import type { BrowserContext, Frame, Page, Request, Route } from 'playwright-core';
import type { MainProcess } from './stand-in/main-process.ts';

/** Chromium knows no scheme of the app's, so its pages stand under a host that can't exist (RFC 2606, `.invalid`). */
const SUFFIX = '.kmslab-app.invalid';

/** `kmslab-app://lab/index.html` → `https://lab.kmslab-app.invalid/index.html` */
export function toPageUrl(url: string): string {
  return url.replace(/^kmslab-app:\/\/([^/]+)/, `https://$1${SUFFIX}`);
}

/** The other way round; other URLs stay as they are. */
export function toAppUrl(url: string): string {
  return url.replace(/^https:\/\/([^/]+)\.kmslab-app\.invalid/, 'kmslab-app://$1');
}

export function isAppHost(url: string): boolean {
  return toAppUrl(url) !== url;
}

/** Lets main's own `protocol.handle` answer the page's requests; nothing else is answered, and nothing leaves. */
export async function serveApp(
  context: BrowserContext,
  page: Page,
  main: MainProcess,
  windowId: number,
): Promise<void> {
  await context.route('**/*', async (route) => {
    const request = route.request();
    const url = toAppUrl(request.url());
    const isNavigation = request.isNavigationRequest() && frameOf(request) === page.mainFrame();
    // Electron asks `will-navigate` for what the page does, not for `loadURL` and not for a reload.
    const isFirst = page.url() === 'about:blank' || page.url() === request.url();
    if (isNavigation && !isFirst && (await main.ask('navigate', { windowId, url })) === false)
      return route.abort('aborted');
    if (!isAppHost(request.url())) return route.abort('blockedbyclient');
    return fulfil(route, main, url);
  });
}

/** Null for the first request of a window that is just being opened. */
function frameOf(request: Request): Frame | null {
  try {
    return request.frame();
  } catch {
    return null;
  }
}

async function fulfil(route: Route, main: MainProcess, url: string): Promise<void> {
  const answer = (await main.ask('fetch', { url, method: route.request().method() })) as {
    readonly status: number;
    readonly headers: Record<string, string>;
    readonly body: Uint8Array;
  };
  await route.fulfill({ status: answer.status, headers: answer.headers, body: Buffer.from(answer.body) });
}

/** Lets main decide about new windows and permissions, as Electron would ask it. */
export async function guardWindow(
  context: BrowserContext,
  page: Page,
  main: MainProcess,
  windowId: number,
): Promise<void> {
  context.on('page', async (opened) => {
    if (opened === page) return;
    if ((await main.ask('open', { windowId, url: opened.url() })) === false) await opened.close();
  });
  page.once('framenavigated', async () => {
    const isGranted = await main.ask('permission', { windowId, permission: 'clipboard-sanitized-write' });
    if (isGranted === true) await context.grantPermissions(['clipboard-write']);
  });
}
