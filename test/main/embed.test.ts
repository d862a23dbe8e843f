import { EventEmitter } from 'node:events';
import type { IpcMain, WebContents } from 'electron';
import { describe, expect, it, vi } from 'vitest';
import { CHANNELS } from '../../main/bridge-contract.ts';
import { openHostedLab, viewUrl } from '../../main/embed.ts';
import { fakeElectron } from './fake-electron.ts';

/** As much of a host's contents as a lab uses. */
function contents() {
  return Object.assign(new EventEmitter(), {
    setWindowOpenHandler: vi.fn(),
    loadURL: vi.fn(async () => undefined),
    send: vi.fn(),
    isDestroyed: () => false,
  });
}
const asContents = (some: ReturnType<typeof contents>) => some as unknown as WebContents;

function hostApp() {
  const { ipcMain, handle } = fakeElectron();
  return { ipcMain: ipcMain as unknown as IpcMain, handle };
}

const VIEW = { type: 'ask', query: { type: 'view' } };

describe('a lab that another app shows', () => {
  it('is shown anew in the same contents, by it and by another lab, with the listeners of once', async () => {
    const { ipcMain } = hostApp();
    const [first, second] = [await openHostedLab({ ipcMain }), await openHostedLab({ ipcMain })];
    const view = contents();
    const listeners = () => view.eventNames().map((name) => [name, view.listenerCount(name)]);
    await first.show(asContents(view));
    const once = listeners();
    expect(once).toContainEqual(['will-navigate', 1]);
    for (let n = 0; n < 5; n += 1) await first.show(asContents(view));
    expect(listeners()).toEqual(once);
    expect(view.setWindowOpenHandler).toHaveBeenCalledOnce();
    await second.show(asContents(view));
    expect(listeners()).toEqual(once);
    await Promise.all([first.close(), second.close()]);
  });

  it('answers each of several contents, and none that shows another lab since', async () => {
    const { ipcMain, handle } = hostApp();
    const [first, second] = [await openHostedLab({ ipcMain }), await openHostedLab({ ipcMain, place: 'bill' })];
    const [left, right] = [contents(), contents()];
    const ask = (sender: object) => handle(CHANNELS.request, { sender, senderFrame: { url: viewUrl } }, VIEW);
    await first.show(asContents(left));
    await first.show(asContents(right));
    await second.show(asContents(right));
    expect(right.send).toHaveBeenLastCalledWith(CHANNELS.visit, { address: 'bill', begins: false });
    await first.close();
    expect(await ask(left)).toMatchObject({ ok: false, error: { name: 'UntrustedSenderError' } });
    expect(await ask(right)).toMatchObject({ ok: true });
    await second.close();
    expect(await ask(right)).toMatchObject({ ok: false });
  });
});
