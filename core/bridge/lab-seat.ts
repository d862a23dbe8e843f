import type { LabClient, LabEvent, Unsubscribe } from '../lab/client.ts';
import type { LabMessage, LabReply } from './messages.ts';
import { parseLabMessage } from './parse-message.ts';

/** A lab's side of one front end in another process: parses what it sends, answers it, and keeps its subscription. */
export class LabSeat {
  readonly #lab: LabClient;
  readonly #tell: (event: LabEvent) => void;
  #subscription: Unsubscribe | null = null;

  /** `tell` sends an event, while the front end is subscribed. */
  constructor(lab: LabClient, tell: (event: LabEvent) => void) {
    this.#lab = lab;
    this.#tell = tell;
  }

  /** Answers anything: what is no message gets an error that says what was expected. */
  async answer(message: unknown): Promise<LabReply> {
    try {
      return { ok: true, value: await this.#do(parseLabMessage(message)) };
    } catch (error) {
      return { ok: false, error: nameAndMessage(error) };
    }
  }

  leave(): void {
    this.#subscription?.();
    this.#subscription = null;
  }

  async #do(message: LabMessage): Promise<unknown> {
    switch (message.type) {
      case 'call':
        return this.#lab.call(message.request);
      case 'ask':
        return this.#lab.ask(message.query);
      case 'act':
        return this.#lab.act(message.action);
      case 'subscribe':
        // A page that was loaded again asks again.
        this.#subscription ??= this.#lab.subscribe(this.#tell);
        return undefined;
      case 'unsubscribe':
        return this.leave();
    }
  }
}

/** An error as it crosses to another process. */
export function nameAndMessage(error: unknown): { readonly name: string; readonly message: string } {
  return error instanceof Error
    ? { name: error.name, message: error.message }
    : { name: 'Error', message: String(error) };
}
