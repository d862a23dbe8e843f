import { EventRelay, type LabClient, type LabEvent, type Unsubscribe } from '../core/index.ts';

/** A `LabClient` that its windows keep while the lab behind it is exchanged: a world that was saved goes on in its file. */
export class MovingClient implements LabClient {
  #client: LabClient;
  readonly #relay = new EventRelay(() => this.#client);

  constructor(client: LabClient) {
    this.#client = client;
  }

  /** From now on everything goes to another client; whoever is subscribed is told to look again. */
  moveTo(client: LabClient): void {
    this.#client = client;
    this.#relay.follow();
    this.#relay.tell({ type: 'acted', action: 'replay' }); // none is on in the new one
  }

  call: LabClient['call'] = (request) => this.#client.call(request);

  ask: LabClient['ask'] = (query) => this.#client.ask(query);

  act: LabClient['act'] = (action) => this.#client.act(action);

  subscribe(listener: (event: LabEvent) => void): Unsubscribe {
    return this.#relay.subscribe(listener);
  }
}
