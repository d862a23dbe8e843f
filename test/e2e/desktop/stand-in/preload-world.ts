import type { FromMain, ToMain, ToPage, ToPreload } from './worlds.ts';

type Api = Record<string, (...args: unknown[]) => unknown>;
type Listener = (event: object, ...args: unknown[]) => void;
type Preload = (require: (module: string) => unknown, module: object, exports: object) => void;

/**
 * Runs, as text, in the preload's isolated world, around the built preload: the two parts of `electron` that a
 * sandboxed preload may require. It uses its parameters and the page's globals, nothing of this module.
 * @param name - random; the page's world knows it too.
 */
export function preloadWorld(
  encode: (value: unknown) => string,
  decode: (text: string) => unknown,
  name: string,
  preload: Preload,
): void {
  if (window !== window.top) return; // without nodeIntegrationInSubFrames, a preload runs in the main frame only
  const world = globalThis as unknown as { kmslabToMain(text: string): void; kmslabFromMain(text: string): void };
  const pending = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
  const channels = new Map<string, Set<Listener>>();
  let lastId = 0;

  world.kmslabFromMain = (text) => {
    const message = decode(text) as FromMain;
    if (message.type === 'send') {
      for (const listener of [...(channels.get(message.channel) ?? [])]) listener({}, ...message.args);
      return;
    }
    const promise = pending.get(message.id);
    pending.delete(message.id);
    if (message.ok) promise?.resolve(message.value);
    else promise?.reject(new Error(`Error invoking remote method: ${message.error}`));
  };

  const ipcRenderer = {
    invoke: (channel: string, ...args: unknown[]) =>
      new Promise((resolve, reject) => {
        lastId += 1;
        pending.set(lastId, { resolve, reject });
        world.kmslabToMain(encode({ id: lastId, channel, args } satisfies ToMain));
      }),
    on: (channel: string, listener: Listener) => {
      const listeners = channels.get(channel) ?? new Set();
      channels.set(channel, listeners.add(listener));
    },
    off: (channel: string, listener: Listener) => channels.get(channel)?.delete(listener),
  };

  const exposed = new Map<string, Api>();
  const returned = new Map<number, () => void>();
  const toPage = (message: ToPage) =>
    document.dispatchEvent(new CustomEvent(`${name}:page`, { detail: encode(message) }));
  const expose = (key: string, api: Api) => toPage({ type: 'expose', key, methods: Object.keys(api) });

  const call = ({ id, key, method, args }: Extract<ToPreload, { type: 'call' }>): void => {
    const received = args.map((arg) => {
      if (typeof arg !== 'object' || arg === null || !('$listener' in arg)) return arg;
      const listener = Number(arg.$listener);
      return (value: unknown) => toPage({ type: 'heard', listener, value });
    });
    const value = exposed.get(key)?.[method]?.(...received);
    if (typeof value === 'function') {
      returned.set(id, value as () => void);
      toPage({ type: 'returned', id, kind: 'function' });
    } else if (value instanceof Promise) {
      toPage({ type: 'returned', id, kind: 'promise' });
      value.then(
        (settled: unknown) => toPage({ type: 'settled', id, ok: true, value: settled }),
        (error: Error) => toPage({ type: 'settled', id, ok: false, error: error.message }),
      );
    } else toPage({ type: 'returned', id, kind: 'value', value });
  };

  const hear = (message: ToPreload): void => {
    if (message.type === 'ready') for (const [key, api] of exposed) expose(key, api);
    else if (message.type === 'call-returned') returned.get(message.id)?.();
    else {
      try {
        call(message);
      } catch (error) {
        toPage({ type: 'returned', id: message.id, kind: 'error', error: String(error) });
      }
    }
  };
  document.addEventListener(`${name}:preload`, (event) =>
    hear(decode((event as CustomEvent<string>).detail) as ToPreload),
  );

  const contextBridge = {
    exposeInMainWorld: (key: string, api: Api) => {
      exposed.set(key, api);
      expose(key, api);
    },
  };
  const module = { exports: {} };
  preload(
    (wanted) => {
      if (wanted !== 'electron') throw new Error(`module not found: ${wanted}`);
      return { contextBridge, ipcRenderer };
    },
    module,
    module.exports,
  );
}
