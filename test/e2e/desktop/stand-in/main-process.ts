import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** What the stand-in for `electron` tells by itself. */
export type Told =
  | { readonly type: 'load'; readonly windowId: number; readonly url: string; readonly options: WindowOptions }
  | { readonly type: 'reload' | 'closed'; readonly windowId: number }
  | { readonly type: 'send'; readonly windowId: number; readonly channel: string; readonly args: readonly unknown[] };
export interface WindowOptions {
  readonly width: number;
  readonly height: number;
  readonly webPreferences: { readonly preload: string };
}

type Answer =
  | { readonly type: 'answer'; readonly id: number; readonly ok: true; readonly value: unknown }
  | { readonly type: 'answer'; readonly id: number; readonly ok: false; readonly error: string };

const REGISTER = fileURLToPath(new URL('./register.js', import.meta.url));

/** The project's built main process, in plain Node, with the stand-in for `electron`. */
export class MainProcess {
  readonly #child: ChildProcess;
  readonly #pending = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
  #lastId = 0;
  #stderr = '';
  /** Rejects when main ends, with what it wrote to stderr. */
  readonly ended: Promise<never>;

  /** `env` and `args` are what the app is started with. */
  constructor(script: string, onTold: (told: Told) => void, env: NodeJS.ProcessEnv, args: readonly string[]) {
    this.#child = fork(script, [...args], {
      env: { ...process.env, ...env },
      execArgv: ['--import', REGISTER],
      serialization: 'advanced', // a structured clone, as Electron's IPC makes it
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    this.#child.stderr?.on('data', (text: Buffer) => {
      this.#stderr += text.toString();
    });
    this.#child.on('message', (message: Told | Answer) => {
      if (message.type === 'answer') this.#settle(message);
      else onTold(message);
    });
    this.ended = new Promise((_, reject) => {
      this.#child.on('exit', (code) => {
        const error = new Error(`main ended (${code})\n${this.#stderr}`);
        for (const asked of this.#pending.values()) asked.reject(error);
        this.#pending.clear();
        reject(error);
      });
    });
    this.ended.catch(() => undefined); // nobody may be waiting for it
  }

  /** Asks one of the questions that the stand-in answers. */
  ask(question: string, details: object = {}): Promise<unknown> {
    this.#lastId += 1;
    const id = this.#lastId;
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { resolve, reject });
      this.#child.send({ ...details, ask: question, id });
    });
  }

  end(): void {
    this.#child.kill();
  }

  #settle(answer: Answer): void {
    const asked = this.#pending.get(answer.id);
    this.#pending.delete(answer.id);
    if (answer.ok) asked?.resolve(answer.value);
    else asked?.reject(new Error(answer.error));
  }
}
