import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WebSocket } from 'ws';
import { WebClient, type WebState } from '../../core/bridge/index.ts';
import type { WebSocketLike } from '../../core/bridge/web-client.ts';
import { createLab, DEFAULT_WORLD, type Lab, WebDoor } from '../../core/index.ts';
import { nodePorts, startWebServer } from '../../core/node/index.ts';
import { classroomOver } from './classroom-with.ts';

/** A lab behind `kmslab web`'s server, on a port that the system picks, with a page of one line. */
export async function webLab() {
  const folder = await mkdtemp(join(tmpdir(), 'kmslab-web-'));
  const policy = '<meta\n  http-equiv="Content-Security-Policy" content="default-src \'none\'" />';
  await writeFile(join(folder, 'index.html'), `<!doctype html>${policy}<title>kmslab</title>`);
  await writeFile(join(folder, 'notes.txt'), 'no part of a window');
  const lab: Lab = await createLab(nodePorts(), DEFAULT_WORLD);
  const classroom = await classroomOver(lab);
  const door = new WebDoor(classroom, nodePorts().random);
  const server = await startWebServer({ port: 0, folder, door });
  return {
    lab,
    door,
    url: server.url,
    page: (token: string) => new Page(server.url, token),
    async close() {
      await server.stop();
      await lab.close();
      await rm(folder, { recursive: true });
    },
  };
}

/** A page's client, whose connection a test can break. */
class Page {
  readonly client: WebClient;
  tabKey = '';
  readonly states: WebState['type'][] = [];
  #socket: WebSocket | null = null;
  readonly #heard: (() => void)[] = [];

  constructor(url: string, token: string) {
    this.client = new WebClient({
      token,
      connect: () => {
        this.#socket = new WebSocket(url.replace('http', 'ws'), { origin: url });
        this.#socket.on('error', () => undefined);
        return this.#socket as unknown as WebSocketLike;
      },
      later: (work) => setImmediate(work),
      keepTabKey: (key) => {
        this.tabKey = key;
      },
      onState: ({ type }) => {
        this.states.push(type);
        for (const heard of this.#heard.splice(0)) heard();
      },
    });
  }

  /** Breaks the connection, as a sleeping machine does. */
  break(): void {
    this.#socket?.terminate();
  }

  /** Resolves when the page is in that state. */
  async until(state: WebState['type']): Promise<void> {
    while (this.states.at(-1) !== state) await new Promise<void>((resolve) => this.#heard.push(resolve));
  }
}
