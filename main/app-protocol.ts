import {
  contentSecurityPolicy,
  readWindowFile,
  servedWindowFile,
  windowHeaders,
  windowPath,
} from '../core/node/index.ts';

/** The app's own scheme: a page from `file:` could read the disk. Source: Electron, "Security", rule 18. */
export const APP_SCHEME = 'kmslab-app';
const APP_HOST = 'lab';
/** The window's page. */
export const APP_PAGE = `${APP_SCHEME}://${APP_HOST}/index.html`;

/** Whether a URL is a page or file of the app. */
export function isAppUrl(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, host } = new URL(url);
  return protocol === `${APP_SCHEME}:` && host === APP_HOST;
}

/** The file that a URL of the app names, or null when it names none inside `folder`. */
export function appFile(url: string, folder: string): string | null {
  return isAppUrl(url) ? windowPath(new URL(url).pathname, folder) : null;
}

/** Serves the built window from `folder`, and from nowhere else. It talks to nobody: the preload is its only way out. */
export function serveApp(folder: string): (request: Request) => Promise<Response> {
  return async (request) => {
    const file = request.method === 'GET' ? await readWindowFile(appFile(request.url, folder)) : null;
    if (file === null) {
      const headers = windowHeaders('text/plain; charset=utf-8', contentSecurityPolicy());
      return new Response('Not found', { status: 404, headers });
    }
    const { headers, bytes } = servedWindowFile(file);
    return new Response(new Uint8Array(bytes), { headers });
  };
}
