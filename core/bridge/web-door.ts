import { toHex } from '../crypto/bytes.ts';
import type { LabClient } from '../lab/client.ts';
import type { Ports } from '../ports.ts';
import { LabSeat } from './lab-seat.ts';
import { StreamEnd } from './stream-end.ts';
import { encodeFrame, type Greeting, parsePageFrame, type WebAnswer, type WebMessage } from './web-frames.ts';

/** What the door needs of one connection, whatever it is. */
export interface WebConnection {
  send(bytes: Uint8Array): void;
  close(): void;
}

/** What it is told of that connection. */
export interface WebConnectionEvents {
  received(bytes: Uint8Array): void;
  closed(): void;
}

/** A page that uses the lab: its stream outlives its connections. */
interface Session {
  readonly stream: StreamEnd<WebAnswer, WebMessage>;
  readonly seat: LabSeat;
  readonly tabKey: string;
  connection: WebConnection | null;
}

/** How many pages may use the lab at a time; the one that was without a connection longest makes room. */
const MOST_SESSIONS = 32;

/**
 * Lets pages in a browser use a lab over connections that may break. A page comes in with a token: from a link, which
 * works once, or the key of its tab, which it gets when it comes in. Whoever has neither gets nothing.
 */
export class WebDoor {
  readonly #lab: LabClient;
  readonly #random: Ports['random'];
  readonly #links = new Set<string>();
  readonly #tabKeys = new Set<string>();
  /** By their ids, the one that came or came back last at the end. */
  readonly #sessions = new Map<string, Session>();

  constructor(lab: LabClient, random: Ports['random']) {
    this.#lab = lab;
    this.#random = random;
  }

  /** A token for one page. */
  newLink(): string {
    const token = this.#secret();
    this.#links.add(token);
    return token;
  }

  /** Takes a connection, of which nothing is known yet. */
  admit(connection: WebConnection): WebConnectionEvents {
    let session: Session | null = null;
    return {
      received: (bytes) => {
        try {
          const frame = parsePageFrame(bytes);
          if (frame.type === 'hello' || frame.type === 'resume') {
            if (session !== null) throw new Error('a connection greets once');
            session = this.#greet(frame, connection);
            if (session === null) connection.close();
            return;
          }
          if (session === null) throw new Error('a connection greets first');
          const taken = session.stream.take(frame);
          if (taken !== null) void this.#answer(session, taken.body);
        } catch {
          connection.close(); // what is no frame comes from no page of ours
        }
      },
      closed: () => {
        if (session?.connection !== connection) return;
        session.connection = null;
        session.stream.disconnect();
      },
    };
  }

  /** Sends everybody away. */
  close(): void {
    for (const session of this.#sessions.values()) end(session);
    this.#sessions.clear();
  }

  async #answer({ seat, stream }: Session, { id, message }: WebMessage): Promise<void> {
    stream.send({ type: 'reply', id, reply: await seat.answer(message) });
  }

  #greet(greeting: Greeting, connection: WebConnection): Session | null {
    const known = greeting.type === 'hello' ? this.#begin(greeting.token) : this.#goOn(greeting.session);
    if (known === null) {
      const message =
        greeting.type === 'hello' ? 'This link has been used, or is another lab’s.' : 'The lab was started anew since.';
      connection.send(encodeFrame({ type: 'refused', message }));
      return null;
    }
    const { id, session } = known;
    session.connection?.close();
    session.connection = connection;
    const { tabKey, stream } = session;
    connection.send(encodeFrame({ type: 'welcome', session: id, tabKey, arrived: stream.arrived }));
    stream.connect((frame) => connection.send(encodeFrame(frame)), greeting.type === 'resume' ? greeting.arrived : 0);
    return session;
  }

  #begin(token: string): { readonly id: string; readonly session: Session } | null {
    if (!this.#links.delete(token) && !this.#tabKeys.has(token)) return null;
    this.#makeRoom();
    const id = this.#secret();
    const stream = new StreamEnd<WebAnswer, WebMessage>();
    const seat = new LabSeat(this.#lab, (event) => {
      try {
        stream.send({ type: 'event', event });
      } catch {
        this.#drop(id); // it has been away for too much
      }
    });
    const tabKey = this.#tabKeys.has(token) ? token : this.#secret();
    this.#tabKeys.add(tabKey);
    const session = { stream, seat, tabKey, connection: null };
    this.#sessions.set(id, session);
    return { id, session };
  }

  #goOn(id: string): { readonly id: string; readonly session: Session } | null {
    const session = this.#sessions.get(id);
    if (session === undefined) return null;
    this.#sessions.delete(id);
    this.#sessions.set(id, session);
    return { id, session };
  }

  #makeRoom(): void {
    if (this.#sessions.size < MOST_SESSIONS) return;
    const [oldest] =
      [...this.#sessions].find(([, { connection }]) => connection === null) ?? [...this.#sessions][0] ?? [];
    if (oldest !== undefined) this.#drop(oldest);
  }

  #drop(id: string): void {
    const session = this.#sessions.get(id);
    if (session === undefined) return;
    this.#sessions.delete(id);
    end(session);
  }

  #secret(): string {
    return toHex(this.#random.bytes(32));
  }
}

function end({ seat, stream, connection }: Session): void {
  seat.leave();
  stream.disconnect();
  connection?.close();
}
