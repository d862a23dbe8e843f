import { describe, expect, it, vi } from 'vitest';
import { createLab, type LabEvent } from '../../core/index.ts';
import { nodePorts } from '../../core/node/index.ts';
import { isAppUrl } from '../../main/app-protocol.ts';
import { CHANNELS } from '../../main/bridge-contract.ts';
import { hostLabs, type WindowLab } from '../../main/lab-host.ts';
import { ADMIN } from '../helpers/lab-with.ts';
import { fakeElectron } from './fake-electron.ts';

async function hosted(pageUrl?: string) {
  const electron = fakeElectron(pageUrl);
  const lab = await createLab(nodePorts());
  const host = hostLabs({ ipcMain: electron.ipcMain, isAppUrl });
  const window: WindowLab = { lab, desk: async (message) => ({ asked: message }) };
  host.attach(electron.sender, window);
  const send = (...args: unknown[]) => electron.ipcRenderer.invoke(CHANNELS.request, ...args);
  return { ...electron, lab, host, window, send };
}

const VIEW = { type: 'ask', query: { type: 'view' } };

describe('the host of the lab', () => {
  it('answers the app’s own page', async () => {
    const { send } = await hosted();
    expect(await send(VIEW)).toMatchObject({ ok: true, value: { keys: [] } });
  });

  it.each([
    'https://example.com/',
    'file:///home/user/index.html',
    'kmslab-app://other/index.html',
    'kmslab-app:lab/index.html',
    'about:blank',
    '',
  ])('refuses a page from %j', async (url) => {
    const { send } = await hosted(url);
    expect(await send(VIEW)).toEqual({
      ok: false,
      error: { name: 'UntrustedSenderError', message: 'This page may not use the lab.' },
    });
  });

  it('refuses a frame that has gone meanwhile', async () => {
    const handle = vi.fn();
    hostLabs({ ipcMain: { handle, removeHandler: vi.fn() }, isAppUrl });
    const handler = handle.mock.calls[0]?.[1] as (event: object, message: unknown) => Promise<unknown>;
    expect(await handler({ senderFrame: null }, VIEW)).toMatchObject({ ok: false });
  });

  it('answers a malformed message with what was expected, and no stack', async () => {
    const { send } = await hosted();
    expect(await send('view')).toEqual({
      ok: false,
      error: { name: 'MalformedMessageError', message: 'message: expected an object, got a string of 4 characters' },
    });
    expect(await send()).toMatchObject({ ok: false });
  });

  it('keeps the name of an error that the lab rejects with', async () => {
    const { send } = await hosted();
    const request = {
      service: 'kms',
      operation: 'ListKeys',
      input: {},
      as: 'arn:aws:iam::1:root',
      region: 'us-east-1',
    };
    expect(await send({ type: 'call', request })).toMatchObject({ ok: false, error: { name: 'LabError' } });
  });

  it('sends events to a page that subscribed, once each, also when it asked twice', async () => {
    const { send, lab, ipcRenderer } = await hosted();
    const heard: LabEvent[] = [];
    ipcRenderer.on(CHANNELS.event, (_event, labEvent) => heard.push(labEvent as LabEvent));
    await lab.act({ type: 'advance', by: 1 });
    expect(heard).toEqual([]);
    await send({ type: 'subscribe' });
    await send({ type: 'subscribe' }); // a page that was loaded again
    await lab.act({ type: 'advance', by: 1 });
    await vi.waitFor(() => expect(heard.map(({ type }) => type)).toEqual(['timePassed', 'acted']));
  });

  it('sends nothing more once the page unsubscribed, or its contents are destroyed', async () => {
    const { send, lab, sender } = await hosted();
    const told = vi.spyOn(sender, 'send');
    await send({ type: 'subscribe' });
    await send({ type: 'unsubscribe' });
    await lab.act({ type: 'advance', by: 1 });
    await send({ type: 'subscribe' });
    sender.destroy();
    await lab.act({ type: 'advance', by: 1 });
    expect(told).not.toHaveBeenCalled();
  });

  it('refuses contents that no lab was given to, and those that it was taken from', async () => {
    const { send, window, host } = await hosted();
    host.detach(window);
    expect(await send(VIEW)).toMatchObject({ ok: false, error: { name: 'UntrustedSenderError' } });
    host.close();
    await expect(send(VIEW)).rejects.toThrow('No handler');
  });

  it('gives each window its own lab, and tells it of no other', async () => {
    const { host, lab, sender, page, handle } = await hosted();
    const other = fakeElectron();
    const otherLab = await createLab(nodePorts());
    host.attach(other.sender, { lab: otherLab, desk: async () => null });
    const toldOther = vi.spyOn(other.sender, 'send');
    const ask = (from: object, message: unknown) =>
      handle(CHANNELS.request, { sender: from, senderFrame: page }, message);
    await ask(other.sender, { type: 'subscribe' });
    const create = { service: 'kms', operation: 'CreateKey', input: {}, ...ADMIN };
    await ask(sender, { type: 'call', request: create });
    expect(lab.world.keys.size).toBe(1);
    expect(otherLab.world.keys.size).toBe(0);
    expect(await ask(other.sender, VIEW)).toMatchObject({ ok: true, value: { keys: [] } });
    expect(toldOther).not.toHaveBeenCalled();
  });

  it('passes on what a window asks of the app, from the app’s own page alone', async () => {
    const { handle, sender, page } = await hosted();
    const ask = (url: string) => handle(CHANNELS.desk, { sender, senderFrame: { url } }, { type: 'look' });
    expect(await ask(page.url)).toEqual({ ok: true, value: { asked: { type: 'look' } } });
    expect(await ask('https://example.com/')).toMatchObject({ ok: false, error: { name: 'UntrustedSenderError' } });
  });
});
