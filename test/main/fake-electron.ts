import { EventEmitter } from 'node:events';
import type { IpcMainLike, Listener } from '../../main/lab-host.ts';

type Handler = Parameters<IpcMainLike['handle']>[1];
type RendererListener = (event: object, ...args: unknown[]) => void;

/**
 * The two ends of Electron's IPC without Electron: what a preload requires, and what main has. Values are cloned on
 * both ways, as Electron clones them; a value that can't be cloned throws, as it does there.
 */
export function fakeElectron(pageUrl = 'kmslab-app://lab/index.html') {
  const handlers = new Map<string, Handler>();
  const channels = new EventEmitter();
  const contents = new EventEmitter().setMaxListeners(0); // one for each host that a test makes
  const exposed = new Map<string, unknown>();
  const page = { url: pageUrl };
  const sender: Listener & { readonly destroy: () => void } = {
    send: (channel, ...args) => {
      const cloned = structuredClone(args);
      queueMicrotask(() => channels.emit(channel, {}, ...cloned));
    },
    isDestroyed: () => false,
    once: (event, listener) => contents.once(event, listener),
    destroy: () => contents.emit('destroyed'),
  };
  const ipcMain: IpcMainLike = {
    handle: (channel, handler) => void handlers.set(channel, handler),
    removeHandler: (channel) => void handlers.delete(channel),
  };
  const ipcRenderer = {
    invoke: async (channel: string, ...args: unknown[]) => {
      const cloned = structuredClone(args);
      const handler = handlers.get(channel);
      if (handler === undefined) throw new Error(`No handler registered for '${channel}'`);
      return structuredClone(await handler({ sender, senderFrame: page }, ...cloned));
    },
    on: (channel: string, listener: RendererListener) => channels.on(channel, listener),
    off: (channel: string, listener: RendererListener) => channels.off(channel, listener),
  };
  const contextBridge = { exposeInMainWorld: (key: string, api: unknown) => void exposed.set(key, api) };
  /** What main answers an invocation from any contents. */
  const handle = (channel: string, event: Parameters<Handler>[0], ...args: unknown[]) => {
    const handler = handlers.get(channel);
    if (handler === undefined) throw new Error(`No handler registered for '${channel}'`);
    return handler(event, ...args);
  };
  return {
    ipcMain,
    handle,
    ipcRenderer,
    contextBridge,
    exposed,
    page,
    sender,
    listenersOn: (channel: string) => channels.listenerCount(channel),
  };
}
