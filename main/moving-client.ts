import type { LabClient, LabEvent, Unsubscribe } from '../core/index.ts';

/** A `LabClient` that its windows keep while the lab behind it is exchanged: a world that was saved goes on in its file. */
export class MovingClient implements LabClient {
  #client: LabClient;
  readonly #listeners = new Set<(event: LabEvent) => void>();
  #unsubscribe: Unsubscribe = () => undefined;

  constructor(client: LabClient) {
    this.#client = client;
  }

  /** From now on everything goes to another client; whoever is subscribed is told to look again. */
  moveTo(client: LabClient): void {
    this.#client = client;
    if (this.#listeners.size > 0) this.#listen();
    this.#tell({ type: 'acted', action: 'replay' }); // none is on in the new one
  }

  call: LabClient['call'] = (request) => this.#client.call(request);

  ask: LabClient['ask'] = (query) => this.#client.ask(query);

  act: LabClient['act'] = (action) => this.#client.act(action);

  subscribe(listener: (event: LabEvent) => void): Unsubscribe {
    const heard = (event: LabEvent) => listener(event);
    if (this.#listeners.size === 0) this.#listen();
    this.#listeners.add(heard);
    return () => {
      this.#listeners.delete(heard);
      if (this.#listeners.size === 0) this.#unsubscribe();
    };
  }

  #listen(): void {
    this.#unsubscribe();
    this.#unsubscribe = this.#client.subscribe((event) => this.#tell(event));
  }

  #tell(event: LabEvent): void {
    for (const listener of [...this.#listeners]) listener(event);
  }
}
