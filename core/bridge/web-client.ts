import type { LabClient, LabEvent } from '../lab/client.ts';
import { type LabMessage, type LabReply, type LabReplyError, parseLabEvent, parseLabReply } from './messages.ts';
import { StreamEnd } from './stream-end.ts';
import { encodeFrame, type Greeting, parseLabFrame, type WebAnswer, type WebMessage } from './web-frames.ts';

/** One connection to a lab, as a page has it; a browser's WebSocket is one. */
export interface WebSocketLike {
  binaryType: string;
  send(bytes: Uint8Array<ArrayBuffer>): void;
  close(): void;
  addEventListener(type: 'open' | 'close', listener: () => void): void;
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void;
}

/** What a page gives its client: how to come in, and how to connect. */
export interface WebClientOptions {
  /** The token of a link, or the key of this tab. */
  readonly token: string;
  /** Opens a connection. */
  readonly connect: () => WebSocketLike;
  /** Calls back in a while, to try again. */
  readonly later: (work: () => void, ms: number) => void;
  /** The key with which the page may come in when it is loaded again. */
  readonly keepTabKey: (key: string) => void;
  readonly onState: (state: WebState) => void;
}

/** How a page is connected. `ended` is for good, and says why. */
export type WebState =
  | { readonly type: 'connecting' | 'connected' | 'away' }
  | { readonly type: 'ended'; readonly message: string };

/** The lab refused a message, or failed at it; never an AWS refusal, which is an ordinary outcome. */
export class LabRequestError extends Error {
  override readonly name: string;
  constructor({ name, message }: LabReplyError) {
    super(message);
    this.name = name;
  }
}

const FIRST_WAIT_MS = 100;
const LONGEST_WAIT_MS = 2_000;

/** A lab behind a WebSocket. Connections that break are made again, and nothing is lost by it. */
export class WebClient implements LabClient {
  readonly #options: WebClientOptions;
  readonly #stream = new StreamEnd<WebMessage, WebAnswer>();
  readonly #waiting = new Map<number, (reply: LabReply) => void>();
  readonly #listeners = new Set<(event: LabEvent) => void>();
  #session: string | null = null;
  #socket: WebSocketLike | null = null;
  #messages = 0;
  #waitMs = FIRST_WAIT_MS;
  #ended: string | null = null;

  constructor(options: WebClientOptions) {
    this.#options = options;
    options.onState({ type: 'connecting' });
    this.#open();
  }

  async call(request: Parameters<LabClient['call']>[0]) {
    return (await this.#send({ type: 'call', request })) as Awaited<ReturnType<LabClient['call']>>;
  }

  ask: LabClient['ask'] = async (query) => (await this.#send({ type: 'ask', query })) as never; // the lab's own answer

  async act(action: Parameters<LabClient['act']>[0]) {
    return (await this.#send({ type: 'act', action })) as Awaited<ReturnType<LabClient['act']>>;
  }

  subscribe(listener: (event: LabEvent) => void) {
    const heard = (event: LabEvent) => listener(event);
    this.#listeners.add(heard);
    if (this.#listeners.size === 1) this.#tell({ type: 'subscribe' });
    return () => {
      if (this.#listeners.delete(heard) && this.#listeners.size === 0) this.#tell({ type: 'unsubscribe' });
    };
  }

  /** Leaves the lab. */
  close(): void {
    this.#end('The page has left the lab.');
  }

  async #send(message: LabMessage): Promise<unknown> {
    if (this.#ended !== null) throw new LabRequestError({ name: 'LabGoneError', message: this.#ended });
    this.#messages += 1;
    const id = this.#messages;
    const reply = await new Promise<LabReply>((resolve) => {
      this.#waiting.set(id, resolve);
      this.#stream.send({ id, message });
    });
    if (!reply.ok) throw new LabRequestError(reply.error);
    return reply.value;
  }

  /** Sends what nobody waits for. A page that has left has nothing to subscribe to. */
  #tell(message: LabMessage): void {
    this.#send(message).catch(() => undefined);
  }

  #open(): void {
    const socket = this.#options.connect();
    this.#socket = socket;
    socket.binaryType = 'arraybuffer';
    socket.addEventListener('open', () => socket.send(encodeFrame(this.#greeting())));
    socket.addEventListener('message', ({ data }) => this.#hear(socket, data));
    socket.addEventListener('close', () => this.#lost(socket));
  }

  #greeting(): Greeting {
    if (this.#session === null) return { type: 'hello', token: this.#options.token };
    return { type: 'resume', session: this.#session, arrived: this.#stream.arrived };
  }

  #hear(socket: WebSocketLike, data: unknown): void {
    if (socket !== this.#socket || !(data instanceof ArrayBuffer)) return;
    const frame = parseLabFrame(new Uint8Array(data));
    if (frame.type === 'refused') {
      this.#end(frame.message);
      return;
    }
    if (frame.type === 'welcome') {
      this.#session = frame.session;
      this.#waitMs = FIRST_WAIT_MS;
      this.#options.keepTabKey(frame.tabKey);
      this.#options.onState({ type: 'connected' });
      this.#stream.connect((piece) => socket.send(encodeFrame(piece)), frame.arrived);
      return;
    }
    const taken = this.#stream.take(frame);
    if (taken !== null) this.#got(taken.body);
  }

  #got(answer: WebAnswer): void {
    if (answer.type === 'event') {
      const event = parseLabEvent(answer.event);
      for (const listener of [...this.#listeners]) listener(event);
      return;
    }
    this.#waiting.get(answer.id)?.(parseLabReply(answer.reply));
    this.#waiting.delete(answer.id);
  }

  #lost(socket: WebSocketLike): void {
    if (socket !== this.#socket || this.#ended !== null) return;
    this.#socket = null;
    this.#stream.disconnect();
    this.#options.onState({ type: 'away' });
    this.#options.later(() => {
      if (this.#ended === null) this.#open();
    }, this.#waitMs);
    this.#waitMs = Math.min(this.#waitMs * 2, LONGEST_WAIT_MS);
  }

  #end(message: string): void {
    if (this.#ended !== null) return;
    this.#ended = message;
    this.#stream.disconnect();
    this.#socket?.close();
    this.#socket = null;
    for (const settle of this.#waiting.values()) settle({ ok: false, error: { name: 'LabGoneError', message } });
    this.#waiting.clear();
    this.#options.onState({ type: 'ended', message });
  }
}
