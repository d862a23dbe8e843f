import { EventEmitter } from 'node:events';
import type { Session, WebContents } from 'electron';
import { describe, expect, it, vi } from 'vitest';
import { APP_PAGE } from '../../main/app-protocol.ts';
import { guardNavigation, guardPermissions } from '../../main/guards.ts';

function guardedContents() {
  const contents = Object.assign(new EventEmitter(), { setWindowOpenHandler: vi.fn() });
  guardNavigation(contents as unknown as WebContents); // as much of one as the guard uses
  return contents;
}

describe('the contents of a window', () => {
  it('open no window', () => {
    const { setWindowOpenHandler } = guardedContents();
    expect(setWindowOpenHandler.mock.calls[0]?.[0]({ url: APP_PAGE })).toEqual({ action: 'deny' });
  });

  it.each(['will-navigate', 'will-frame-navigate', 'will-redirect', 'will-attach-webview'])(
    'are kept from %s',
    (event) => {
      const preventDefault = vi.fn();
      guardedContents().emit(event, { preventDefault });
      expect(preventDefault).toHaveBeenCalledOnce();
    },
  );
});

describe('a page’s permissions', () => {
  const session = { setPermissionRequestHandler: vi.fn(), setPermissionCheckHandler: vi.fn() };
  guardPermissions(session as unknown as Session);
  const ask = (permission: string, url = APP_PAGE) => {
    let answer: boolean | undefined;
    session.setPermissionRequestHandler.mock.calls[0]?.[0]({ getURL: () => url }, permission, (given: boolean) => {
      answer = given;
    });
    const checked: unknown = session.setPermissionCheckHandler.mock.calls[0]?.[0]({ getURL: () => url }, permission);
    expect(checked).toBe(answer);
    return answer;
  };

  it('are to write to the clipboard, for the copy buttons', () => {
    expect(ask('clipboard-sanitized-write')).toBe(true);
  });

  it.each(['clipboard-read', 'media', 'geolocation', 'notifications', 'openExternal', 'hid'])(
    'are not %s',
    (permission) => {
      expect(ask(permission)).toBe(false);
    },
  );

  it('are none at all for a page that is not the app’s', () => {
    expect(ask('clipboard-sanitized-write', 'https://example.com/')).toBe(false);
  });
});
