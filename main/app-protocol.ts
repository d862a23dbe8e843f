import { readFile } from 'node:fs/promises';
import { extname, isAbsolute, relative, resolve } from 'node:path';

/** The app's own scheme: a page from `file:` could read the disk. Source: Electron, "Security", rule 18. */
export const APP_SCHEME = 'kmslab-app';
const APP_HOST = 'lab';
/** The window's page. */
export const APP_PAGE = `${APP_SCHEME}://${APP_HOST}/index.html`;

/**
 * A page may load its own scripts and styles and nothing else: no inline script, no network, no frame, no form.
 * Source: W3C "Content Security Policy Level 3"; Electron, "Security", rule 7.
 */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ');

/** The files a built window consists of; anything else in the folder is not served. */
const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
};

/** Whether a URL is a page or file of the app. */
export function isAppUrl(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, host } = new URL(url);
  return protocol === `${APP_SCHEME}:` && host === APP_HOST;
}

/** The file that a URL of the app names, or null when it names none inside `folder`. */
export function appFile(url: string, folder: string): string | null {
  if (!isAppUrl(url)) return null;
  const path = decoded(new URL(url).pathname);
  if (path === null || path.includes('\0') || path.includes('\\')) return null;
  const file = resolve(folder, `.${path}`);
  const inside = relative(folder, file);
  return inside === '' || inside.startsWith('..') || isAbsolute(inside) ? null : file;
}

/** Serves the built window from `folder`, and from nowhere else. */
export function serveApp(folder: string): (request: Request) => Promise<Response> {
  return async (request) => {
    const file = appFile(request.url, folder);
    const contentType = file === null ? undefined : CONTENT_TYPES[extname(file)];
    if (request.method !== 'GET' || file === null || contentType === undefined) return notFound();
    try {
      return new Response(await readFile(file), { headers: headersFor(contentType) });
    } catch {
      return notFound(); // no such file, or a folder: a page need not know which
    }
  };
}

function headersFor(contentType: string): Record<string, string> {
  return {
    'content-type': contentType,
    'content-security-policy': CONTENT_SECURITY_POLICY,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
  };
}

function notFound(): Response {
  return new Response('Not found', { status: 404, headers: headersFor('text/plain; charset=utf-8') });
}

function decoded(path: string): string | null {
  try {
    return decodeURIComponent(path);
  } catch {
    return null; // `%` without two hexadecimal digits
  }
}
