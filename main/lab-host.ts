import type { LabClient, Unsubscribe } from '../core/index.ts';
import { CHANNELS, type LabMessage, type LabReply } from './bridge-contract.ts';
import { parseLabMessage } from './parse-message.ts';

/** What the host needs of Electron's `ipcMain`, so that tests can give it another. */
export interface IpcMainLike {
  handle(channel: string, listener: (event: InvokeEvent, ...args: unknown[]) => Promise<unknown>): void;
  removeHandler(channel: string): void;
}

/** What the host needs of `IpcMainInvokeEvent`. `senderFrame` is null when the frame has gone meanwhile. */
export interface InvokeEvent {
  readonly sender: Listener;
  readonly senderFrame: { readonly url: string } | null;
}

/** What the host needs of `WebContents`. */
export interface Listener {
  send(channel: string, ...args: unknown[]): void;
  isDestroyed(): boolean;
  once(event: 'destroyed', listener: () => void): unknown;
}

export interface LabHostOptions {
  readonly ipcMain: IpcMainLike;
  readonly lab: LabClient;
  /** Whether a page at this URL is the app's own. */
  readonly isAppUrl: (url: string) => boolean;
}

/**
 * Lets the app's windows use the lab. Each message is parsed as unknown, and one from a page that isn't the app's is
 * refused. Every answer is a `LabReply`, so that an error crosses with its name.
 * Source: Electron, "Security", rule 17 (validate the sender of all IPC messages).
 * @returns detaches the lab.
 */
export function hostLab({ ipcMain, lab, isAppUrl }: LabHostOptions): () => void {
  const subscriptions = new Map<Listener, Unsubscribe>();

  const unsubscribe = (listener: Listener) => {
    subscriptions.get(listener)?.();
    subscriptions.delete(listener);
  };
  const subscribe = (listener: Listener) => {
    if (subscriptions.has(listener)) return; // a page that was loaded again asks again
    subscriptions.set(
      listener,
      lab.subscribe((event) => {
        if (!listener.isDestroyed()) listener.send(CHANNELS.event, event);
      }),
    );
    listener.once('destroyed', () => unsubscribe(listener));
  };
  const answer = async (message: LabMessage, sender: Listener): Promise<unknown> => {
    switch (message.type) {
      case 'call':
        return lab.call(message.request);
      case 'ask':
        return lab.ask(message.query);
      case 'act':
        return lab.act(message.action);
      case 'subscribe':
        return subscribe(sender);
      case 'unsubscribe':
        return unsubscribe(sender);
    }
  };

  ipcMain.handle(CHANNELS.request, async (event, message): Promise<LabReply> => {
    try {
      if (event.senderFrame === null || !isAppUrl(event.senderFrame.url)) throw new UntrustedSenderError();
      return { ok: true, value: await answer(parseLabMessage(message), event.sender) };
    } catch (error) {
      return { ok: false, error: nameAndMessage(error) };
    }
  });

  return () => {
    ipcMain.removeHandler(CHANNELS.request);
    for (const listener of [...subscriptions.keys()]) unsubscribe(listener);
  };
}

/** A message from a page that is not the app's. */
class UntrustedSenderError extends Error {
  override readonly name = 'UntrustedSenderError';
  constructor() {
    super('This page may not use the lab.');
  }
}

function nameAndMessage(error: unknown) {
  return error instanceof Error
    ? { name: error.name, message: error.message }
    : { name: 'Error', message: String(error) };
}
