import { join } from 'node:path';
import { app, BrowserWindow, Menu, nativeTheme, safeStorage } from 'electron';
import { addressText, parseLink } from '../core/index.ts';
import { CHANNELS, type Visit } from './bridge-contract.ts';
import type { CommandId } from './commands.ts';
import { Desk } from './desk.ts';
import { dialogs } from './dialogs.ts';
import { systemKeychain } from './keychain.ts';
import type { LabHost } from './lab-host.ts';
import type { LaunchTargets } from './launch-targets.ts';
import { menuTemplate } from './menu.ts';
import { type MenuPlaces, menuPlaces } from './menu-places.ts';
import { RecentWorlds } from './recent-worlds.ts';
import { type AppWindow, makeWindow } from './window.ts';

export interface DesktopAppOptions {
  /** Path of the built preload. */
  readonly preload: string;
  /** Folder for what the app remembers. */
  readonly userData: string;
  readonly host: LabHost;
}

/** The app: its desk, its menu, and what it was asked to show. The labs live in this process; a window holds no key material and no disk. */
export class DesktopApp {
  readonly #desk: Desk<AppWindow>;
  /** By their ids; the one that had the keyboard last is the last. */
  readonly #windows = new Map<number, AppWindow>();
  #places: MenuPlaces = { scenarios: [], lessons: [] };
  /** Asked for before the app was ready; null since. */
  #early: LaunchTargets[] | null = [];

  constructor({ preload, userData, host }: DesktopAppOptions) {
    this.#desk = new Desk({
      host,
      recent: new RecentWorlds(join(userData, 'recent-worlds.json')),
      dialogs,
      keychain: systemKeychain(safeStorage),
      makeWindow: () => this.#remembered(makeWindow(preload)),
      onChange: () => this.#showMenu(),
    });
  }

  /** Shows the first windows: of what was asked for, or of a new world. */
  async start(targets: LaunchTargets): Promise<void> {
    this.#showMenu();
    const early = this.#early ?? [];
    this.#early = null;
    for (const asked of [targets, ...early]) await this.#openFiles(asked);
    if (this.#windows.size === 0) await this.#desk.newWorld();
    for (const asked of [targets, ...early]) await this.#followLinks(asked);
    this.#places = await menuPlaces();
    this.#showMenu();
  }

  /** Shows what the running app is asked for; where that is nothing, its window. */
  async show(targets: LaunchTargets): Promise<void> {
    if (this.#early !== null) {
      this.#early.push(targets);
      return;
    }
    await this.#openFiles(targets);
    await this.#followLinks(targets);
    if (targets.files.length === 0 && targets.links.length === 0) this.#window?.focus();
  }

  async #openFiles({ files }: LaunchTargets): Promise<void> {
    for (const file of files) await this.#told(this.#desk.openFile(file));
  }

  /** A link leads to a place and does nothing there; what is none of ours is refused, in words. */
  async #followLinks({ links }: LaunchTargets): Promise<void> {
    for (const link of links) {
      await this.#told(
        (async () => {
          const address = addressText(parseLink(link));
          const window = this.#window ?? (await this.#desk.newWorld());
          this.#desk.visit(window, { address, begins: false });
        })(),
      );
    }
  }

  /** The window that has the keyboard; while another app has it, the one that had it last. */
  get #window(): AppWindow | null {
    const focused = BrowserWindow.getFocusedWindow();
    return (focused === null ? undefined : this.#windows.get(focused.id)) ?? [...this.#windows.values()].at(-1) ?? null;
  }

  #remembered(window: AppWindow): AppWindow {
    const { id } = window.window;
    const isLast = () => {
      this.#windows.delete(id);
      this.#windows.set(id, window);
    };
    isLast();
    window.window.on('focus', isLast);
    window.onClosed(() => this.#windows.delete(id));
    return window;
  }

  /** Waits for something that the user asked for outside a page, and tells what was in the way. */
  async #told(work: Promise<unknown>): Promise<void> {
    try {
      await work;
    } catch (error) {
      await this.#desk.tellRefusal(this.#window, error);
    }
  }

  #do(command: CommandId): void {
    const window = this.#window;
    switch (command) {
      case 'world-new':
        return void this.#told(this.#desk.newWorld());
      case 'world-open':
        return void this.#told(this.#desk.openWorld(window));
      case 'world-save':
        return void (window === null || this.#told(this.#desk.saveWorld(window)));
      case 'root-key-lock':
        return void (window === null || this.#told(this.#desk.lockRootKey(window)));
      case 'root-key-unlock':
        return void (window === null || this.#told(this.#desk.unlockRootKey(window)));
      case 'window-new':
        return void (window === null || this.#told(this.#desk.newWindow(window)));
      default:
        window?.contents.send(CHANNELS.command, command);
    }
  }

  #visit(visit: Visit): void {
    const window = this.#window;
    if (window !== null) this.#desk.visit(window, visit);
  }

  #showMenu(): void {
    const template = menuTemplate({
      isMac: process.platform === 'darwin',
      send: (command) => this.#do(command),
      visit: (visit) => this.#visit(visit),
      ...this.#places,
      recent: this.#desk.recent,
      openRecent: (at) => void this.#told(this.#desk.openRecent(at)),
      appearance: nativeTheme.themeSource,
      setAppearance: (appearance) => {
        nativeTheme.themeSource = appearance;
      },
    });
    Menu.setApplicationMenu(Menu.buildFromTemplate(template));
    for (const file of this.#desk.recent.slice(0, 1)) app.addRecentDocument(file);
  }
}
