import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, sep } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contentSecurityPolicy } from '../../core/node/index.ts';
import { APP_PAGE, appFile, isAppUrl, serveApp } from '../../main/app-protocol.ts';

const FOLDER = `${sep}app${sep}renderer`;

describe('a URL of the app', () => {
  it('names a file of the window’s folder', () => {
    expect(appFile(APP_PAGE, FOLDER)).toBe(join(FOLDER, 'index.html'));
    expect(appFile('kmslab-app://lab/assets/a%20b.js?x=1#y', FOLDER)).toBe(join(FOLDER, 'assets', 'a b.js'));
  });

  it.each([
    'kmslab-app://lab/../main.js',
    'kmslab-app://lab/%2e%2e/main.js',
    'kmslab-app://lab/..%2fmain.js',
    'kmslab-app://lab/..%5c..%5cmain.js',
    'kmslab-app://lab/assets/..%2f..%2f..%2fetc%2fpasswd',
    'kmslab-app://lab//etc/passwd',
  ])('never leads out of it: %s', (url) => {
    const file = appFile(url, FOLDER);
    if (file !== null) expect(file.startsWith(FOLDER + sep)).toBe(true);
  });

  it.each([
    'kmslab-app://lab/',
    'kmslab-app://lab/%',
    'kmslab-app://lab/a%00.html',
    'kmslab-app://other/index.html',
    'https://lab/index.html',
    'file:///app/renderer/index.html',
    'index.html',
  ])('is none when it is %s', (url) => {
    expect(appFile(url, FOLDER)).toBeNull();
  });

  it('has the app’s scheme and its host, and nothing else will do', () => {
    expect(isAppUrl(APP_PAGE)).toBe(true);
    expect(isAppUrl('kmslab-app://lab.example.com/index.html')).toBe(false);
    expect(isAppUrl('kmslab-app://user@lab/index.html')).toBe(true); // the same host
    expect(isAppUrl('kmslab-app://lab@example.com/index.html')).toBe(false);
  });
});

describe('what the app serves', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'kmslab-renderer-'));
    await mkdir(join(folder, 'assets'));
    await writeFile(join(folder, 'index.html'), '<!doctype html><meta property="csp-nonce" nonce="STYLE_NONCE" />');
    await writeFile(join(folder, 'assets', 'notes.txt'), 'not a part of a window');
  });
  afterAll(() => rm(folder, { recursive: true }));
  const get = (url: string, method = 'GET') => serveApp(folder)(new Request(url, { method }));

  it('carries the content security policy, which allows no inline script and no network', async () => {
    const response = await get(APP_PAGE);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    const policy = response.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toMatch(/unsafe|https?:|\*/);
  });

  it('gives each load of the page a nonce of its own for the styles of its editor, and no script any', async () => {
    const load = async () => {
      const response = await get(APP_PAGE);
      const inPage = /nonce="([^"]+)"/.exec(await response.text())?.[1] ?? '';
      return { inPage, policy: response.headers.get('content-security-policy') };
    };
    const [first, second] = [await load(), await load()];
    expect(first.inPage).toMatch(/^[\w+/]{22}==$/);
    expect(first.policy).toBe(contentSecurityPolicy([], first.inPage));
    expect(first.policy).toMatch(/script-src 'self';/);
    expect(second.inPage).not.toBe(first.inPage);
  });

  it('says the same policy in the page itself, save what only a header can say', async () => {
    const page = await readFile(new URL('../../renderer/index.html', import.meta.url), 'utf8');
    const inPage = /http-equiv="Content-Security-Policy"\s+content="([^"]+)"/.exec(page)?.[1];
    expect(inPage).toBe(contentSecurityPolicy([], 'STYLE_NONCE').replace("frame-ancestors 'none'; ", ''));
  });

  it.each([
    ['a file that is not there', 'kmslab-app://lab/none.js', 'GET'],
    ['a folder', 'kmslab-app://lab/assets', 'GET'],
    ['a kind of file that no window has', 'kmslab-app://lab/assets/notes.txt', 'GET'],
    ['anything but GET', 'kmslab-app://lab/index.html', 'POST'],
  ])('answers 404 for %s', async (_, url, method) => {
    const response = await get(url, method);
    expect(response.status).toBe(404);
    expect(await response.text()).toBe('Not found');
  });
});
