import type { LabClient, LabEvent, Unsubscribe } from './client.ts';

/** Listeners that stay while the client that they hear is exchanged for another. */
export class EventRelay {
  readonly #client: () => LabClient;
  readonly #listeners = new Set<(event: LabEvent) => void>();
  #unsubscribe: Unsubscribe = () => undefined;

  /** @param client - the one that is heard now */
  constructor(client: () => LabClient) {
    this.#client = client;
  }

  /** A client is heard only while somebody listens. */
  subscribe(listener: (event: LabEvent) => void): Unsubscribe {
    const heard = (event: LabEvent) => listener(event); // whoever subscribes twice hears twice
    if (this.#listeners.size === 0) this.#listen();
    this.#listeners.add(heard);
    return () => {
      this.#listeners.delete(heard);
      if (this.#listeners.size === 0) this.#unsubscribe();
    };
  }

  /** Another client is to be heard from now on. */
  follow(): void {
    if (this.#listeners.size > 0) this.#listen();
  }

  tell(event: LabEvent): void {
    for (const listener of [...this.#listeners]) listener(event);
  }

  /** Nobody hears anything any more. */
  close(): void {
    this.#unsubscribe();
    this.#listeners.clear();
  }

  #listen(): void {
    this.#unsubscribe();
    this.#unsubscribe = this.#client().subscribe((event) => this.tell(event));
  }
}
