import { type LabClient, type LabReply, LabSeat, nameAndMessage } from '../core/index.ts';
import { CHANNELS } from './bridge-contract.ts';

/** What the host needs of Electron's `ipcMain`, so that tests can give it another. */
export interface IpcMainLike {
  handle(channel: string, listener: (event: InvokeEvent, ...args: unknown[]) => Promise<unknown>): void;
  removeHandler(channel: string): void;
}

/** What the host needs of `IpcMainInvokeEvent`. `senderFrame` is null when the frame has gone meanwhile. */
export interface InvokeEvent {
  readonly sender: object;
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
  /** Whether a page at this URL is the app's own. */
  readonly isAppUrl: (url: string) => boolean;
}

/** What a window has behind it. */
export interface WindowLab {
  readonly lab: LabClient;
  /** Answers what the window asks of the app around the lab, which may be anything. @throws {Error} in one line */
  readonly desk: (message: unknown) => Promise<unknown>;
}

/** Lets windows use labs, each its own and no other. */
export interface LabHost {
  /** From now on these contents use this lab, and no other. */
  attach(contents: Listener, window: WindowLab): void;
  /** Takes a lab from all contents that use it. */
  detach(window: WindowLab): void;
  /** Answers nobody any more. */
  close(): void;
}

/**
 * Puts labs behind windows. Each message is parsed as unknown; one from a page that isn't the app's, or from contents
 * that no lab was given to, is refused. Every answer is a `LabReply`, so that an error crosses with its name.
 * Source: Electron, "Security", rule 17 (validate the sender of all IPC messages).
 */
export function hostLabs({ ipcMain, isAppUrl }: LabHostOptions): LabHost {
  const windows = new Map<object, { readonly seat: LabSeat; readonly window: WindowLab }>();

  const known = new WeakSet<object>();

  const take = (contents: object) => {
    windows.get(contents)?.seat.leave();
    windows.delete(contents);
  };

  const shownIn = ({ sender, senderFrame }: InvokeEvent) =>
    senderFrame === null || !isAppUrl(senderFrame.url) ? undefined : windows.get(sender);

  ipcMain.handle(CHANNELS.request, async (event, message): Promise<LabReply> => {
    return (await shownIn(event)?.seat.answer(message)) ?? UNTRUSTED;
  });
  ipcMain.handle(CHANNELS.desk, async (event, message): Promise<LabReply> => {
    const shown = shownIn(event);
    if (shown === undefined) return UNTRUSTED;
    try {
      return { ok: true, value: await shown.window.desk(message) };
    } catch (error) {
      return { ok: false, error: nameAndMessage(error) };
    }
  });

  return {
    attach(contents, window) {
      const seat = new LabSeat(window.lab, (event) => {
        if (!contents.isDestroyed()) contents.send(CHANNELS.event, event);
      });
      take(contents);
      windows.set(contents, { seat, window });
      if (!known.has(contents)) contents.once('destroyed', () => take(contents));
      known.add(contents);
    },
    detach(window) {
      for (const [contents, shown] of windows) if (shown.window === window) take(contents);
    },
    close() {
      ipcMain.removeHandler(CHANNELS.request);
      ipcMain.removeHandler(CHANNELS.desk);
      for (const { seat } of windows.values()) seat.leave();
      windows.clear();
    },
  };
}

/** What a page hears that is not the app's, or that has no lab. */
const UNTRUSTED: LabReply = {
  ok: false,
  error: { name: 'UntrustedSenderError', message: 'This page may not use the lab.' },
};
