import { type LabClient, type LabReply, LabSeat, nameAndMessage } from '../core/index.ts';
import { CHANNELS } from './bridge-contract.ts';

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
  const seats = new Map<Listener, LabSeat>();

  const seatOf = (listener: Listener): LabSeat => {
    const taken = seats.get(listener);
    if (taken !== undefined) return taken;
    const seat = new LabSeat(lab, (event) => {
      if (!listener.isDestroyed()) listener.send(CHANNELS.event, event);
    });
    seats.set(listener, seat);
    listener.once('destroyed', () => {
      seat.leave();
      seats.delete(listener);
    });
    return seat;
  };

  ipcMain.handle(CHANNELS.request, async (event, message): Promise<LabReply> => {
    if (event.senderFrame === null || !isAppUrl(event.senderFrame.url)) {
      return { ok: false, error: nameAndMessage(new UntrustedSenderError()) };
    }
    return seatOf(event.sender).answer(message);
  });

  return () => {
    ipcMain.removeHandler(CHANNELS.request);
    for (const seat of seats.values()) seat.leave();
    seats.clear();
  };
}

/** A message from a page that is not the app's. */
class UntrustedSenderError extends Error {
  override readonly name = 'UntrustedSenderError';
  constructor() {
    super('This page may not use the lab.');
  }
}
