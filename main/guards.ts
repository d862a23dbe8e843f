import type { Session, WebContents } from 'electron';
import { isAppUrl } from './app-protocol.ts';

/**
 * The one thing that the copy buttons need. Reading the clipboard is another permission, and stays denied.
 * Source: W3C "Clipboard API and events", section 9.
 */
const GRANTED = 'clipboard-sanitized-write';

/**
 * Denies a session's pages every permission, but to the view's page writing to the clipboard. A session has one such
 * guard: it takes the place of another. Source: Electron, "Security", rule 5.
 */
export function guardPermissions(session: Session): void {
  session.setPermissionRequestHandler((contents, permission, answer) => {
    answer(permission === GRANTED && isAppUrl(contents.getURL()));
  });
  session.setPermissionCheckHandler((contents, permission) => {
    return permission === GRANTED && contents !== null && isAppUrl(contents.getURL());
  });
}

/** Contents that are guarded, until they are gone. */
const guarded = new WeakSet<WebContents>();

/**
 * Keeps contents on the page it was given: no navigation, no new window, no webview. Contents that are guarded stay as
 * they are. Source: Electron, "Security", rules 12 to 14.
 */
export function guardNavigation(contents: WebContents): void {
  if (guarded.has(contents)) return;
  guarded.add(contents);
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  contents.on('will-navigate', (event) => {
    event.preventDefault();
  });
  // A frame within the page, which its content security policy lets nobody make.
  contents.on('will-frame-navigate', (event) => {
    event.preventDefault();
  });
  contents.on('will-redirect', (event) => {
    event.preventDefault();
  });
  contents.on('will-attach-webview', (event) => {
    event.preventDefault();
  });
}
