import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { CustomScheme, IpcMain, Protocol, WebContents } from 'electron';
import {
  addressText,
  bundledScenario,
  createLab,
  type Lab,
  type LabClient,
  MemoryRoom,
  parseAddress,
  playToEnd,
  readScenario,
} from '../core/index.ts';
import { FileRoom, nodePorts } from '../core/node/index.ts';
import { APP_PAGE, APP_SCHEME, isAppUrl, serveApp } from './app-protocol.ts';
import { CHANNELS, type DeskState, type WindowSettings } from './bridge-contract.ts';
import { guardNavigation } from './guards.ts';
import { hostLabs, type LabHost } from './lab-host.ts';
import { limitedClient } from './limits.ts';
import { OpenWorld } from './open-world.ts';
import { parseDeskMessage } from './parse-desk-message.ts';

export type { LabClient, PlaceId } from '../core/index.ts';
export type { Part, WindowSettings } from './bridge-contract.ts';
export { guardPermissions } from './guards.ts';

/** Folder of this built module; the preload and the view lie beside it. */
const HERE = dirname(fileURLToPath(import.meta.url));

/** For `webPreferences.preload` of the window or view that shows the lab, with `sandbox` and `contextIsolation` on. */
export const preloadPath: string = join(HERE, 'preload.cjs');

/** The view's own page: what a window or view that shows the lab loads. */
export const viewUrl: string = APP_PAGE;

/** For `protocol.registerSchemesAsPrivileged`, which an app calls once, before it is ready, with all its schemes. */
export const viewScheme: CustomScheme = { scheme: APP_SCHEME, privileges: { standard: true, secure: true } };

/** Serves the view's page and its files, and nothing else, to a session: `protocol`, or `session.protocol`. Once the app is ready. */
export function serveView(protocol: Pick<Protocol, 'handle'>): void {
  protocol.handle(APP_SCHEME, serveApp(join(HERE, 'renderer')));
}

export interface HostedLabOptions extends Partial<WindowSettings> {
  readonly ipcMain: Pick<IpcMain, 'handle' | 'removeHandler'>;
  /**
   * A world file, which must be there, with its root key beside it, locked to no keychain; the world that a scenario leaves behind, of kmslab's
   * own by its name or as YAML. Left out, the default world in memory.
   */
  readonly world?: { readonly file: string } | { readonly scenario: string } | { readonly scenarioText: string };
  /** Folder for the worlds of lessons and the progress in them; left out, they end with the lab. */
  readonly lessonFolder?: string;
  /** A lesson to begin with: its number or id. */
  readonly lesson?: string;
  /** Where the view begins, an address such as `key/orders?tab=rotation`. */
  readonly place?: string;
}

/** A lab in this process, for views to show. */
export interface HostedLab {
  /** The lab itself, with nothing locked, for the host's own code. */
  readonly client: LabClient;
  /** Lets contents use the lab, keeps them on its page, and loads that. Contents that were not attached are refused. */
  show(contents: WebContents): Promise<void>;
  /** Sends the view to a place. @throws {AddressError} for what is no address */
  goTo(contents: WebContents, address: string): void;
  /** Keeps everything, lets go of a file, and answers no view any more. */
  close(): Promise<void>;
}

/** Electron has one handler a channel: all labs of an app share it. */
const hosts = new WeakMap<object, LabHost>();

/**
 * Opens a lab for an Electron app to show in its own windows or views.
 * @throws {LabError, ScenarioError, AddressError} in one line, where the world, the lesson or the place is wrong
 */
export async function openHostedLab(options: HostedLabOptions): Promise<HostedLab> {
  const { ipcMain, lesson, place, places = null, locked = [], theme = 'system' } = options;
  const settings: WindowSettings = { places, locked, theme };
  const start = lesson === undefined ? (place ?? null) : (place ?? 'learn');
  const address = start === null ? null : addressText(parseAddress(start));
  const world = await openWorld(options);
  if (lesson !== undefined) {
    const begun = await world.client.act({ type: 'lesson', does: 'start', lesson });
    if (!begun.ok) {
      await world.close();
      throw new Error(begun.error.message);
    }
  }
  const host = hosts.get(ipcMain) ?? hostLabs({ ipcMain, isAppUrl });
  hosts.set(ipcMain, host);
  const window = {
    lab: limitedClient(world.client, settings),
    desk: async (asked: unknown) => answer(asked, settings),
  };
  return {
    client: world.client,
    async show(contents) {
      guardNavigation(contents);
      host.attach(contents, window);
      await contents.loadURL(viewUrl);
      if (address !== null) contents.send(CHANNELS.visit, { address, begins: false });
    },
    goTo(contents, to) {
      contents.send(CHANNELS.visit, { address: addressText(parseAddress(to)), begins: true });
    },
    async close() {
      host.detach(window);
      await world.close();
    },
  };
}

/** A hosted view has no files and windows of kmslab's: it may only look. */
function answer(asked: unknown, settings: WindowSettings): DeskState {
  if (parseDeskMessage(asked).type !== 'look') throw new Error('the app that shows this lab has the files and windows');
  return { settings, app: null };
}

async function openWorld({ world, lessonFolder }: HostedLabOptions): Promise<OpenWorld> {
  const room = lessonFolder === undefined ? new MemoryRoom(nodePorts) : FileRoom.inFolder(lessonFolder);
  if (world === undefined) return OpenWorld.of(await createLab(nodePorts()), room);
  if ('file' in world) return OpenWorld.inFile(world.file, { room });
  return OpenWorld.of(await labOf(world), room);
}

async function labOf(world: { readonly scenario: string } | { readonly scenarioText: string }): Promise<Lab> {
  const scenario =
    'scenario' in world
      ? await bundledScenario(world.scenario)
      : await readScenario(world.scenarioText, 'scenarioText');
  return playToEnd(scenario, { ports: nodePorts });
}
