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

/** Lets main's own `protocol.handle` answer the pages' requests; nothing else is answered, and nothing leaves. */
export async function serveApp(
  context: BrowserContext,
  main: MainProcess,
  windowOf: (page: Page | null) => number,
): Promise<void> {
  await context.route('**/*', async (route) => {
    const request = route.request();
    const url = toAppUrl(request.url());
    const frame = frameOf(request);
    const page = frame?.page() ?? null;
    const isNavigation = request.isNavigationRequest() && page !== null && frame === page.mainFrame();
    // Electron asks `will-navigate` for what the page does, not for `loadURL` and not for a reload.
    const isFirst = page === null || page.url() === 'about:blank' || page.url() === request.url();
    if (isNavigation && !isFirst && (await main.ask('navigate', { windowId: windowOf(page), url })) === false)
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

/** Lets main decide about windows that pages open, as Electron would ask it. */
export function refuseWindows(
  context: BrowserContext,
  main: MainProcess,
  { isOurs, opener }: { readonly isOurs: (page: Page) => boolean; readonly opener: number },
): void {
  context.on('page', async (opened) => {
    if (isOurs(opened) && (await opened.opener()) === null) return;
    if ((await main.ask('open', { windowId: opener, url: opened.url() })) === false) await opened.close();
  });
}

/** Electron's names of permissions, and Chromium's for what each of them is. */
const PERMISSIONS = {
  'clipboard-sanitized-write': ['clipboard-write'],
  'clipboard-read': ['clipboard-read'],
  geolocation: ['geolocation'],
  media: ['camera', 'microphone'],
  notifications: ['notifications'],
} as const;

/** Lets main decide about permissions: what it grants, the page has. */
export function grantPermissions(context: BrowserContext, page: Page, main: MainProcess, windowId: number): void {
  page.once('framenavigated', async () => {
    const granted: string[] = [];
    for (const [permission, names] of Object.entries(PERMISSIONS)) {
      if ((await main.ask('permission', { windowId, permission })) === true) granted.push(...names);
    }
    await context.grantPermissions(granted);
  });
}
