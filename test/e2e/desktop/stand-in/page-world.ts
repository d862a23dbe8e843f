import type { ToPage, ToPreload } from './worlds.ts';

/**
 * Runs, as text, in the page's own world before its scripts: the page's end of `contextBridge`, with copies of values
 * and stand-ins for functions. It uses its parameters and the page's globals, nothing of this module.
 * @param name - random; the preload's world knows it too.
 */
export function pageWorld(encode: (value: unknown) => string, decode: (text: string) => unknown, name: string): void {
  if (window !== window.top) return; // without nodeIntegrationInSubFrames, a preload runs in the main frame only
  const answers = new Map<number, Extract<ToPage, { type: 'returned' }>>();
  const promises = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
  const listeners: ((value: unknown) => void)[] = [];
  let lastId = 0;
  const toPreload = (message: ToPreload) =>
    document.dispatchEvent(new CustomEvent(`${name}:preload`, { detail: encode(message) }));

  const call = (key: string, method: string, args: readonly unknown[]): unknown => {
    lastId += 1;
    const id = lastId;
    const sent = args.map((arg) =>
      typeof arg === 'function' ? { $listener: listeners.push(arg as (value: unknown) => void) - 1 } : arg,
    );
    toPreload({ type: 'call', id, key, method, args: sent });
    const answer = answers.get(id); // events are synchronous: it has come
    answers.delete(id);
    if (answer?.kind === 'error') throw new Error(answer.error);
    if (answer?.kind === 'function') return () => toPreload({ type: 'call-returned', id });
    if (answer?.kind === 'value') return answer.value;
    return new Promise((resolve, reject) => promises.set(id, { resolve, reject }));
  };

  const hear = (message: ToPage): void => {
    if (message.type === 'expose') {
      if (message.key in window) return;
      const api = Object.fromEntries(
        message.methods.map((method) => [method, (...args: unknown[]) => call(message.key, method, args)]),
      );
      Object.defineProperty(window, message.key, { value: Object.freeze(api), enumerable: true });
    } else if (message.type === 'returned') answers.set(message.id, message);
    else if (message.type === 'heard') listeners[message.listener]?.(message.value);
    else {
      const promise = promises.get(message.id);
      promises.delete(message.id);
      if (message.ok) promise?.resolve(message.value);
      else promise?.reject(new Error(message.error));
    }
  };
  document.addEventListener(`${name}:page`, (event) => hear(decode((event as CustomEvent<string>).detail) as ToPage));
  toPreload({ type: 'ready' });
}
