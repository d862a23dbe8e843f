import { existsSync, realpathSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { LabError, nameAndMessage } from '../core/index.ts';
import { CHANNELS, type DeskState, OPEN_SETTINGS, type Visit } from './bridge-contract.ts';
import type { SystemKeychain } from './keychain.ts';
import type { LabHost, Listener } from './lab-host.ts';
import { OpenWorld, WORLD_FILE } from './open-world.ts';
import { parseDeskMessage } from './parse-desk-message.ts';
import type { RecentWorlds } from './recent-worlds.ts';

/** What the desk needs of a window. */
export interface DeskWindow {
  readonly contents: Listener;
  /** Shows its page. */
  load(): Promise<void>;
  focus(): void;
  /** Asked before it closes; it stays where the answer is false. */
  onClose(mayClose: () => Promise<boolean>): void;
  onClosed(listener: () => void): void;
  close(): void;
}

/** What the desk asks its user. A null window is asked for the app as a whole. */
export interface DeskDialogs<Window> {
  /** Path of a world file; null for none. */
  pickWorld(window: Window | null): Promise<string | null>;
  /** Path of a file to be; null for none. */
  nameFile(window: Window | null, suggested: string): Promise<string | null>;
  tell(window: Window | null, message: string, detail: string): Promise<void>;
  /** Whether the user agrees to something; `does` is what the button says that does it. */
  agree(window: Window, message: string, detail: string, does: string): Promise<boolean>;
  /** Whether a world in memory, which ends with its last window, is to be saved. */
  askToSave(window: Window): Promise<'save' | 'discard' | 'cancel'>;
}

export interface DeskOptions<Window> {
  readonly host: LabHost;
  readonly recent: RecentWorlds;
  readonly dialogs: DeskDialogs<Window>;
  readonly keychain: SystemKeychain;
  readonly makeWindow: () => Window;
  /** Told whenever what the menu shows may be different. */
  readonly onChange: () => void;
}

/** The worlds that are open and their windows: each world once, each window on one world. */
export class Desk<Window extends DeskWindow> {
  readonly #options: DeskOptions<Window>;
  readonly #worlds = new Map<Window, OpenWorld>();
  /** The worlds that are being closed: their files are let go of then. */
  #closings: Promise<void> = Promise.resolve();
  /** Files that are being opened. */
  readonly #opening = new Map<string, Promise<Window>>();

  constructor(options: DeskOptions<Window>) {
    this.#options = options;
  }

  /** Paths of the world files that were open lately, newest first. */
  get recent(): readonly string[] {
    return this.#options.recent.files;
  }

  /** Opens a new world in memory. */
  async newWorld(): Promise<Window> {
    return this.#openWindow(await OpenWorld.inMemory());
  }

  /**
   * Opens a world file, or goes to the window that shows it.
   * @throws {LabError} in one line, where it can't be opened
   */
  async openFile(named: string): Promise<Window> {
    const file = existsSync(named) ? realpathSync(named) : named;
    const [shown] = [...this.#worlds].find(([, world]) => world.file === file) ?? [];
    if (shown !== undefined) {
      shown.focus();
      this.#options.recent.add(file);
      this.#changed();
      return shown;
    }
    const opening = this.#opening.get(file) ?? this.#open(file).finally(() => this.#opening.delete(file));
    this.#opening.set(file, opening);
    return opening;
  }

  /** Lets the user pick a world file. */
  async openWorld(window: Window | null): Promise<void> {
    const file = await this.#options.dialogs.pickWorld(window);
    if (file !== null) await this.openFile(file);
  }

  /** @throws {LabError} in one line */
  async openRecent(at: number): Promise<void> {
    const file = this.recent[at];
    if (file === undefined) throw new Error('the list of recent worlds has changed meanwhile');
    await this.openFile(file);
  }

  /** Another window on the world of this one. */
  async newWindow(window: Window): Promise<Window> {
    return this.#openWindow(this.#worldOf(window));
  }

  /**
   * Lets the user name a file, and saves the world of this window in it.
   * @returns whether it was saved; the user may think better of it
   * @throws {LabError} in one line
   */
  async saveWorld(window: Window): Promise<boolean> {
    const world = this.#worldOf(window);
    const named = await this.#options.dialogs.nameFile(window, world.file === null ? 'my-lab' : `${world.name}-copy`);
    if (named === null) return false;
    await world.saveAs(named.toLowerCase().endsWith(WORLD_FILE) ? named : `${named}${WORLD_FILE}`);
    if (world.file !== null) this.#options.recent.add(world.file);
    this.#changed();
    return true;
  }

  /**
   * Locks the root key of this window's world to the system's keychain, where its user agrees.
   * @throws {LabError} in one line; then it is as it was
   */
  async lockRootKey(window: Window): Promise<void> {
    const world = this.#worldOf(window);
    const { keychain, dialogs } = this.#options;
    if (keychain.refusal !== null) throw new LabError(keychain.refusal);
    if (world.file === null) throw new LabError('a world in memory has no root key file: save the world first');
    if (world.rootKeyAt === 'keychain') throw new LabError('the root key of this world is locked already');
    const detail =
      'Then this app opens the world for you on this computer, and nothing else does: not kmslab in a terminal, and no other computer. Without the keychain the world is lost. It can be unlocked in the menu File.';
    const message = `Lock the root key of ${world.name} to this computer's keychain?`;
    if (!(await dialogs.agree(window, message, detail, 'Lock'))) return;
    world.lockRootKey(keychain);
    this.#changed();
  }

  /**
   * Puts the root key of this window's world as it is into its file again, where its user agrees.
   * @throws {LabError} in one line; then it is as it was
   */
  async unlockRootKey(window: Window): Promise<void> {
    const world = this.#worldOf(window);
    if (world.rootKeyAt !== 'keychain') throw new LabError('the root key of this world is not locked to a keychain');
    const detail =
      'It lies in a file beside the world then, which opens the world here, in a terminal, and wherever both go.';
    if (!(await this.#options.dialogs.agree(window, `Unlock the root key of ${world.name}?`, detail, 'Unlock'))) return;
    world.unlockRootKey(this.#options.keychain);
    this.#changed();
  }

  /** Sends a window to a place. */
  visit(window: Window, visit: Visit): void {
    window.focus();
    window.contents.send(CHANNELS.visit, visit);
  }

  /** Tells the user what was in the way of something. */
  async tellRefusal(window: Window | null, error: unknown): Promise<void> {
    await this.#options.dialogs.tell(window, nameAndMessage(error).message, 'Nothing was changed.');
  }

  async #open(file: string): Promise<Window> {
    await this.#closings;
    const { recent } = this.#options;
    let world: OpenWorld;
    try {
      world = await OpenWorld.inFile(file, { keychain: this.#options.keychain });
    } catch (error) {
      if (!existsSync(file)) recent.remove(file);
      this.#changed();
      throw error;
    }
    recent.add(file);
    const window = await this.#openWindow(world);
    this.#changed();
    return window;
  }

  async #openWindow(world: OpenWorld): Promise<Window> {
    const window = this.#options.makeWindow();
    this.#worlds.set(window, world);
    this.#options.host.attach(window.contents, {
      lab: world.client,
      desk: (message) => this.#answer(window, message),
    });
    window.onClose(() => this.#mayClose(window));
    window.onClosed(() => this.#closed(window));
    await window.load();
    return window;
  }

  async #answer(window: Window, value: unknown): Promise<DeskState | string> {
    const message = parseDeskMessage(value);
    switch (message.type) {
      case 'look':
        break;
      case 'newWorld':
        await this.newWorld();
        break;
      case 'openWorld':
        await this.openWorld(window);
        break;
      case 'openRecent':
        await this.openRecent(message.at);
        break;
      case 'saveWorld':
        await this.saveWorld(window);
        break;
      case 'lockRootKey':
        await this.lockRootKey(window);
        break;
      case 'unlockRootKey':
        await this.unlockRootKey(window);
        break;
      case 'newWindow':
        await this.newWindow(window);
        break;
      case 'startEndpoint':
        await this.#worldOf(window).startEndpoint();
        this.#changed();
        break;
      case 'stopEndpoint':
        await this.#worldOf(window).stopEndpoint();
        this.#changed();
        break;
      case 'exports': {
        const { endpoint } = this.#worldOf(window);
        if (endpoint === null) throw new Error('the endpoint does not run');
        return endpoint.exportsFor(message.as, message.region);
      }
    }
    return this.#stateOf(window);
  }

  #stateOf(window: Window): DeskState {
    const { name, file, rootKeyAt, endpoint } = this.#worldOf(window);
    return {
      settings: OPEN_SETTINGS,
      app: {
        world: { name, file, rootKeyAt },
        endpoint: endpoint === null ? null : { url: endpoint.url },
        recent: this.recent.map((path) => ({ name: basename(path, WORLD_FILE), folder: dirname(path) })),
      },
    };
  }

  #worldOf(window: Window): OpenWorld {
    const world = this.#worlds.get(window);
    if (world === undefined) throw new Error('this window is closed');
    return world;
  }

  /** The last window of a world in memory takes the world with it: its user is asked. */
  async #mayClose(window: Window): Promise<boolean> {
    const world = this.#worldOf(window);
    const isLast = [...this.#worlds.values()].filter((other) => other === world).length === 1;
    if (!isLast || !(await world.isAtRisk())) return true;
    const answer = await this.#options.dialogs.askToSave(window);
    if (answer !== 'save') return answer === 'discard';
    try {
      return await this.saveWorld(window);
    } catch (error) {
      await this.tellRefusal(window, error);
      return false;
    }
  }

  #closed(window: Window): void {
    const world = this.#worlds.get(window);
    this.#worlds.delete(window);
    if (world === undefined || [...this.#worlds.values()].includes(world)) return;
    this.#closings = Promise.all([
      this.#closings,
      world.close().catch((error: unknown) => console.error(`kmslab: ${nameAndMessage(error).message}`)),
    ]).then(() => undefined);
  }

  #changed(): void {
    for (const window of this.#worlds.keys()) {
      if (!window.contents.isDestroyed()) window.contents.send(CHANNELS.deskState, this.#stateOf(window));
    }
    this.#options.onChange();
  }
}
