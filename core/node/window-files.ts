import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { extname, isAbsolute, relative, resolve } from 'node:path';

/** The files a built window consists of; anything else in the folder is not served. */
const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
};

export interface WindowFile {
  readonly contentType: string;
  readonly bytes: Buffer;
}

/**
 * A page may load its own scripts and styles and nothing else: no inline script, no network, no frame, no form.
 * `connect` are the sources of Content Security Policy that it may talk to. A style element needs `styleNonce`: the code
 * editor, which makes its styles as it goes, has it from the page, and nothing else does.
 * Source: W3C "Content Security Policy Level 3"; Electron, "Security", rule 7.
 */
export function contentSecurityPolicy(connect: readonly string[] = [], styleNonce: string | null = null): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self'${styleNonce === null ? '' : ` 'nonce-${styleNonce}'`}`,
    "img-src 'self'",
    ...(connect.length === 0 ? [] : [`connect-src ${connect.join(' ')}`]),
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ');
}

/** What stands in the built page where its nonce belongs. */
const NONCE_IN_PAGE = 'STYLE_NONCE';

/** A file as it is served, with the policy that goes with it: a page has a fresh nonce each time it is loaded. */
export function servedWindowFile(
  { contentType, bytes }: WindowFile,
  connect: readonly string[] = [],
): { readonly headers: Readonly<Record<string, string>>; readonly bytes: Buffer } {
  if (!contentType.startsWith('text/html'))
    return { headers: windowHeaders(contentType, contentSecurityPolicy(connect)), bytes };
  const nonce = randomBytes(16).toString('base64');
  return {
    headers: windowHeaders(contentType, contentSecurityPolicy(connect, nonce)),
    bytes: Buffer.from(bytes.toString('utf8').replaceAll(NONCE_IN_PAGE, nonce)),
  };
}

/** The headers of a window's file, or of the answer that there is none. */
export function windowHeaders(contentType: string, policy: string): Readonly<Record<string, string>> {
  return {
    'content-type': contentType,
    'content-security-policy': policy,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
  };
}

/** The file that a URL's path names, or null when it names none inside `folder`. */
export function windowPath(pathname: string, folder: string): string | null {
  const path = decoded(pathname);
  if (path === null || path.includes('\0') || path.includes('\\')) return null;
  const file = resolve(folder, `.${path}`);
  const inside = relative(folder, file);
  return inside === '' || inside.startsWith('..') || isAbsolute(inside) ? null : file;
}

/** A file of the built window in `folder`; null where there is none, or it is no part of a window. */
export async function readWindowFile(file: string | null): Promise<WindowFile | null> {
  const contentType = file === null ? undefined : CONTENT_TYPES[extname(file)];
  if (file === null || contentType === undefined) return null;
  try {
    return { contentType, bytes: await readFile(file) };
  } catch {
    return null; // no such file, or a folder: a page need not know which
  }
}

function decoded(path: string): string | null {
  try {
    return decodeURIComponent(path);
  } catch {
    return null; // `%` without two hexadecimal digits
  }
}
